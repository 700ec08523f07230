import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { isArchive, writeArchive } from '../../base/archive.ts';
import { EXPORT_FORMATS, type ExportedFlow, type ReadFlow, readFlows, writeFlow } from './index.ts';

const schema =
  'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#';
const definition = {
  $schema: schema,
  contentVersion: '1.0.0.0',
  parameters: { $connections: { type: 'Object', defaultValue: {} }, level: { type: 'String', defaultValue: 'low' } },
  triggers: { manual: { type: 'Request', kind: 'Http', inputs: {} } },
  actions: {
    Post: {
      type: 'OpenApiConnection',
      inputs: {
        host: {
          connectionName: 'shared_teams',
          operationId: 'PostMessage',
          apiId: '/providers/Microsoft.PowerApps/apis/shared_teams',
        },
        parameters: { 'body/text': "[urgent] @{triggerBody()?['title']}", list: '[a]' },
      },
      runAfter: {},
    },
  },
  outputs: {},
};
const encode = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const only = (flows: readonly ReadFlow[]): ReadFlow => {
  expect(flows).toHaveLength(1);
  return flows[0] as ReadFlow;
};
const exported = (flow: ReadFlow): ExportedFlow => ({ ...flow, isStopped: false, writtenAt: '2026-03-01T00:00:00Z' });
const text = (bytes: Uint8Array | undefined) => strFromU8(bytes ?? new Uint8Array());

describe('importing', () => {
  const packed = {
    properties: {
      apiId: '/providers/Microsoft.PowerApps/apis/shared_logicflows',
      displayName: 'Tell the team',
      definition,
      connectionReferences: {
        shared_teams: {
          connectionName: 'shared-teams-1',
          source: 'Embedded',
          id: '/providers/Microsoft.PowerApps/apis/shared_teams',
        },
      },
    },
  };
  const template = {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: { host: { type: 'string' }, level: { type: 'string', defaultValue: 'high' } },
    resources: [
      {
        type: 'Microsoft.Logic/workflows',
        apiVersion: '2019-05-01',
        name: 'Notify',
        location: 'westeurope',
        properties: {
          definition: {
            $schema: schema,
            contentVersion: '1.0.0.0',
            parameters: { level: { type: 'String' } },
            triggers: definition.triggers,
            actions: {
              Call: { type: 'Http', inputs: { method: 'GET', uri: "[parameters('host')]" } },
              Say: { type: 'Compose', inputs: '[[urgent]' },
            },
          },
          parameters: { level: { value: "[parameters('level')]" } },
        },
      },
    ],
  };

  it.each<[string, string, unknown, Partial<ReadFlow['origin']> & { name: string }]>([
    [
      'a bare definition, named like its file',
      'flows/Tell team.json',
      definition,
      { format: 'definition', name: 'Tell_team' },
    ],
    [
      'a workflow.json, named like its folder',
      'app/Notify/workflow.json',
      { definition, kind: 'Stateful' },
      { format: 'workflow', name: 'Notify' },
    ],
    ['a flow of an exported package', 'definition.json', packed, { format: 'package', name: 'Tell_the_team' }],
    [
      'a flow of a solution',
      'Workflows/Notify-0F6B1A3C-1D2E-4F5A-8B9C-0D1E2F3A4B5C.json',
      { properties: { connectionReferences: {}, definition }, schemaVersion: '1.0.0.0' },
      { format: 'solution', name: 'Notify' },
    ],
    ['a deployment template', 'azuredeploy.json', template, { format: 'arm', name: 'Notify' }],
    [
      'a definition after a byte-order mark and with trailing commas',
      'a.json',
      `\ufeff${JSON.stringify(definition).replace(/}}}$/, '},}}')}`,
      { format: 'definition' as const, name: 'a__' },
    ],
  ])('reads %s', (_title, file, content, { name, format }) => {
    const flow = only(readFlows(file, encode(content)));
    expect(flow).toMatchObject({ name, origin: { format } });
  });

  it('names the connections that a flow needs, with their connectors', () => {
    expect(only(readFlows('definition.json', encode(packed))).references).toEqual([
      { reference: 'shared_teams', connector: 'shared_teams' },
    ]);
  });

  it('takes values for parameters from what stands beside a workflow.json', () => {
    const files: Record<string, string> = {
      'app/parameters.json': JSON.stringify({ level: { type: 'String', value: 'high' } }),
      'app/host.json': '{}',
    };
    const [flow] = readFlows(
      'app/Notify/workflow.json',
      encode({ definition, kind: 'Stateful' }),
      (path) => files[path],
    );
    expect(flow?.parameters).toEqual({ level: 'high' });
  });

  it('resolves the expressions of a template, undoes its escapes and tells what only a deployment knows', () => {
    const flow = only(readFlows('azuredeploy.json', encode(template)));
    expect(flow.parameters).toEqual({ level: 'high' });
    expect(flow.definition).toMatchObject({
      actions: { Call: { inputs: { uri: "[parameters('host')]" } }, Say: { inputs: '[urgent]' } },
    });
    expect(flow.open).toEqual(['/actions/Call/inputs/uri']);
  });

  it('finds flows in zips inside zips, each with the innermost zip as its origin', () => {
    const inner = writeArchive({
      'solution.xml': '<x/>',
      'customizations.xml':
        '<Workflows><Workflow WorkflowId="{1}" Name="Tell &amp; ask"><JsonFileName>/Workflows/Notify-1.json</JsonFileName></Workflow></Workflows>',
      'Workflows/Notify-1.json': JSON.stringify({ properties: { connectionReferences: {}, definition } }),
    });
    const flow = only(readFlows('outer.zip', writeArchive({ 'readme.txt': 'x', 'parts/inner.zip': inner })));
    expect(flow).toMatchObject({
      displayName: 'Tell & ask',
      name: 'Tell_ask',
      origin: { path: 'Workflows/Notify-1.json', file: 'inner.zip' },
    });
    expect(flow.original).toEqual(inner);
  });

  it('gives flows of one file names that differ', () => {
    const zip = writeArchive({ 'a/flow.json': JSON.stringify(definition), 'b/flow.json': JSON.stringify(definition) });
    expect(readFlows('two.zip', zip).map(({ name }) => name)).toEqual(['flow', 'flow_2']);
  });

  it.each<[string, Uint8Array, string]>([
    ['{}', encode('{}'), 'FLX_FLOW_FILE'],
    ['no JSON', encode('{'), 'FLX_FLOW_JSON'],
    ['a zip without flows', writeArchive({ 'a.txt': 'x' }), 'FLX_FLOW_FILE'],
    ['half a zip', writeArchive({ 'a.json': '{}' }).slice(0, 20), 'FLX_PACKAGE_ARCHIVE'],
  ])('refuses %s', (_title, content, code) => {
    expect(() => readFlows('x', content)).toThrow(expect.objectContaining({ code }));
  });
});

