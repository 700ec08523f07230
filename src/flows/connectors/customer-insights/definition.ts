import type { JsonObject } from '../../../base/json.ts';
import { triggerPaths } from './trigger-paths.ts';

const dataset: JsonObject = {
  name: 'dataset',
  in: 'path',
  required: true,
  type: 'string',
  default: 'default',
  'x-ms-summary': 'Instance',
  description: 'The Fluxu workspace.',
};
const table: JsonObject = {
  name: 'table',
  in: 'path',
  required: true,
  type: 'string',
  'x-ms-summary': 'Entity',
  description: 'Name of the entity.',
  'x-ms-dynamic-values': {
    operationId: 'GetEntities',
    parameters: { dataset: { parameter: 'dataset' } },
    'value-collection': 'value',
    'value-path': 'name',
    'value-title': 'displayName',
  },
};
const id: JsonObject = {
  name: 'id',
  in: 'path',
  required: true,
  type: 'string',
  'x-ms-summary': 'Key',
  description: 'Primary key of the row.',
};
const item: JsonObject = {
  name: 'item',
  in: 'body',
  required: true,
  schema: { type: 'object', 'x-ms-summary': 'Item', description: 'Attributes by name.' },
};

function query(name: string, type: string, [summary, description]: readonly [string, string]): JsonObject {
  return { name, in: 'query', required: false, type, 'x-ms-summary': summary, description };
}

const tabular: readonly JsonObject[] = [
  query('$filter', 'string', ['Filter', 'OData filter, e.g. CustomerId eq 7.']),
  query('$select', 'string', ['Select', 'Attributes to give, with commas between them.']),
  query('$orderby', 'string', ['Order by', 'Attributes that order the rows.']),
  query('$top', 'integer', ['Top', 'Most rows to give.']),
  query('$skip', 'integer', ['Skip', 'Rows to pass over; for the next page.']),
];
const partition = query('partition', 'string', ['Partition', 'Name of the partition.']);
const reportType = query('reportType', 'string', ['Report type', 'What the report covers.']);

interface Action {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly JsonObject[];
}

function action({ operationId, summary, parameters }: Action): JsonObject {
  const answer = { description: 'The answer.', schema: { type: 'object' } };
  return {
    operationId,
    summary,
    description: `${summary} of this server.`,
    parameters: [dataset, ...parameters],
    responses: { 200: answer },
  };
}

const items = '/datasets/{dataset}/tables/{table}/items';

/** Definition of our own insights as flows see them. */
export const customerInsightsDefinition: JsonObject = {
  swagger: '2.0',
  info: {
    title: 'Dynamics 365 Customer Insights',
    description: 'Rows of the unified customers and everything computed from them, and triggers on their refreshes.',
    version: '1.0',
  },
  host: 'localhost',
  basePath: '/connector',
  schemes: ['https'],
  consumes: ['application/json'],
  produces: ['application/json'],
  paths: {
    '/datasets/{dataset}/tables': {
      get: action({ operationId: 'GetEntities', summary: 'Get entities', parameters: [] }),
    },
    [items]: {
      get: action({ operationId: 'GetItems', summary: 'Get items from an entity', parameters: [table, ...tabular] }),
      post: action({ operationId: 'CreateItem', summary: 'Create item', parameters: [table, item] }),
    },
    [`${items}/{id}`]: {
      get: action({ operationId: 'GetItem', summary: 'Get item', parameters: [table, id] }),
      patch: action({ operationId: 'UpdateItem', summary: 'Update item', parameters: [table, id, item] }),
    },
    '/datasets/{dataset}/tables/{table}/partitions': {
      get: action({ operationId: 'GetPartitions', summary: 'Retrieve partitions for an entity', parameters: [table] }),
    },
    '/v2/datasets/{dataset}/tables/{table}/partitions': {
      get: action({
        operationId: 'GetPartitionsV2',
        summary: 'Retrieve partitions for an entity (V2)',
        parameters: [table],
      }),
    },
    '/datasets/{dataset}/tables/{table}/partition': {
      get: action({
        operationId: 'GetPartitionData',
        summary: 'Retrieve data from a partition',
        parameters: [table, { ...partition, required: true }],
      }),
    },
    '/datasets/{dataset}/status': {
      get: action({ operationId: 'GetStatusReport', summary: 'Send the status report', parameters: [reportType] }),
    },
    '/v2/datasets/{dataset}/status': {
      get: action({
        operationId: 'GetStatusReportV2',
        summary: 'Send the status report (V2)',
        parameters: [reportType],
      }),
    },
    ...triggerPaths(dataset),
  },
};

/** Looks of our own insights; no connection is needed in process. */
export const customerInsightsProperties: JsonObject = {
  properties: { iconBrandColor: '#0b7a75', capabilities: ['actions', 'triggers'], connectionParameters: {} },
};
