import { writeArchive } from '../../../base/archive.ts';
import { createDerivedId } from '../../../base/ids.ts';
import { connectorOf, type ExportedFile, type ExportedFlow, jsonText, zipFile } from './exported-flow.ts';

const PUBLISHER = 'fluxu';
/** Component types of a solution: a flow, and a connection reference. */
const WORKFLOW_COMPONENT = 29;
const XML = '<?xml version="1.0" encoding="utf-8"?>';

/** A packed solution with the flow and the connection references it needs. */
export function writeSolution(flow: ExportedFlow): ExportedFile {
  const id = createDerivedId('solution flow', flow.name);
  const path = `Workflows/${flow.name}-${id.toUpperCase()}.json`;
  const bytes = writeArchive({
    '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/octet-stream" /><Default Extension="json" ContentType="application/octet-stream" /></Types>`,
    'solution.xml': solutionXml(flow, id),
    'customizations.xml': customizationsXml(flow, id, path),
    [path]: jsonText(solutionFlow(flow)),
  });
  return zipFile(`${flow.name}_1_0_0_0.zip`, bytes);
}

function logicalName(reference: string): string {
  return `${PUBLISHER}_${reference.replaceAll(/\W/g, '_').toLowerCase()}`;
}

function solutionFlow({ definition, references }: ExportedFlow) {
  const connectionReferences = references.map((reference) => [
    reference.reference,
    {
      runtimeSource: 'embedded',
      connection: { connectionReferenceLogicalName: logicalName(reference.reference) },
      api: { name: connectorOf(reference) },
    },
  ]);
  return {
    properties: { connectionReferences: Object.fromEntries(connectionReferences), definition },
    schemaVersion: '1.0.0.0',
  };
}

function solutionXml({ name, displayName }: ExportedFlow, id: string): string {
  return `${XML}
<ImportExportXml version="9.2" SolutionPackageVersion="9.2" languagecode="1033" generatedBy="Fluxu">
  <SolutionManifest>
    <UniqueName>${name}</UniqueName>
    <LocalizedNames><LocalizedName description="${escapeXml(displayName)}" languagecode="1033" /></LocalizedNames>
    <Descriptions />
    <Version>1.0.0.0</Version>
    <Managed>0</Managed>
    <Publisher>
      <UniqueName>${PUBLISHER}</UniqueName>
      <LocalizedNames><LocalizedName description="Fluxu" languagecode="1033" /></LocalizedNames>
      <CustomizationPrefix>${PUBLISHER}</CustomizationPrefix>
      <CustomizationOptionValuePrefix>10000</CustomizationOptionValuePrefix>
    </Publisher>
    <RootComponents><RootComponent type="${WORKFLOW_COMPONENT}" id="{${id}}" behavior="0" /></RootComponents>
    <MissingDependencies />
  </SolutionManifest>
</ImportExportXml>
`;
}

function customizationsXml({ displayName, references, isStopped }: ExportedFlow, id: string, path: string): string {
  const title = escapeXml(displayName);
  const connections = references.map(
    (reference) => `    <connectionreference connectionreferencelogicalname="${logicalName(reference.reference)}">
      <connectionreferencedisplayname>${escapeXml(reference.reference)}</connectionreferencedisplayname>
      <connectorid>/providers/Microsoft.PowerApps/apis/${escapeXml(connectorOf(reference))}</connectorid>
      <iscustomizable>1</iscustomizable>
      <statecode>0</statecode>
      <statuscode>1</statuscode>
    </connectionreference>`,
  );
  return `${XML}
<ImportExportXml>
  <Entities />
  <Roles />
  <Workflows>
    <Workflow WorkflowId="{${id}}" Name="${title}">
      <JsonFileName>/${path}</JsonFileName>
      <Type>1</Type>
      <Subprocess>0</Subprocess>
      <Category>5</Category>
      <Mode>0</Mode>
      <Scope>4</Scope>
      <OnDemand>0</OnDemand>
      <TriggerOnCreate>0</TriggerOnCreate>
      <TriggerOnDelete>0</TriggerOnDelete>
      <AsyncAutodelete>0</AsyncAutodelete>
      <SyncWorkflowLogOnFailure>0</SyncWorkflowLogOnFailure>
      <StateCode>${isStopped ? 0 : 1}</StateCode>
      <StatusCode>${isStopped ? 1 : 2}</StatusCode>
      <RunAs>1</RunAs>
      <IsTransacted>1</IsTransacted>
      <IntroducedVersion>1.0</IntroducedVersion>
      <IsCustomizable>1</IsCustomizable>
      <PrimaryEntity>none</PrimaryEntity>
      <LocalizedNames><LocalizedName languagecode="1033" description="${title}" /></LocalizedNames>
    </Workflow>
  </Workflows>
  <connectionreferences>
${connections.join('\n')}
  </connectionreferences>
  <Languages><Language>1033</Language></Languages>
</ImportExportXml>
`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