describe('exporting', () => {
  const flow = only(readFlows('Notify.json', encode(definition)));

  it.each(EXPORT_FORMATS)('writes %s files that are read back to the same definition and connections', (format) => {
    const back = only(readFlows('file', writeFlow(exported(flow), format).bytes));
    expect(back.definition).toEqual(flow.definition);
    expect(back.references).toEqual(flow.references);
    expect(back.origin.format).toBe(format);
  });

  it('writes equal flows to equal bytes', () => {
    for (const format of EXPORT_FORMATS)
      expect(writeFlow(exported(flow), format)).toEqual(writeFlow(exported(flow), format));
  });

  it('writes a package as Power Automate does', () => {
    const files = unzipSync(writeFlow(exported(flow), 'package').bytes);
    expect(Object.keys(files).map((path) => path.replace(/[0-9a-f-]{36}/, '<id>'))).toEqual([
      'manifest.json',
      'Microsoft.Flow/flows/manifest.json',
      'Microsoft.Flow/flows/<id>/definition.json',
      'Microsoft.Flow/flows/<id>/apisMap.json',
      'Microsoft.Flow/flows/<id>/connectionsMap.json',
    ]);
    const { resources } = JSON.parse(text(files['manifest.json']));
    expect(Object.values(resources).map((resource) => (resource as { type: string }).type)).toEqual([
      'Microsoft.Flow/flows',
      'Microsoft.PowerApps/apis',
      'Microsoft.PowerApps/apis/connections',
    ]);
  });

  it('gives an unchanged import back as it came, byte for byte', () => {
    const came = writeArchive({
      'Microsoft.Flow/flows/1/definition.json': JSON.stringify({
        name: '1',
        properties: { displayName: 'A', definition },
      }),
      'manifest.json': '{ "schema": "1.0" }',
    });
    const { origin, original, ...rest } = only(readFlows('a.zip', came));
    const file = writeFlow(exported({ origin, original, ...rest }), 'package', { origin, bytes: original });
    expect(file).toEqual({ fileName: 'a.zip', contentType: 'application/zip', bytes: came });
  });

  it.each<[string, unknown, string]>([
    ['workflow.json', { definition, kind: 'Stateful' }, 'definition'],
    [
      'a.json',
      { name: '1', properties: { displayName: 'A', definition, flowFailureAlertSubscribed: true } },
      'package',
    ],
  ])('puts a changed definition into the file as it came (%s)', (name, content, format) => {
    const read = only(readFlows(name, encode(content)));
    const changed = { ...read.definition, outputs: { more: { type: 'String', value: 'x' } } };
    const { bytes } = writeFlow({ ...exported(read), definition: changed }, format as 'package', {
      origin: read.origin,
      bytes: read.original,
    });
    expect(isArchive(bytes)).toBe(false);
    expect(only(readFlows(name, bytes)).definition).toEqual(changed);
    expect(Object.keys(JSON.parse(text(bytes)))).toEqual(Object.keys(content as object));
  });
});
