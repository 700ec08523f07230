import { sql } from 'kysely';
import type { Database } from './schema.ts';

/** A call that is to be counted. */
export interface CountedCall {
  readonly connectionId: string;
  /** Whole seconds since 1970. */
  readonly second: number;
  /** Most calls in so many seconds. */
  readonly limit: number;
  readonly seconds: number;
}

/**
 * Counts a call by the second in which it came, in one statement, so that processes that count at the same time never let
 * more through together. PostgreSQL alone: one server on SQLite counts in memory.
 * @returns undefined when it may go on, else the second in which the oldest call that counts came
 */
export async function countCall(db: Database, call: CountedCall): Promise<number | undefined> {
  const { connectionId, second, limit, seconds } = call;
  const since = second - seconds;
  const { rows } = await sql`
    insert into connector_call as kept (connection_id, changed_at, calls)
    values (${connectionId}, ${second}, jsonb_build_object(${second}::text, 1)::text)
    on conflict (connection_id) do update set changed_at = ${second}, calls = (
      select (coalesce(jsonb_object_agg(at, calls::int) filter (where at::bigint > ${since}), '{}')
        || jsonb_build_object(${second}::text, coalesce(sum(calls::int) filter (where at = ${second}::text), 0) + 1))::text
      from jsonb_each_text(kept.calls::jsonb) as one (at, calls))
    where (select coalesce(sum(calls::int), 0) from jsonb_each_text(kept.calls::jsonb) as one (at, calls)
      where at::bigint > ${since}) < ${limit}
    returning connection_id`.execute(db);
  if (rows.length > 0) return undefined;
  const oldest = await sql<{ oldest: string | null }>`
    select min(at::bigint) as oldest from connector_call, jsonb_each_text(calls::jsonb) as one (at, calls_then)
    where connection_id = ${connectionId} and at::bigint > ${since}`.execute(db);
  return Number(oldest.rows[0]?.oldest ?? second);
}

/** Forgets connections that made no call since a second. */
export async function forgetCalls(db: Database, second: number): Promise<void> {
  await db.deleteFrom('connector_call').where('changed_at', '<', second).execute();
}
