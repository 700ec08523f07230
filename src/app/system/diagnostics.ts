import { writeArchive } from '../../base/archive.ts';
import { listRuns } from '../../flows/history/list-runs.ts';
import { listAllDefinitions } from '../../store/definitions.ts';
import { getRefresh, listRefreshes } from '../../store/refreshes.ts';
import type { Store } from '../../store/store.ts';
import type { App } from '../app.ts';
import { findFailing } from '../notifications/failing.ts';
import type { FlowExport } from '../view/flow-package.ts';

const REFRESHES = 20;
const RUNS = 50;

/** What helps to find a fault, as a zip: the server, its checks and storage, what fails, the last refreshes and runs. No secret, no row of data, nothing a trigger gave. */
export async function bundleDiagnostics(
  { db }: Pick<Store, 'db'>,
  { system, storage }: Pick<App, 'system' | 'storage'>,
): Promise<FlowExport> {
  const definitions = await listAllDefinitions(db);
  const jobs = (await listRefreshes(db, { limit: REFRESHES })).items;
  const runs = (await listRuns(db, {}, { limit: RUNS })).items;
  const contents = {
    system: await system(),
    storage: await storage(),
    definitions: [...Map.groupBy(definitions, ({ kind }) => kind)].map(([kind, all]) => ({ kind, count: all.length })),
    failing: await findFailing(db),
    refreshes: await Promise.all(jobs.map(({ jobId }) => getRefresh(db, jobId))),
    runs: runs.map(({ runId, flow, status, code, startedAt, endedAt }) => ({
      runId,
      flow,
      status,
      code,
      startedAt,
      endedAt,
    })),
  };
  const files = Object.entries(contents).map(([name, content]) => [`${name}.json`, JSON.stringify(content, null, 2)]);
  return {
    fileName: 'fluxu-diagnostics.zip',
    contentType: 'application/zip',
    bytes: writeArchive(Object.fromEntries(files) as Record<string, string>),
  };
}
