import { inChunks } from '../bulk.ts';
import { limitOf, type Page, type PageRequest, pageOf, readCursor } from '../page.ts';
import type { Database } from '../schema.ts';
import { asTriggerDatabase, type FlowTriggerHistoryRow } from './schema.ts';

/** What became of one look at a trigger: it fired and started a run, it had no reason to, or it failed. */
export interface TriggerFiring {
  readonly historyId: string;
  readonly flow: string;
  readonly triggerName: string;
  readonly status: 'Succeeded' | 'Skipped' | 'Failed';
  readonly isFired: boolean;
  readonly code?: string | undefined;
  readonly error?: { readonly code: string; readonly message: string } | undefined;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly scheduledAt?: Date | undefined;
  /** JSON text of what it gave, when no run holds it. */
  readonly outputs?: string | undefined;
  readonly runId?: string | undefined;
  readonly clientTrackingId?: string | undefined;
}

/** Keeps firings. The same id again changes nothing, unless what did not fire before has fired now. */
export async function recordFirings(db: Database, firings: readonly TriggerFiring[]): Promise<void> {
  for (const chunk of inChunks(firings.map(rowOf)))
    await asTriggerDatabase(db)
      .insertInto('flow_trigger_history')
      .values(chunk)
      .onConflict((conflict) =>
        conflict
          .column('history_id')
          .doUpdateSet(({ ref }) => ({
            status: ref('excluded.status'),
            is_fired: ref('excluded.is_fired'),
            code: ref('excluded.code'),
            error: ref('excluded.error'),
            ended_at: ref('excluded.ended_at'),
            outputs: ref('excluded.outputs'),
            run_id: ref('excluded.run_id'),
            client_tracking_id: ref('excluded.client_tracking_id'),
          }))
          .where('flow_trigger_history.is_fired', '=', 0),
      )
      .execute();
}

export interface FiringFilter {
  readonly flow?: string | undefined;
  readonly triggerName?: string | undefined;
  readonly status?: string | undefined;
  readonly historyIds?: readonly string[] | undefined;
  /** Those that started no run although there was something to start one with. */
  readonly isRefused?: boolean | undefined;
}

/** Firings, newest first. @throws FLX_CURSOR_INVALID */
export async function listFirings(db: Database, filter: FiringFilter, page: PageRequest): Promise<Page<TriggerFiring>> {
  const after = readCursor(page);
  let query = firingsThatFit(db, filter)
    .orderBy('started_at', 'desc')
    .orderBy('history_id', 'desc')
    .limit(limitOf(page) + 1);
  if (after) {
    const [startedAt = '', historyId = ''] = after.map(String);
    query = query.where(({ eb, or, and }) =>
      or([eb('started_at', '<', startedAt), and([eb('started_at', '=', startedAt), eb('history_id', '<', historyId)])]),
    );
  }
  return pageOf(await query.execute(), page, {
    keyOf: (row) => [row.started_at, row.history_id],
    itemOf: read,
  });
}

function firingsThatFit(db: Database, { flow, triggerName, status, historyIds, isRefused }: FiringFilter) {
  let query = asTriggerDatabase(db).selectFrom('flow_trigger_history').selectAll();
  if (flow !== undefined) query = query.where('flow_key', '=', flow.toLowerCase());
  if (triggerName !== undefined) query = query.where('trigger_name', '=', triggerName);
  if (status !== undefined) query = query.where('status', '=', status);
  if (historyIds) query = query.where('history_id', 'in', historyIds);
  if (isRefused) query = query.where('is_fired', '=', 0).where('outputs', 'is not', null);
  return query;
}

/** Forgets firings of before a moment. */
export async function forgetFirings(db: Database, before: Date): Promise<void> {
  await asTriggerDatabase(db)
    .deleteFrom('flow_trigger_history')
    .where('started_at', '<', before.toISOString())
    .execute();
}

function rowOf(firing: TriggerFiring): FlowTriggerHistoryRow {
  return {
    history_id: firing.historyId,
    flow_key: firing.flow.toLowerCase(),
    flow: firing.flow,
    trigger_name: firing.triggerName,
    status: firing.status,
    is_fired: firing.isFired ? 1 : 0,
    code: firing.code ?? null,
    error: firing.error ? JSON.stringify(firing.error) : null,
    started_at: firing.startedAt.toISOString(),
    ended_at: firing.endedAt.toISOString(),
    scheduled_at: firing.scheduledAt?.toISOString() ?? null,
    outputs: firing.outputs ?? null,
    run_id: firing.runId ?? null,
    client_tracking_id: firing.clientTrackingId ?? null,
  };
}

function read(row: FlowTriggerHistoryRow): TriggerFiring {
  return {
    historyId: row.history_id,
    flow: row.flow,
    triggerName: row.trigger_name,
    status: row.status as TriggerFiring['status'],
    isFired: row.is_fired === 1,
    code: row.code ?? undefined,
    error: row.error === null ? undefined : (JSON.parse(row.error) as { code: string; message: string }),
    startedAt: new Date(row.started_at),
    endedAt: new Date(row.ended_at),
    scheduledAt: row.scheduled_at === null ? undefined : new Date(row.scheduled_at),
    outputs: row.outputs ?? undefined,
    runId: row.run_id ?? undefined,
    clientTrackingId: row.client_tracking_id ?? undefined,
  };
}
