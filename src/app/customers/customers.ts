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
import { joinsOf } from './joins.ts';
import { readMergeHistory } from './merge-history.ts';
import { type CustomerPart, publishedEntity } from './part.ts';
import { idsIn, listedPairs, readSources, ruledEntities, type SourceKey } from './source-records.ts';
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
        joins: await readJoins(part, keys),
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

async function readJoins(part: CustomerPart, keys: readonly SourceKey[]): Promise<CustomerView['joins']> {
  const { entities = [], rules = [], mode = 'rules', alwaysMatch } = part.workspace.unification ?? {};
  const records = keys.map(({ entity, key }) => ({ entity, key }));
  return joinsOf({
    records,
    entities: await ruledEntities(part.reader, records, entities),
    matchRules: rules,
    mode,
    listed: await listedPairs(part.reader, records, alwaysMatch),
    matched: await matchedRow(part, keys),
  });
}

/** The row of the customer among the matched pairs, which holds a key of each of its entities. */
async function matchedRow(part: CustomerPart, keys: readonly SourceKey[]): Promise<Row | undefined> {
  const known = publishedEntity(part, TABLES.matchPairs);
  const tests = (part.workspace.unification?.entities ?? []).flatMap(({ entity, primaryKey }) => {
    const column = `${entity}_${primaryKey}`;
    const values = keys.filter((key) => key.entity === entity).map(({ key }) => sql`${key}`);
    return values.length > 0 && known?.columns.some(({ name }) => name === column)
      ? [{ column, values: join(values) }]
      : [];
  });
  if (tests.length < 2) return undefined;
  const rows = await part.reader.read(TABLES.matchPairs, (session, table) => {
    const text = session.dialect.typeName('string');
    const found = tests.map(({ column, values }) => sql`cast(${id(column)} as ${text}) in (${values})`);
    return session.rows(sql`select * from ${table} where ${join(found, ' and ')}`);
  });
  return rows[0];
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
