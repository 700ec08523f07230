import { isPlainObject } from '../../../base/json.ts';
import { permanent } from '../call-error.ts';
import { flowConnectorError } from '../catalogue.ts';
import { type CallResult, createConnector, type NativeCall, type NativeOperation } from '../connector.ts';
import { customerInsightsDefinition, customerInsightsProperties } from './definition.ts';
import type { ChoiceList, CustomerInsightsPort, Item, ItemsQuery } from './port.ts';

const CHOICE_LISTS = [
  'ListInstances',
  'ListDataSources',
  'ListSegments',
  'ListMeasures',
  'ListCalculations',
  'ListMeasureRows',
] as const satisfies readonly ChoiceList[];

/** Our own insights: actions on entities, in process. Its triggers are started by the server, not called. */
export const customerInsights = createConnector({
  name: 'customer-insights',
  apiNames: ['shared_customerinsights'],
  definition: customerInsightsDefinition,
  properties: customerInsightsProperties,
  operations: {
    GetEntities: (call) => answer(async () => ({ value: await portOf(call, 'GetEntities').listEntities() })),
    GetItems: (call) =>
      answer(async () => ({ value: await portOf(call, 'GetItems').items(text(call, 'table'), queryOf(call)) })),
    GetItem: (call) => found(() => portOf(call, 'GetItem').item(text(call, 'table'), text(call, 'id'))),
    CreateItem: (call) => {
      const port = portOf(call, 'CreateItem');
      return answer(() => need(call, 'CreateItem', port.createItem)(text(call, 'table'), itemOf(call)), 201);
    },
    UpdateItem: (call) => {
      const port = portOf(call, 'UpdateItem');
      return answer(() =>
        need(call, 'UpdateItem', port.updateItem)(text(call, 'table'), text(call, 'id'), itemOf(call)),
      );
    },
    GetPartitions: partitions('GetPartitions'),
    GetPartitionsV2: partitions('GetPartitionsV2'),
    GetPartitionData: (call) => {
      const port = portOf(call, 'GetPartitionData');
      const read = need(call, 'GetPartitionData', port.partitionData);
      return answer(() => read(text(call, 'table'), text(call, 'partition')));
    },
    GetStatusReport: statusReport('GetStatusReport'),
    GetStatusReportV2: statusReport('GetStatusReportV2'),
    ...Object.fromEntries(CHOICE_LISTS.map((list) => [list, choices(list)])),
    GetEntitySchema: (call) => {
      const read = need(call, 'GetEntitySchema', portOf(call, 'GetEntitySchema').entitySchema);
      const purpose = call.parameters['purpose'] === 'write' ? 'write' : 'read';
      return answer(async () => ({ schema: await read(text(call, 'table'), purpose) }));
    },
    GetMeasureRowSchema: (call) => {
      const read = need(call, 'GetMeasureRowSchema', portOf(call, 'GetMeasureRowSchema').measureRowSchema);
      return answer(async () => ({ schema: await read(text(call, 'measure')) }));
    },
  },
});

function partitions(operation: string): NativeOperation {
  return (call) => {
    const list = need(call, operation, portOf(call, operation).partitions);
    return answer(async () => ({ value: await list(text(call, 'table')) }));
  };
}

function choices(list: ChoiceList): NativeOperation {
  return (call) => {
    const read = need(call, list, portOf(call, list).choices);
    return answer(async () => ({ value: await read(list, text(call, 'measure')) }));
  };
}

function statusReport(operation: string): NativeOperation {
  return (call) => {
    const given = call.parameters['reportType'];
    return answer(() => portOf(call, operation).status(given === undefined ? undefined : String(given)));
  };
}

async function answer(read: () => Promise<unknown>, statusCode = 200): Promise<CallResult> {
  return { statusCode, headers: { 'content-type': 'application/json' }, body: await read() };
}

async function found(read: () => Promise<Item | undefined>): Promise<CallResult> {
  const item = await read();
  return answer(
    async () => item ?? { error: { code: 'NotFound', message: 'There is no such item.' } },
    item ? 200 : 404,
  );
}

function portOf(call: NativeCall, operation: string): CustomerInsightsPort {
  const port = call.effects.customerInsights;
  if (!port) throw permanent(flowConnectorError('FLX_CALL_NO_INSIGHTS', { operation }));
  return port;
}

/** A method that the port may leave out, bound to it. */
function need<Arguments extends unknown[], Result>(
  call: NativeCall,
  operation: string,
  method: ((...given: Arguments) => Result) | undefined,
): (...given: Arguments) => Result {
  const port = portOf(call, operation);
  if (!method) throw permanent(flowConnectorError('FLX_CALL_NO_INSIGHTS', { operation }));
  return (...given) => method.apply(port, given);
}

function text(call: NativeCall, name: string): string {
  return String(call.parameters[name] ?? '');
}

function itemOf(call: NativeCall): Item {
  const item = call.parameters['item'];
  return isPlainObject(item) ? item : {};
}

function queryOf({ parameters }: NativeCall): ItemsQuery {
  const textOf = (name: string) => (parameters[name] === undefined ? undefined : String(parameters[name]));
  const numberOf = (name: string) => (parameters[name] === undefined ? undefined : Number(parameters[name]));
  const query = {
    filter: textOf('$filter'),
    select: textOf('$select'),
    orderby: textOf('$orderby'),
    top: numberOf('$top'),
    skip: numberOf('$skip'),
  };
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as ItemsQuery;
}
