import { parseRowQuery, type RowQueryText } from '../../connector/odata/query.ts';
import { isForReaders } from '../../model/tables.ts';
import { schemaOf } from './attributes.ts';
import { type ChoiceList, type InsightsEntity, listChoices, measureRowSchema } from './choices.ts';
import type { InsightsOptions } from './options.ts';
import { listPartitions, type Partition, partitionPath } from './partitions.ts';
import { countItems, type Item, type ItemPage, readItem, readItems } from './rows.ts';
import { type StatusReport, statusReport } from './status-report.ts';
import { createItem, updateItem, type WriteRequest } from './write.ts';

/** The insights of this server as the connector and flows see them. */
export interface Insights {
  listEntities(): Promise<readonly InsightsEntity[]>;
  /** Undefined when there is no such row. */
  item(entity: string, id: string): Promise<Item | undefined>;
  /** Values that a parameter can take now, by the operation that lists them. */
  choices(list: ChoiceList, measure?: string): Promise<readonly InsightsEntity[]>;
  /** JSON Schema of the rows of an entity. */
  entitySchema(entity: string, purpose: 'read' | 'write'): Promise<unknown>;
  /** JSON Schema of a row of a measure: its dimensions. */
  measureRowSchema(measure: string): Promise<unknown>;
  /** A page of rows. */
  page(entity: string, query: RowQueryText): Promise<ItemPage>;
  count(entity: string, query: RowQueryText): Promise<number>;
  create(request: WriteRequest): Promise<Item>;
  update(id: string, request: WriteRequest): Promise<Item>;
  status(reportType?: string): Promise<StatusReport>;
  partitions(entity: string): Promise<readonly Partition[]>;
  /** Path on this machine of a data file. */
  partitionPath(entity: string, partition: string): Promise<string>;
  /** Entities with their attributes, for the metadata of OData. */
  metadata(): Promise<readonly EntityMetadata[]>;
}

export interface EntityMetadata {
  readonly name: string;
  readonly primaryKey: string | undefined;
  readonly attributes: readonly { readonly name: string; readonly type: string }[];
}

/** Makes the insights of an application. */
export function createInsights(options: InsightsOptions): Insights {
  const { reader } = options;
  const entities = async () => ((await reader.snapshot())?.entities ?? []).filter(({ name }) => isForReaders(name));
  return {
    listEntities: async () => (await entities()).map(({ name }) => ({ name, displayName: name })),
    item: (entity, id) => readItem(options, entity, id),
    status: (reportType) => statusReport(options, reportType),
    partitions: (entity) => listPartitions(options, entity),
    choices: (list, measure) => listChoices(options, list, measure),
    entitySchema: async (entity, purpose) => schemaOf(await reader.entity(entity), purpose),
    measureRowSchema: (measure) => measureRowSchema(options, measure),
    page: (entity, query) => readItems(options, entity, parseRowQuery(query)),
    count: (entity, query) => countItems(options, entity, parseRowQuery(query)),
    create: (request) => createItem(options, request),
    update: (id, request) => updateItem(options, id, request),
    partitionPath: (entity, partition) => partitionPath(options, entity, partition),
    metadata: async () =>
      (await entities()).map(({ name, primaryKey, columns }) => ({ name, primaryKey, attributes: columns })),
  };
}
