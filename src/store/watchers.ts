import type { TriggerKindName } from '../model/trigger.ts';
import type { Database, WatcherRow } from './schema.ts';

/** Who made a watcher, and with whom it goes. */
export type WatcherOwnerKind = 'definition' | 'flow' | 'webhook';

/** Where the occurrences of a watcher go. What `kind` means, and the fields beyond these two, is known to its handler. */
export interface WatcherTarget {
  /** `flow`, `webhook`, … */
  readonly kind: string;
  /** Deliveries with the same key share a line of their own: a slow one delays no other. */
  readonly key: string;
  readonly [field: string]: unknown;
}

/** What waits for a trigger. */
export interface Watcher {
  readonly watcherId: string;
  readonly name: string;
  readonly trigger: TriggerKindName;
  /** Name of the data source, segment or measure it watches, in lower case once kept; empty for any. */
  readonly subject: string;
  /** Parameters of the trigger kind, its options included. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly ownerKind: WatcherOwnerKind;
  readonly ownerName: string;
  readonly targets: readonly WatcherTarget[];
  readonly isEnabled: boolean;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** Keeps a watcher under its id, replacing the one before; its threshold state and its history stay. */
export async function saveWatcher(db: Database, watcher: Watcher): Promise<void> {
  const { watcher_id, created_at, ...rest } = rowOf(watcher);
  await db
    .insertInto('watcher')
    .values({ watcher_id, created_at, ...rest })
    .onConflict((conflict) => conflict.column('watcher_id').doUpdateSet(rest))
    .execute();
}

/** Removes a watcher and its threshold state; evaluations and occurrences stay. */
export async function removeWatcher(db: Database, watcherId: string): Promise<void> {
  await db.deleteFrom('watcher').where('watcher_id', '=', watcherId).execute();
}

export async function getWatcher(db: Database, watcherId: string): Promise<Watcher | undefined> {
  const row = await db.selectFrom('watcher').selectAll().where('watcher_id', '=', watcherId).executeTakeFirst();
  return row && watcherOf(row);
}

export interface WatcherFilter {
  readonly trigger?: TriggerKindName | undefined;
  /** Watchers of this subject by name; those that watch any are not among them. */
  readonly subject?: string | undefined;
  readonly ownerKind?: WatcherOwnerKind | undefined;
  readonly ownerName?: string | undefined;
  readonly isEnabled?: boolean | undefined;
}

/** Watchers, oldest first. */
export async function listWatchers(db: Database, filter: WatcherFilter = {}): Promise<Watcher[]> {
  let query = db.selectFrom('watcher').selectAll();
  if (filter.trigger !== undefined) query = query.where('trigger_kind', '=', filter.trigger);
  if (filter.subject !== undefined) query = query.where('subject_key', '=', filter.subject.toLowerCase());
  if (filter.ownerKind !== undefined) query = query.where('owner_kind', '=', filter.ownerKind);
  if (filter.ownerName !== undefined) query = query.where('owner_name', '=', filter.ownerName);
  if (filter.isEnabled !== undefined) query = query.where('is_enabled', '=', filter.isEnabled ? 1 : 0);
  const rows = await query.orderBy('created_at').orderBy('watcher_id').execute();
  return rows.map(watcherOf);
}

function rowOf(watcher: Watcher): WatcherRow {
  return {
    watcher_id: watcher.watcherId,
    name: watcher.name,
    trigger_kind: watcher.trigger,
    subject_key: watcher.subject.toLowerCase(),
    parameters: JSON.stringify(watcher.parameters),
    owner_kind: watcher.ownerKind,
    owner_name: watcher.ownerName,
    targets: JSON.stringify(watcher.targets),
    is_enabled: watcher.isEnabled ? 1 : 0,
    created_at: watcher.createdAt,
  };
}

function watcherOf(row: WatcherRow): Watcher {
  return {
    watcherId: row.watcher_id,
    name: row.name,
    trigger: row.trigger_kind as TriggerKindName,
    subject: row.subject_key,
    parameters: JSON.parse(row.parameters) as Record<string, unknown>,
    ownerKind: row.owner_kind as WatcherOwnerKind,
    ownerName: row.owner_name,
    targets: JSON.parse(row.targets) as WatcherTarget[],
    isEnabled: row.is_enabled === 1,
    createdAt: row.created_at,
  };
}
