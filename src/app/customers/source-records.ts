import { deduplicationTableOf } from '../../model/tables.ts';
import type { PairList, UnifiedEntity } from '../../model/unification.ts';
import type { Row } from '../../sql/engine.ts';
import { id, join, sql } from '../../sql/sql.ts';
import type { RecordKey } from '../../unify/explain.ts';
import { LIST_COLUMNS } from '../../unify/match/pair-list.ts';
import { findEntity, type SnapshotReader } from '../entities/reader.ts';
import type { CustomerView } from '../view/customer.ts';
import { type JoinEvidence, recordId } from './joins.ts';

/** A source record of a customer or contact. */
export interface SourceKey extends RecordKey {
  readonly dataSource: string;
}

interface KeyedEntity {
  readonly entity: string;
  readonly primaryKey: string;
}

/** Source records with their published rows. */
export async function readSources(
  reader: SnapshotReader,
  keys: readonly SourceKey[],
  entities: readonly KeyedEntity[],
): Promise<CustomerView['sources']> {
  const rows = new Map<string, ReadonlyMap<string, Row>>();
  for (const { entity, primaryKey } of entities) {
    const wanted = keys.filter((key) => key.entity === entity).map(({ key }) => key);
    rows.set(entity, await reader.rowsByKey(entity, primaryKey, wanted));
  }
  return keys.map((key) => ({ ...key, row: rows.get(key.entity)?.get(key.key) }));
}

/** Entities of a unification, each with the rows that its deduplication published of some records. */
export async function ruledEntities(
  reader: SnapshotReader,
  keys: readonly RecordKey[],
  entities: readonly UnifiedEntity[],
): Promise<JoinEvidence['entities']> {
  const found: JoinEvidence['entities'][number][] = [];
  for (const { entity, primaryKey, deduplicate } of entities) {
    const own = keys.filter((key) => key.entity === entity).map(({ key }) => key);
    const rows = await reader.rowsByKey(deduplicationTableOf(entity), primaryKey, own.length > 1 ? own : []);
    found.push({ entity, primaryKey, rules: deduplicate?.rules ?? [], rows });
  }
  return found;
}

/** Pairs of some records that a list names, be they written in it or rows of its entity. */
export async function listedPairs(
  reader: SnapshotReader,
  keys: readonly RecordKey[],
  list: PairList | undefined,
): Promise<[RecordKey, RecordKey][]> {
  const rows = list?.entity === undefined ? [] : await rowsOfList(reader, list.entity, keys);
  const written = (list?.pairs ?? []).map(({ entity1, key1, entity2, key2 }) => [entity1, key1, entity2, key2]);
  const idOf = (entity: string, key: string) => recordId({ entity: entity.toLowerCase(), key });
  const records = new Map(keys.map((record) => [idOf(record.entity, record.key), record]));
  const own = (entity = '', key = '') => records.get(idOf(entity, key));
  return [...written, ...rows].flatMap(([entity1, key1, entity2, key2]) => {
    const [left, right] = [own(entity1, key1), own(entity2, key2)];
    return left && right ? [[left, right] as [RecordKey, RecordKey]] : [];
  });
}

async function rowsOfList(reader: SnapshotReader, entity: string, keys: readonly RecordKey[]): Promise<string[][]> {
  const columns = LIST_COLUMNS;
  if (!findEntity(await reader.snapshot(), entity)) return [];
  const rows = await reader.read(entity, (session, table) => {
    const trimmed = (column: string) => sql`trim(cast(${id(column)} as ${session.dialect.typeName('string')}))`;
    const known = join(keys.map(({ key }) => sql`${key}`));
    const tests = [sql`${trimmed('Entity1Key')} in (${known})`, sql`${trimmed('Entity2Key')} in (${known})`];
    return session.rows(
      sql`select ${join(columns.map((column) => sql`${trimmed(column)} as ${id(column)}`))} from ${table} where ${join(tests, ' and ')}`,
    );
  });
  return rows.map((row) => columns.map((column) => String(row[column] ?? '')));
}

/** Ids that a profile lists. */
export function idsIn(value: unknown): string[] {
  return String(value ?? '')
    .split(/[;,]\s*/)
    .filter(Boolean);
}
