import { TABLES } from '../../model/tables.ts';
import type { Row } from '../../sql/engine.ts';
import { id, join, sql } from '../../sql/sql.ts';
import { readWorkspace } from '../../store/definitions.ts';
import type { Store } from '../../store/store.ts';
import { appError } from '../catalogue.ts';
import type { SnapshotReader } from '../entities/reader.ts';
import type { AppCustomers } from '../rooms/insights.ts';
import type { CustomerView } from '../view/customer.ts';
import { readAccount } from './account.ts';
import { readContact } from './contact.ts';
import { readMergeHistory } from './merge-history.ts';
import { type CustomerPart, publishedEntity } from './part.ts';
import { duplicatesOf, idsIn, readSources, type SourceKey } from './source-records.ts';
import { countActivities, readTimeline } from './timeline.ts';

/** Activities given with a customer; the rest comes page by page. */
const MOST_ACTIVITIES = 100;

/** One customer, put together from the published tables. */
export function createCustomers(store: Store, reader: SnapshotReader): AppCustomers {
  const open = async (customerId: string): Promise<{ readonly part: CustomerPart; readonly profile: Row }> => {
    const snapshot = await reader.snapshot();
    const profile = (await reader.rowsByKey(TABLES.customer, 'CustomerId', [customerId])).get(customerId);
    if (!snapshot || !profile) throw appError('FLX_CUSTOMER_UNKNOWN', { id: customerId });
    return { part: { reader, snapshot, workspace: await readWorkspace(store.db), customerId }, profile };
  };
  return {
    timeline: async (customerId, filter, page) => readTimeline((await open(customerId)).part, filter, page),
    contact: async (contactId) => readContact(reader, await readWorkspace(store.db), contactId),
    history: (customerId) => readMergeHistory(store, reader, customerId),
    get: async (customerId) => {
      const { part, profile } = await open(customerId);
      const keys = await sourceKeys(part);
      const entities = part.workspace.unification?.entities ?? [];
      return {
        customerId,
        profile,
        sources: await readSources(reader, keys, entities),
        matches: await matchesOf(part, keys),
        duplicates: await duplicatesOf(reader, keys, entities),
        measures: await measuresOf(part),
        segments: await segmentsOf(part),
        timeline: (await readTimeline(part, {}, { limit: MOST_ACTIVITIES })).items,
        ...(await countActivities(part)),
        account: await readAccount(part),
        previousIds: idsIn(profile['PreviousCustomerId']),
        asOf: part.snapshot.createdAt,
      };
    },
  };
}

async function sourceKeys(part: CustomerPart): Promise<SourceKey[]> {
  if (!publishedEntity(part, TABLES.alternateKey)) return [];
  const rows = await part.reader.read(TABLES.alternateKey, (session, table) =>
    session.rows(
      sql`select * from ${table} where ${id('CustomerId')} = ${part.customerId} order by ${join([id('EntityName'), id('AlternateValue')])}`,
    ),
  );
  return rows.map((row) => ({
    dataSource: String(row['DataSourceName']),
    entity: String(row['EntityName']),
    key: String(row['AlternateValue']),
  }));
}

async function matchesOf(part: CustomerPart, keys: readonly SourceKey[]): Promise<CustomerView['matches']> {
  const known = publishedEntity(part, TABLES.matchPairs);
  const columns = (part.workspace.unification?.entities ?? [])
    .map(({ entity, primaryKey }) => ({ entity, column: `${entity}_${primaryKey}` }))
    .filter(({ column }) => known?.columns.some(({ name }) => name === column));
  const tests = columns.flatMap(({ entity, column }) => {
    const values = keys.filter((key) => key.entity === entity).map(({ key }) => sql`${key}`);
    return values.length === 0 ? [] : [{ column, values: join(values) }];
  });
  if (tests.length === 0) return [];
  const rows = await part.reader.read(TABLES.matchPairs, (session, table) => {
    const text = session.dialect.typeName('string');
    const found = tests.map(({ column, values }) => sql`cast(${id(column)} as ${text}) in (${values})`);
    return session.rows(sql`select * from ${table} where ${join(found, ' or ')}`);
  });
  return rows.map((row) => ({
    rules: String(row['Rule'] ?? '')
      .split(';')
      .filter(Boolean),
    score: row['Score'] === null ? undefined : Number(row['Score']),
    keys: Object.fromEntries(
      columns.flatMap(({ entity, column }) => (row[column] == null ? [] : [[entity, String(row[column])] as const])),
    ),
  }));
}

async function measuresOf(part: CustomerPart): Promise<CustomerView['measures']> {
  const row = (await part.reader.rowsByKey(TABLES.customerMeasure, 'CustomerId', [part.customerId])).get(
    part.customerId,
  );
  if (!row) return [];
  return part.workspace.measures
    .filter(({ name }) => name in row)
    .map(({ name, displayName = name, unit }) => ({ name, displayName, value: row[name], unit }));
}

async function segmentsOf(part: CustomerPart): Promise<CustomerView['segments']> {
  if (!publishedEntity(part, TABLES.segmentMembership)) return [];
  const rows = await part.reader.read(TABLES.segmentMembership, (session, table) =>
    session.rows(sql`select ${id('SegmentName')} from ${table} where ${id('CustomerId')} = ${part.customerId}`),
  );
  const names = new Set(rows.map((row) => String(row['SegmentName'])));
  return part.workspace.segments
    .filter(({ name }) => names.has(name))
    .map(({ name, displayName = name }) => ({ name, displayName }));
}
