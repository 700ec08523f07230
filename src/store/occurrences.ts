import type { TriggerKindName } from '../model/trigger.ts';
import { inChunks } from './bulk.ts';
import { takeNumbers } from './counters.ts';
import { limitOf, type Page, type PageRequest, pageOf, readCursor } from './page.ts';
import type { Database, OccurrenceRow } from './schema.ts';

/** A trigger that fired for one watcher. */
export interface Occurrence {
  /** Event id in the payload: the same for the same watcher, refresh and edge, however often it is delivered. */
  readonly occurrenceId: string;
  readonly watcherId: string;
  readonly series: string;
  readonly trigger: TriggerKindName;
  readonly refreshId: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** True for one that a person asked for, to try a trigger. */
  readonly isTest: boolean;
}

/** An occurrence with its place in the order of all. */
export interface StoredOccurrence extends Occurrence {
  readonly sequence: number;
}

/** Keeps occurrences; those already there (by id) are left out of the answer. */
export async function recordOccurrences(db: Database, occurrences: readonly Occurrence[]): Promise<StoredOccurrence[]> {
  const known = await findKnown(
    db,
    occurrences.map(({ occurrenceId }) => occurrenceId),
  );
  const fresh = occurrences.filter(({ occurrenceId }) => !known.has(occurrenceId));
  if (fresh.length === 0) return [];
  const first = await takeNumbers(db, 'occurrence', fresh.length);
  const stored = fresh.map((occurrence, index) => ({ ...occurrence, sequence: first + index }));
  for (const chunk of inChunks(stored.map(rowOf))) await db.insertInto('occurrence').values(chunk).execute();
  return stored;
}

async function findKnown(db: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (const chunk of inChunks(ids.map((id) => ({ id })))) {
    const wanted = chunk.map(({ id }) => id);
    const rows = await db
      .selectFrom('occurrence')
      .select('occurrence_id')
      .where('occurrence_id', 'in', wanted)
      .execute();
    for (const { occurrence_id } of rows) known.add(occurrence_id);
  }
  return known;
}

/** Occurrences by id. */
export async function readOccurrences(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredOccurrence>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('occurrence').selectAll().where('occurrence_id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.occurrence_id, occurrenceOf(row)]));
}

export interface OccurrenceFilter extends PageRequest {
  readonly watcherId?: string | undefined;
  readonly refreshId?: string | undefined;
  readonly trigger?: TriggerKindName | undefined;
  /** `newestFirst` (default) for people, `oldestFirst` for a poller that goes on where it stopped. */
  readonly order?: 'newestFirst' | 'oldestFirst' | undefined;
  /** Only occurrences after this sequence number. */
  readonly after?: number | undefined;
}

export async function listOccurrences(db: Database, filter: OccurrenceFilter = {}): Promise<Page<StoredOccurrence>> {
  const isAscending = filter.order === 'oldestFirst';
  let query = db.selectFrom('occurrence').selectAll();
  const [sequence] = readCursor(filter) ?? [];
  if (sequence !== undefined) query = query.where('sequence', isAscending ? '>' : '<', Number(sequence));
  if (filter.after !== undefined) query = query.where('sequence', '>', filter.after);
  if (filter.watcherId !== undefined) query = query.where('watcher_id', '=', filter.watcherId);
  if (filter.refreshId !== undefined) query = query.where('refresh_id', '=', filter.refreshId);
  if (filter.trigger !== undefined) query = query.where('trigger_kind', '=', filter.trigger);
  const rows = await query
    .orderBy('sequence', isAscending ? 'asc' : 'desc')
    .limit(limitOf(filter) + 1)
    .execute();
  return pageOf(rows, filter, { keyOf: (row) => [row.sequence], itemOf: occurrenceOf });
}

/** Sequence number of the newest occurrence; 0 when there is none: where a new poller starts. */
export async function newestOccurrenceSequence(db: Database): Promise<number> {
  const { value } = await db
    .selectFrom('counter')
    .select('value')
    .where('name', '=', 'occurrence')
    .executeTakeFirstOrThrow();
  return value;
}

function rowOf(occurrence: StoredOccurrence): OccurrenceRow {
  return {
    occurrence_id: occurrence.occurrenceId,
    sequence: occurrence.sequence,
    watcher_id: occurrence.watcherId,
    series: occurrence.series,
    trigger_kind: occurrence.trigger,
    refresh_id: occurrence.refreshId,
    occurred_at: occurrence.at,
    payload: JSON.stringify(occurrence.payload),
    is_test: occurrence.isTest ? 1 : 0,
  };
}

function occurrenceOf(row: OccurrenceRow): StoredOccurrence {
  return {
    occurrenceId: row.occurrence_id,
    sequence: row.sequence,
    watcherId: row.watcher_id,
    series: row.series,
    trigger: row.trigger_kind as TriggerKindName,
    refreshId: row.refresh_id,
    at: row.occurred_at,
    payload: JSON.parse(row.payload) as Record<string, unknown>,
    isTest: row.is_test === 1,
  };
}
