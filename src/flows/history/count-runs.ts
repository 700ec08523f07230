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

/** The runs of a flow since a moment. */
export interface FlowRuns extends Omit<RunDay, 'day'> {
  /** Name of the flow, as its last run had it. */
  readonly flow: string;
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
  return [...Map.groupBy(rows, (row) => row.day)].map(([name, counts]) => ({ day: name, ...sumOf(counts) }));
}

/** The runs of every flow that began at `since` or later; flows without runs are left out. */
export async function countRunsByFlow(
  database: Database,
  { since }: { readonly since: Date },
): Promise<readonly FlowRuns[]> {
  const rows = await asJournalDatabase(database)
    .selectFrom('flow_run')
    .select(['flow_key', 'status', sql<string>`max(flow)`.as('flow'), sql<number | string>`count(*)`.as('count')])
    .where('started_at', '>=', since.toISOString())
    .groupBy(['flow_key', 'status'])
    .orderBy('flow_key')
    .execute();
  return [...Map.groupBy(rows, (row) => row.flow_key)].map(([key, counts]) => ({
    flow: counts[0]?.flow ?? key,
    ...sumOf(counts),
  }));
}

function sumOf(counts: readonly { readonly status: string; readonly count: number | string }[]) {
  const sum = (fits: (status: string) => boolean) =>
    counts.filter(({ status }) => fits(status)).reduce((total, { count }) => total + Number(count), 0);
  const succeeded = sum((status) => status === 'Succeeded');
  const failed = sum((status) => FAILED.includes(status));
  return { succeeded, failed, other: sum(() => true) - succeeded - failed };
}
