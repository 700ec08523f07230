import type { Clock } from '../base/clock.ts';
import { inChunks } from './bulk.ts';
import type { Database, ThresholdStateRow } from './schema.ts';

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

/** Keeps the states of series, replacing those before. */
export async function writeThresholdStates<State>(
  db: Database,
  states: readonly KeptThresholdState<State>[],
  clock: Clock,
): Promise<void> {
  const changedAt = clock.now().toISOString();
  for (const chunk of inChunks(states.map((state) => rowOf(state, changedAt))))
    await db
      .insertInto('threshold_state')
      .values(chunk)
      .onConflict((conflict) =>
        conflict.columns(['watcher_id', 'series']).doUpdateSet(({ ref }) => ({
          content: ref('excluded.content'),
          digest_due_at: ref('excluded.digest_due_at'),
          changed_at: ref('excluded.changed_at'),
        })),
      )
      .execute();
}

/** Forgets what a watcher remembers, so that the next evaluation is a first one. */
export async function clearThresholdStates(db: Database, watcherId: string): Promise<void> {
  await db.deleteFrom('threshold_state').where('watcher_id', '=', watcherId).execute();
}

/** All series of some watchers with their state. */
export async function listThresholdStates<State>(
  db: Database,
  watcherIds: readonly string[],
): Promise<KeptThresholdState<State>[]> {
  const states: KeptThresholdState<State>[] = [];
  for (const chunk of inChunks(watcherIds.map((id) => ({ id })))) {
    const ids = chunk.map(({ id }) => id);
    const rows = await db
      .selectFrom('threshold_state')
      .selectAll()
      .where('watcher_id', 'in', ids)
      .orderBy('watcher_id')
      .orderBy('series')
      .execute();
    states.push(...rows.map((row) => stateOf<State>(row)));
  }
  return states;
}

/** Series whose held crossings are to be told now. */
export async function listDueDigests<State>(db: Database, clock: Clock): Promise<KeptThresholdState<State>[]> {
  const rows = await db
    .selectFrom('threshold_state')
    .selectAll()
    .where('digest_due_at', '<=', clock.now().toISOString())
    .orderBy('digest_due_at')
    .execute();
  return rows.map((row) => stateOf<State>(row));
}

function rowOf<State>(kept: KeptThresholdState<State>, changedAt: string): ThresholdStateRow {
  return {
    watcher_id: kept.watcherId,
    series: kept.series,
    content: JSON.stringify(kept.state),
    digest_due_at: kept.digestDueAt ?? null,
    changed_at: changedAt,
  };
}

function stateOf<State>(row: ThresholdStateRow): KeptThresholdState<State> {
  return {
    watcherId: row.watcher_id,
    series: row.series,
    state: JSON.parse(row.content) as State,
    digestDueAt: row.digest_due_at ?? undefined,
  };
}
