import { sql } from 'kysely';
import type { Backend } from '../backend.ts';
import type { JournalDatabase } from './schema.ts';

/** A run taken over, with the fence that its records must carry. */
export interface ClaimedRun {
  readonly runId: string;
  readonly fence: number;
}

/** Takes over runs that are due; several processes never get the same one. */
export async function claimRuns(
  tx: JournalDatabase,
  kind: Backend['kind'],
  { owner, limit, now }: { readonly owner: string; readonly limit: number; readonly now: Date },
): Promise<readonly ClaimedRun[]> {
  const lock = kind === 'postgresql' ? sql`for update skip locked` : sql``;
  const { rows } = await sql<{ run_id: string; fence: number }>`
    update flow_run set owner = ${owner}, fence = fence + 1, status = 'Running', wake_at = null
    where run_id in (
      select run_id from flow_run where wake_at <= ${now.toISOString()} order by wake_at limit ${limit} ${lock})
    returning run_id, fence`.execute(tx);
  return rows.map(({ run_id, fence }) => ({ runId: run_id, fence }));
}

/** Lets queued runs of a flow begin while fewer than `most` are under way; gives their number. */
export async function admitRuns(
  tx: JournalDatabase,
  kind: Backend['kind'],
  { flow, most, now }: { readonly flow: string; readonly most: number; readonly now: Date },
): Promise<number> {
  const flowKey = flow.toLowerCase();
  if (kind === 'postgresql') await sql`select pg_advisory_xact_lock(hashtext(${`flow ${flowKey}`}))`.execute(tx);
  const { active } = await tx
    .selectFrom('flow_run')
    .select((select) => select.fn.countAll<number>().as('active'))
    .where('flow_key', '=', flowKey)
    .where('ended_at', 'is', null)
    .where('status', '!=', 'Queued')
    .executeTakeFirstOrThrow();
  const free = most - Number(active);
  if (free <= 0) return 0;
  const queued = tx
    .selectFrom('flow_run')
    .select('run_id')
    .where('flow_key', '=', flowKey)
    .where('status', '=', 'Queued')
    .orderBy('started_at')
    .limit(free);
  const { numUpdatedRows } = await tx
    .updateTable('flow_run')
    .set({ status: 'Running', wake_at: now.toISOString() })
    .where('run_id', 'in', queued)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Renews an owner's lease; false when others have taken its runs. */
export async function keepLease(
  tx: JournalDatabase,
  {
    owner,
    until,
    isNew,
    now,
  }: { readonly owner: string; readonly until: Date; readonly isNew: boolean; readonly now: Date },
): Promise<boolean> {
  const lease = { lease_until: until.toISOString() };
  if (isNew) {
    await tx
      .insertInto('flow_owner')
      .values({ owner, since: now.toISOString(), ...lease })
      .execute();
    return true;
  }
  const { numUpdatedRows } = await tx
    .updateTable('flow_owner')
    .set(lease)
    .where('owner', '=', owner)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Frees the runs of owners that are known to be gone or whose lease ran out; their late records will be refused. */
export async function releaseDeadOwners(
  tx: JournalDatabase,
  { now, isAlive }: { readonly now: Date; readonly isAlive: (owner: string) => boolean },
): Promise<number> {
  const nowAt = now.toISOString();
  const known = await tx.selectFrom('flow_owner').selectAll().execute();
  const owners = known.filter((row) => row.lease_until < nowAt || !isAlive(row.owner)).map(({ owner }) => owner);
  if (owners.length === 0) return 0;
  await tx.deleteFrom('flow_owner').where('owner', 'in', owners).execute();
  const { numUpdatedRows } = await tx
    .updateTable('flow_run')
    .set((run) => ({ owner: null, wake_at: nowAt, fence: run('fence', '+', 1) }))
    .where('owner', 'in', owners)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Takes a run over whoever holds it, so that it can be ended; undefined when there is none or it is over. */
export async function seizeRun(
  tx: JournalDatabase,
  { runId, owner }: { readonly runId: string; readonly owner: string },
): Promise<ClaimedRun | undefined> {
  const row = await tx
    .updateTable('flow_run')
    .set((run) => ({ owner, wake_at: null, status: 'Running', fence: run('fence', '+', 1) }))
    .where('run_id', '=', runId)
    .where('ended_at', 'is', null)
    .returning('fence')
    .executeTakeFirst();
  return row && { runId, fence: row.fence };
}

/** Flows of which runs are queued, each with the version of one of them. */
export async function listQueuedFlows(
  db: JournalDatabase,
): Promise<readonly { readonly flow: string; readonly version: string; readonly triggerName: string }[]> {
  const rows = await db
    .selectFrom('flow_run')
    .select((select) => [
      'flow_key as flow',
      select.fn.max('version').as('version'),
      select.fn.max('trigger_name').as('triggerName'),
    ])
    .where('status', '=', 'Queued')
    .groupBy('flow_key')
    .execute();
  return rows.map(({ flow, version, triggerName }) => ({
    flow,
    version: String(version),
    triggerName: String(triggerName),
  }));
}

/** How many runs of a flow are queued. */
export async function countQueued(db: JournalDatabase, flow: string): Promise<number> {
  const { queued } = await db
    .selectFrom('flow_run')
    .select((select) => select.fn.countAll<number>().as('queued'))
    .where('flow_key', '=', flow.toLowerCase())
    .where('status', '=', 'Queued')
    .executeTakeFirstOrThrow();
  return Number(queued);
}

/** Gives up runs that an owner holds; whoever claims them goes on. */
export async function releaseRuns(
  tx: JournalDatabase,
  { runIds, owner, now }: { readonly runIds: readonly string[]; readonly owner: string; readonly now: Date },
): Promise<void> {
  if (runIds.length === 0) return;
  await tx
    .updateTable('flow_run')
    .set((run) => ({ owner: null, wake_at: now.toISOString(), fence: run('fence', '+', 1) }))
    .where('run_id', 'in', runIds)
    .where('owner', '=', owner)
    .execute();
}
