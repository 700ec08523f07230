import type { Database } from '../schema.ts';
import { asJournalDatabase } from './schema.ts';

/** A process that runs flows, with the runs that it has in memory. */
export interface FlowOwner {
  readonly owner: string;
  /** ISO 8601, UTC; empty when it was not kept. */
  readonly since: string;
  readonly until: string;
  /** By flow, those with most runs first. */
  readonly flows: readonly { readonly flow: string; readonly runs: number; readonly oldestAt: string }[];
}

/** Processes that run flows, also those whose lease has run out, by name. */
export async function listFlowOwners(database: Database): Promise<readonly FlowOwner[]> {
  const db = asJournalDatabase(database);
  const owners = await db.selectFrom('flow_owner').selectAll().orderBy('owner').execute();
  const held = await db
    .selectFrom('flow_run')
    .select(({ fn }) => [
      'owner',
      'flow',
      fn.countAll<number>().as('runs'),
      fn.min<string>('started_at').as('oldest_at'),
    ])
    .where('ended_at', 'is', null)
    .where('owner', 'is not', null)
    .groupBy(['owner', 'flow'])
    .execute();
  return owners.map(({ owner, since, lease_until }) => ({
    owner,
    since,
    until: lease_until,
    flows: held
      .filter((row) => row.owner === owner)
      .map(({ flow, runs, oldest_at }) => ({ flow, runs: Number(runs), oldestAt: oldest_at }))
      .toSorted((a, b) => b.runs - a.runs),
  }));
}
