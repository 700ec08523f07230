import { writeArchive } from '../../../base/archive.ts';
import { createDerivedId } from '../../../base/ids.ts';
import { connectorOf, type ExportedFile, type ExportedFlow, jsonText, zipFile } from './exported-flow.ts';

const API = '/providers/Microsoft.PowerApps/apis';

/** A package as Power Automate exports and imports them. Ids follow from the flow's name, so that they stay the same. */
export function writePackage(flow: ExportedFlow): ExportedFile {
  const { name, displayName } = flow;
  const flowId = createDerivedId('package flow', name);
  const connections = flow.references.map((reference) => ({
    reference: reference.reference,
    api: connectorOf(reference),
    apiId: createDerivedId('package api', name, connectorOf(reference)),
    connectionId: createDerivedId('package connection', name, reference.reference),
  }));
  const folder = `Microsoft.Flow/flows/${flowId}`;
  const bytes = writeArchive({
    'manifest.json': jsonText(manifestOf(flow, flowId, connections)),
    'Microsoft.Flow/flows/manifest.json': jsonText({
      packageSchemaVersion: '1.0',
      flowAssets: { assetPaths: [flowId] },
    }),
    [`${folder}/definition.json`]: jsonText(flowOf(flow, flowId, connections)),
    [`${folder}/apisMap.json`]: jsonText(
      Object.fromEntries(connections.map(({ reference, apiId }) => [reference, apiId])),
    ),
    [`${folder}/connectionsMap.json`]: jsonText(
      Object.fromEntries(connections.map(({ reference, connectionId }) => [reference, connectionId])),
    ),
  });
  return zipFile(`${displayName.replaceAll(/[^\w -]/g, '_')}.zip`, bytes);
}

interface PackageConnection {
  readonly reference: string;
  readonly api: string;
  readonly apiId: string;
  readonly connectionId: string;
}

function manifestOf(flow: ExportedFlow, flowId: string, connections: readonly PackageConnection[]) {
  const apis = new Map(connections.map(({ apiId, api }) => [apiId, api]));
  return {
    schema: '1.0',
    details: {
      displayName: flow.displayName,
      description: flow.description ?? '',
      createdTime: flow.writtenAt,
      packageTelemetryId: createDerivedId('package', flow.name),
      creator: 'N/A',
      sourceEnvironment: '',
    },
    resources: {
      [flowId]: {
        type: 'Microsoft.Flow/flows',
        suggestedCreationType: 'New',
        creationType: 'Existing, New, Update',
        details: { displayName: flow.displayName },
        configurableBy: 'User',
        hierarchy: 'Root',
        dependsOn: [...apis.keys(), ...connections.map(({ connectionId }) => connectionId)],
      },
      ...Object.fromEntries([...apis].map(([apiId, api]) => [apiId, apiResource(api)])),
      ...Object.fromEntries(connections.map((connection) => [connection.connectionId, connectionResource(connection)])),
    },
  };
}

function apiResource(api: string) {
  return {
    id: `${API}/${api}`,
    name: api,
    type: 'Microsoft.PowerApps/apis',
    suggestedCreationType: 'Existing',
    details: { displayName: api },
    configurableBy: 'System',
    hierarchy: 'Child',
    dependsOn: [],
  };
}

function connectionResource({ reference, apiId }: PackageConnection) {
  return {
    type: 'Microsoft.PowerApps/apis/connections',
    suggestedCreationType: 'Existing',
    creationType: 'Existing',
    details: { displayName: reference },
    configurableBy: 'User',
    hierarchy: 'Child',
    dependsOn: [apiId],
  };
}

function flowOf(flow: ExportedFlow, flowId: string, connections: readonly PackageConnection[]) {
  const id = createDerivedId('flow', flow.name);
  return {
    name: id,
    id: `/providers/Microsoft.Flow/flows/${flowId}`,
    type: 'Microsoft.Flow/flows',
    properties: {
      apiId: `${API}/shared_logicflows`,
      displayName: flow.displayName,
      definition: flow.definition,
      connectionReferences: Object.fromEntries(
        connections.map(({ reference, api }) => [
          reference,
          { connectionName: reference, source: 'Embedded', id: `${API}/${api}`, tier: 'NotSpecified' },
        ]),
      ),
      flowFailureAlertSubscribed: false,
    },
  };
}
