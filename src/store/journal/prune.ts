import type { JournalDatabase } from './schema.ts';

/** Runs that ended before a moment: those of one flow, or those of all flows but some. */
export interface PruneRequest {
  readonly endedBefore: Date;
  readonly flow?: string | undefined;
  readonly exceptFlows?: readonly string[] | undefined;
  /** Most runs to remove at once. */
  readonly limit: number;
  readonly now: Date;
}

/** A payload that was written this recently stays: another process may just have named it. */
const PAYLOAD_REST_MILLISECONDS = 3_600_000;

/**
 * Removes ended runs, oldest first, with their steps, signals, and the payloads that no other run uses. Belongs in a
 * transaction.
 * @returns how many runs were removed; fewer than the limit when no more are left
 */
export async function pruneRuns(tx: JournalDatabase, request: PruneRequest): Promise<number> {
  const runIds = await findPrunable(tx, request);
  if (runIds.length === 0) return 0;
  const used = await tx
    .selectFrom('flow_payload_use')
    .select('hash')
    .distinct()
    .where('run_id', 'in', runIds)
    .execute();
  for (const table of ['flow_signal', 'flow_step', 'flow_payload_use', 'flow_run'] as const)
    await tx.deleteFrom(table).where('run_id', 'in', runIds).execute();
  for (const { hash } of used) await pruneUnused(tx, hash, request.now);
  return runIds.length;
}

async function findPrunable(
  tx: JournalDatabase,
  { endedBefore, flow, exceptFlows = [], limit }: PruneRequest,
): Promise<string[]> {
  let query = tx
    .selectFrom('flow_run')
    .select('run_id')
    .where('ended_at', '<', endedBefore.toISOString())
    .orderBy('ended_at')
    .limit(limit);
  if (flow !== undefined) query = query.where('flow_key', '=', flow.toLowerCase());
  const others = exceptFlows.map((name) => name.toLowerCase());
  if (others.length > 0) query = query.where('flow_key', 'not in', others);
  return (await query.execute()).map((row) => row.run_id);
}

async function pruneUnused(tx: JournalDatabase, hash: string, now: Date): Promise<void> {
  await tx
    .deleteFrom('flow_payload')
    .where('hash', '=', hash)
    .where('used_at', '<', new Date(now.getTime() - PAYLOAD_REST_MILLISECONDS).toISOString())
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('flow_payload_use').select('run_id').where('flow_payload_use.hash', '=', hash))),
    )
    .execute();
}
