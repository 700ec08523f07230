import { sql } from 'kysely';
import type { Database } from './schema.ts';

/** Things that are numbered in the order in which they were committed. */
export type CounterName = 'event' | 'evaluation' | 'occurrence' | 'audit';

/**
 * Takes `count` numbers in a row and gives the first. Another transaction that wants numbers of the same kind waits for
 * this one, so that a reader who goes on from the last number seen never misses one.
 */
export async function takeNumbers(db: Database, name: CounterName, count: number): Promise<number> {
  const { value } = await db
    .updateTable('counter')
    .set({ value: sql<number>`value + ${sql.lit(count)}` })
    .where('name', '=', name)
    .returning('value')
    .executeTakeFirstOrThrow();
  return value - count + 1;
}

/** Makes other transactions that take numbers of this kind, or lock it too, wait until this one ends. */
export async function lockNumbers(db: Database, name: CounterName): Promise<void> {
  await takeNumbers(db, name, 0);
}
