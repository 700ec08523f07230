import type { Clock } from '../base/clock.ts';
import type { Database } from './schema.ts';

/** Which line of values of a watcher: the row of a measure with dimensions, empty otherwise. */
export interface SeriesKey {
  readonly watcherId: string;
  readonly series: string;
}

/** What a watcher remembers of a series between evaluations. The content belongs to the triggers; the store only keeps it. */
export interface KeptThresholdState<State> extends SeriesKey {
  readonly state: State;
  /** When crossings held back are to be told in one digest; undefined when none is held. */
  readonly digestDueAt: string | undefined;
}

/** State of one series, or undefined before its first evaluation. */
export async function readThresholdState<State>(
  db: Database,
  { watcherId, series }: SeriesKey,
): Promise<State | undefined> {
  const row = await db
    .selectFrom('threshold_state')
    .select('content')
    .where('watcher_id', '=', watcherId)
    .where('series', '=', series)
    .executeTakeFirst();
  return row && (JSON.parse(row.content) as State);
}

export async function writeThresholdState<State>(
  db: Database,
  { watcherId, series, state, digestDueAt }: KeptThresholdState<State>,
  clock: Clock,
): Promise<void> {
  const row = {
    content: JSON.stringify(state),
    digest_due_at: digestDueAt ?? null,
    changed_at: clock.now().toISOString(),
  };
  await db
    .insertInto('threshold_state')
    .values({ watcher_id: watcherId, series, ...row })
    .onConflict((conflict) => conflict.columns(['watcher_id', 'series']).doUpdateSet(row))
    .execute();
}

/** Forgets what a watcher remembers, so that the next evaluation is a first one. */
export async function clearThresholdStates(db: Database, watcherId: string): Promise<void> {
  await db.deleteFrom('threshold_state').where('watcher_id', '=', watcherId).execute();
}

/** All series of a watcher with their state. */
export async function listThresholdStates<State>(
  db: Database,
  watcherId: string,
): Promise<KeptThresholdState<State>[]> {
  const rows = await db
    .selectFrom('threshold_state')
    .selectAll()
    .where('watcher_id', '=', watcherId)
    .orderBy('series')
    .execute();
  return rows.map((row) => ({
    watcherId: row.watcher_id,
    series: row.series,
    state: JSON.parse(row.content) as State,
    digestDueAt: row.digest_due_at ?? undefined,
  }));
}

/** Series whose held crossings are to be told now. */
export async function listDueDigests<State>(db: Database, clock: Clock): Promise<KeptThresholdState<State>[]> {
  const rows = await db
    .selectFrom('threshold_state')
    .selectAll()
    .where('digest_due_at', '<=', clock.now().toISOString())
    .orderBy('digest_due_at')
    .execute();
  return rows.map((row) => ({
    watcherId: row.watcher_id,
    series: row.series,
    state: JSON.parse(row.content) as State,
    digestDueAt: row.digest_due_at ?? undefined,
  }));
}
