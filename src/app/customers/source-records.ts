import { deduplicationTableOf } from '../../model/tables.ts';
import type { Row } from '../../sql/engine.ts';
import type { SnapshotReader } from '../entities/reader.ts';
import type { CustomerView } from '../view/customer.ts';

/** A source record of a customer or contact. */
export interface SourceKey {
  readonly dataSource: string;
  readonly entity: string;
  readonly key: string;
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

/** The rules by which records of one entity were found to be one. */
export async function duplicatesOf(
  reader: SnapshotReader,
  keys: readonly Pick<SourceKey, 'entity' | 'key'>[],
  entities: readonly KeyedEntity[],
): Promise<CustomerView['duplicates']> {
  const found: CustomerView['duplicates'][number][] = [];
  for (const { entity, primaryKey } of entities) {
    const own = keys.filter((key) => key.entity === entity).map(({ key }) => key);
    if (own.length < 2) continue;
    const rows = await reader.rowsByKey(deduplicationTableOf(entity), primaryKey, own);
    for (const rule of new Set([...rows.values()].flatMap(rulesIn))) found.push({ entity, rule, keys: own });
  }
  return found;
}

function rulesIn(row: Row): string[] {
  return Object.entries(row).flatMap(([name, value]) => (/^Rule(_\d+)?$/.test(name) && value ? [String(value)] : []));
}

/** Ids that a profile lists. */
export function idsIn(value: unknown): string[] {
  return String(value ?? '')
    .split(/[;,]\s*/)
    .filter(Boolean);
}
