import { sql } from 'kysely';
import { asJournalDatabase } from '../../store/journal/schema.ts';
import type { Database } from '../../store/schema.ts';

/** The runs of a flow that began on one day. */
export interface RunDay {
  /** In UTC, e.g. `2026-11-26`. */
  readonly day: string;
  readonly succeeded: number;
  readonly failed: number;
  /** Under way, waiting, cancelled. */
  readonly other: number;
}

const FAILED: readonly string[] = ['Failed', 'TimedOut', 'Aborted'];

/** Days with runs of a flow that began at `since` or later, the first one first. */
export async function countRunsByDay(
  database: Database,
  { flow, since }: { readonly flow: string; readonly since: Date },
): Promise<readonly RunDay[]> {
  const day = sql<string>`substr(started_at, 1, 10)`;
  const rows = await asJournalDatabase(database)
    .selectFrom('flow_run')
    .select([day.as('day'), 'status', sql<number | string>`count(*)`.as('count')])
    .where('flow_key', '=', flow.toLowerCase())
    .where('started_at', '>=', since.toISOString())
    .groupBy([day, 'status'])
    .orderBy(day)
    .execute();
  const days = Map.groupBy(rows, (row) => row.day);
  return [...days].map(([name, counts]) => {
    const sum = (fits: (status: string) => boolean) =>
      counts.filter(({ status }) => fits(status)).reduce((total, { count }) => total + Number(count), 0);
    const succeeded = sum((status) => status === 'Succeeded');
    const failed = sum((status) => FAILED.includes(status));
    return { day: name, succeeded, failed, other: sum(() => true) - succeeded - failed };
  });
}
