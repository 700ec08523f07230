import type { Database, RealtimeItemRow } from './schema.ts';

/** A row written from outside, shown beside the published data until it ends or a refresh brings it. */
export interface RealtimeItem {
  readonly entity: string;
  /** Primary key as text. */
  readonly id: string;
  /** `created`: a row of its own; `updated`: attributes that replace those of a published row. */
  readonly kind: 'created' | 'updated';
  readonly content: Readonly<Record<string, unknown>>;
  /** ISO 8601, UTC. */
  readonly validUntil: string;
  readonly changedAt: string;
  readonly actor: string;
}

/** Keeps a written row; one with the same key is replaced. */
export async function putRealtimeItem(db: Database, item: RealtimeItem): Promise<void> {
  const { entity_key, item_key, ...rest } = rowOf(item);
  await db
    .insertInto('realtime_item')
    .values({ entity_key, item_key, ...rest })
    .onConflict((conflict) => conflict.columns(['entity_key', 'item_key']).doUpdateSet(rest))
    .execute();
}

/** Written rows of an entity that are still shown at `now`, by key. */
export async function listRealtimeItems(db: Database, entity: string, now: string): Promise<RealtimeItem[]> {
  const rows = await db
    .selectFrom('realtime_item')
    .selectAll()
    .where('entity_key', '=', entity.toLowerCase())
    .where('valid_until', '>', now)
    .orderBy('item_key')
    .execute();
  return rows.map((row) => itemOf(row, entity));
}

/** Forgets rows that ended. */
export async function removeEndedRealtimeItems(db: Database, now: string): Promise<void> {
  await db.deleteFrom('realtime_item').where('valid_until', '<=', now).execute();
}

function rowOf(item: RealtimeItem): RealtimeItemRow {
  return {
    entity_key: item.entity.toLowerCase(),
    item_key: item.id,
    kind: item.kind,
    content: JSON.stringify(item.content),
    valid_until: item.validUntil,
    changed_at: item.changedAt,
    actor: item.actor,
  };
}

function itemOf(row: RealtimeItemRow, entity: string): RealtimeItem {
  return {
    entity,
    id: row.item_key,
    kind: row.kind as RealtimeItem['kind'],
    content: JSON.parse(row.content) as Record<string, unknown>,
    validUntil: row.valid_until,
    changedAt: row.changed_at,
    actor: row.actor,
  };
}
