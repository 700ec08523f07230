import type { Clock } from '../../base/clock.ts';
import { FluxuError } from '../../base/errors.ts';
import { listRuns } from '../../flows/history/list-runs.ts';
import type { Database } from '../../store/schema.ts';
import type { AppRuns } from '../rooms/flows.ts';
import type { RunBulk, RunBulkResult } from '../view/flow.ts';

/** Most runs that one command takes. */
const MOST_RUNS = 1000;
const PAGE = 200;

/**
 * Resubmits every ended run that fits, or cancels every run that fits and goes on, from the newest; at most 1000, then
 * `isMore` says so. Runs that start meanwhile are left out, and one that cannot be taken does not hold the others up.
 */
export async function bulkRuns(
  db: Database,
  { command, filter = {}, isTrial = false }: RunBulk,
  { runs, clock }: { readonly runs: Pick<AppRuns, 'cancel' | 'resubmit'>; readonly clock: Clock },
): Promise<RunBulkResult> {
  const { runIds, isMore } = await findRuns(db, { command, filter: { startedBefore: soon(clock), ...filter } });
  if (isTrial) return { count: runIds.length, isMore, failures: [] };
  const failures: { runId: string; code: string; message: string }[] = [];
  for (const runId of runIds)
    await runs[command](runId).catch((error: unknown) => {
      if (!(error instanceof FluxuError)) throw error;
      failures.push({ runId, code: error.code, message: error.message });
    });
  return { count: runIds.length - failures.length, isMore, failures };
}

/** All runs are found before the first is taken: resubmitting makes new ones that fit. */
async function findRuns(db: Database, { command, filter }: Pick<RunBulk, 'command' | 'filter'>) {
  const runIds: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listRuns(db, filter ?? {}, { limit: PAGE, cursor });
    const wanted = page.items.filter(({ endedAt }) => (endedAt === undefined) === (command === 'cancel'));
    runIds.push(...wanted.map(({ runId }) => runId));
    cursor = page.next;
  } while (cursor !== undefined && runIds.length <= MOST_RUNS);
  return { runIds: runIds.slice(0, MOST_RUNS), isMore: runIds.length > MOST_RUNS };
}

function soon(clock: Clock): string {
  return new Date(clock.now().getTime() + 1).toISOString();
}
