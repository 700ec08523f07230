import { sql } from 'kysely';
import { inChunks } from './bulk.ts';
import type { Database } from './schema.ts';

/** What is called: an operation of the connector, or a route of the API. */
export type CallKind = 'connector' | 'api';

/** Calls of one day, in UTC. */
export interface CallCount {
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly kind: CallKind;
  readonly operation: string;
  readonly client: string;
  readonly calls: number;
}

/**
 * Adds to what is counted already: in a transaction, all or nothing. The rows are taken in one order, or two processes that
 * add at once would each wait for a row of the other.
 */
export async function addCalls(tx: Database, counts: readonly CallCount[]): Promise<void> {
  const placeOf = ({ day, kind, operation, client }: CallCount) => JSON.stringify([day, kind, operation, client]);
  const sorted = counts.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  for (const chunk of inChunks(sorted))
    await tx
      .insertInto('call_count')
      .values(chunk)
      .onConflict((conflict) =>
        conflict
          .columns(['day', 'kind', 'operation', 'client'])
          .doUpdateSet({ calls: sql<number>`call_count.calls + excluded.calls` }),
      )
      .execute();
}

/** Sums of the calls since a day, by some of what they are counted by, the most often first. */
export async function sumCalls<Column extends 'day' | 'kind' | 'operation' | 'client'>(
  db: Database,
  { since, by, limit }: { readonly since: string; readonly by: readonly Column[]; readonly limit: number },
): Promise<readonly Pick<CallCount, Column | 'calls'>[]> {
  const rows = await db
    .selectFrom('call_count')
    .select([...by, sql<number>`sum(calls)`.as('total')])
    .where('day', '>=', since)
    .groupBy(by)
    .orderBy(sql`sum(calls)`, 'desc')
    .limit(limit)
    .execute();
  return rows.map(
    ({ total, ...row }) => ({ ...row, calls: Number(total) }) as unknown as Pick<CallCount, Column | 'calls'>,
  );
}

/** Forgets what was counted before a day. */
export async function forgetCallCounts(db: Database, before: string): Promise<void> {
  await db.deleteFrom('call_count').where('day', '<', before).execute();
}
