import type { JsonObject } from '../../base/json.ts';
import { answer, type ConnectorOperation, listOf, objectOf, property } from './operation.ts';
import { dataset, id, item, query, rowQuery, schemaFrom, table, validUntil } from './parameters.ts';

const ITEMS = '/datasets/{dataset}/tables/{table}/items';
const row: JsonObject = {
  type: 'object',
  ...schemaFrom('GetEntitySchema', ['dataset', 'table'], { purpose: 'read' }),
};

const entity = objectOf(
  {
    name: property('string', ['Name', 'Name of the entity.']),
    displayName: property('string', ['Display name', 'Name that people see.']),
  },
  'An entity.',
);

const partitionProperties = {
  name: property('string', ['Name', 'Name of the partition.']),
  location: property('string', ['Location', 'Where the content of the partition can be read.']),
  refreshTime: property('string', ['Refresh time', 'When the partition was written, UTC.'], { format: 'date-time' }),
  format: property('string', ['Format', 'Format of the file.']),
};

const reportProperties = {
  reportType: property('string', ['Report type', 'What the report covers.']),
  createdTime: property('string', ['Created', 'When the report was made, UTC.'], { format: 'date-time' }),
  status: property('string', ['Status', 'State of the last refresh.']),
  text: property('string', ['Text', 'The report in plain text.']),
};

const taskProperties = {
  operationType: property('string', ['Operation', 'Ingestion, map, match, merge, measures or segmentation.']),
  friendlyName: property('string', ['Friendly name', 'Name that people see.']),
  taskStatus: property('string', ['Task status', 'Queued, running, successful, failed or skipped.']),
  endTimestamp: property('string', ['End', 'When it ended, UTC.'], { format: 'date-time' }),
  error: property('string', ['Error', 'What went wrong.']),
};

/** What a status report can cover. */
export const REPORT_TYPES = ['full', 'dataSources', 'unification', 'measures', 'segments'] as const;
export type ReportType = (typeof REPORT_TYPES)[number];

const reportType = query('reportType', 'string', {
  summary: 'Report type',
  description: 'What the report covers.',
  isRequired: true,
  more: { enum: [...REPORT_TYPES], default: 'full' },
});

const partition = query('partition', 'string', {
  summary: 'Partition',
  description: 'Name of the partition.',
  isRequired: true,
  choices: { operationId: 'GetPartitionsV2', takes: ['dataset', 'table'] },
});

/** The ten actions, under the names of Customer Insights. */
export const actions: readonly ConnectorOperation[] = Object.freeze([
  {
    operationId: 'GetEntities',
    summary: 'Get entities',
    description: 'Lists the entities of an instance.',
    method: 'get',
    path: '/datasets/{dataset}/tables',
    parameters: [dataset],
    responses: { 200: answer('The entities.', listOf(entity, 'Entities of the instance.')) },
  },
  {
    operationId: 'GetItems',
    summary: 'Get items from an entity',
    description: 'Gives rows of an entity, filtered, ordered and page by page.',
    method: 'get',
    path: ITEMS,
    parameters: [dataset, table, ...rowQuery],
    responses: { 200: answer('The rows.', listOf(row, 'Rows of the entity.')) },
    visibility: 'important',
    isPaged: true,
  },
  {
    operationId: 'GetItem',
    summary: 'Get item',
    description: 'Gives one row of an entity by its primary key.',
    method: 'get',
    path: `${ITEMS}/{id}`,
    parameters: [dataset, table, id],
    responses: { 200: answer('The row.', row) },
  },
  {
    operationId: 'CreateItem',
    summary: 'Create item',
    description: 'Adds a row, such as an activity, that is shown at once and until a refresh brings it.',
    method: 'post',
    path: ITEMS,
    parameters: [dataset, table, validUntil, item],
    responses: { 201: answer('The row.', row) },
  },
  {
    operationId: 'UpdateItem',
    summary: 'Update item',
    description: 'Changes fields of a customer profile, shown at once and until a refresh brings them.',
    method: 'patch',
    path: `${ITEMS}/{id}`,
    parameters: [dataset, table, id, validUntil, item],
    responses: { 200: answer('The row as it now reads.', row) },
  },
  {
    operationId: 'GetPartitions',
    summary: 'Retrieve partitions for an entity',
    description: 'Lists the data files of an entity.',
    method: 'get',
    path: '/datasets/{dataset}/tables/{table}/partitions',
    parameters: [dataset, table],
    responses: {
      200: answer('The partitions.', listOf(objectOf(partitionProperties, 'A partition.'), 'Partitions.')),
    },
    annotation: { family: 'GetPartitions', revision: 1, replacement: { api: 'fluxu', operationId: 'GetPartitionsV2' } },
  },
  {
    operationId: 'GetPartitionsV2',
    summary: 'Retrieve partitions for an entity (V2)',
    description: 'Lists the data files of an entity with their sizes.',
    method: 'get',
    path: '/v2/datasets/{dataset}/tables/{table}/partitions',
    parameters: [dataset, table],
    responses: { 200: answer('The partitions.', listOf(partitionV2(), 'Partitions.')) },
    annotation: { family: 'GetPartitions', revision: 2 },
  },
  {
    operationId: 'GetPartitionData',
    summary: 'Retrieve data from a partition',
    description: 'Gives the content of one data file of an entity.',
    method: 'get',
    path: '/datasets/{dataset}/tables/{table}/partition',
    parameters: [dataset, table, partition],
    responses: { 200: answer('The file.', { type: 'string', format: 'binary', description: 'Content of the file.' }) },
  },
  {
    operationId: 'GetStatusReport',
    summary: 'Sends the status report',
    description: 'Gives the state of the last refresh as text.',
    method: 'get',
    path: '/datasets/{dataset}/status',
    parameters: [dataset, reportType],
    responses: { 200: answer('The report.', objectOf(reportProperties, 'The report.')) },
    annotation: {
      family: 'GetStatusReport',
      revision: 1,
      replacement: { api: 'fluxu', operationId: 'GetStatusReportV2' },
    },
  },
  {
    operationId: 'GetStatusReportV2',
    summary: 'Sends the status report (V2)',
    description: 'Gives the state of the last refresh and of each of its tasks.',
    method: 'get',
    path: '/v2/datasets/{dataset}/status',
    parameters: [dataset, reportType],
    responses: { 200: answer('The report.', reportV2()) },
    annotation: { family: 'GetStatusReport', revision: 2 },
  },
] satisfies readonly ConnectorOperation[]);

function partitionV2(): JsonObject {
  const more = {
    displayName: property('string', ['Display name', 'Name that people see.']),
    sizeBytes: property('integer', ['Size', 'Size of the file in bytes.'], { format: 'int64' }),
    rowCount: property('integer', ['Rows', 'Rows of the entity.'], { format: 'int64' }),
  };
  return objectOf({ ...partitionProperties, ...more }, 'A partition.');
}

function reportV2(): JsonObject {
  const tasks = {
    type: 'array',
    'x-ms-summary': 'Tasks',
    description: 'Tasks of the refresh.',
    items: objectOf(taskProperties, 'A task.'),
  };
  const jobId = property('string', ['Refresh', 'Id of the refresh.']);
  return objectOf({ ...reportProperties, jobId, tasks }, 'The report.');
}
