import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../src/base/clock.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { systemRandom } from '../../src/base/random.ts';
import type { RefreshJob } from '../../src/model/refresh.ts';
import { listDeliveries } from '../../src/store/deliveries.ts';
import { listChangeFiles, listMeasurePoints, listSegmentPoints } from '../../src/store/history.ts';
import { listOccurrences } from '../../src/store/occurrences.ts';
import { getRefresh, listRefreshes } from '../../src/store/refreshes.ts';
import { getPublishedSnapshot, listSnapshotFiles, type Snapshot } from '../../src/store/snapshots.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { THRESHOLD } from './company.ts';

/** What the data folder says, and every sentence of the promise that it breaks. */
export interface Findings {
  readonly problems: readonly string[];
  readonly published: number;
  readonly interrupted: number;
  readonly occurrences: number;
}

interface Seen {
  /** Occurrence ids that the receiver got, in order; a repeated one was delivered twice. */
  readonly received: readonly string[];
  /** True when the last process ended in peace: then nothing may be open any more. */
  readonly isSettled: boolean;
}

/** Reads a data folder that a killed process left, and compares it with what was promised. */
export async function inspect(folder: string, seen: Seen): Promise<Findings> {
  const parts = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const home = join(folder, 'home');
  const store = await openStore({ home, state: '', secretKey: '', ...parts });
  try {
    const jobs = await readJobs(store);
    const successful = jobs.filter((job) => job.status === 'successful');
    const occurrences = await readOccurrences(store);
    const problems = [
      ...(await checkPublished(store, successful)),
      ...(await checkOccurrences(store, { occurrences, successful })),
      ...checkReceived(occurrences, seen),
      ...(seen.isSettled ? await checkSettled(store, { home, jobs }) : []),
    ];
    const interrupted = jobs.filter((job) => job.error?.code === 'FLX_REFRESH_INTERRUPTED').length;
    return { problems, published: successful.length, interrupted, occurrences: occurrences.length };
  } finally {
    await store.close();
  }
}

async function readJobs(store: Store): Promise<RefreshJob[]> {
  const { items } = await listRefreshes(store.db, { limit: 1000 });
  const jobs = await Promise.all(items.map(({ jobId }) => getRefresh(store.db, jobId)));
  return jobs.filter((job) => job !== undefined).reverse();
}

async function readOccurrences(store: Store) {
  return (await listOccurrences(store.db, { order: 'oldestFirst', limit: 1000 })).items;
}

/** The pointer shows the last refresh that succeeded, and all its files are there. */
async function checkPublished(store: Store, successful: readonly RefreshJob[]): Promise<string[]> {
  const snapshot = await getPublishedSnapshot(store.db);
  const newest = successful.at(-1)?.jobId;
  if (snapshot?.refreshId !== newest) return [`published is ${snapshot?.refreshId}, the last success ${newest}`];
  return snapshot ? missingFiles(store, snapshot) : [];
}

async function missingFiles(store: Store, { entities }: Snapshot): Promise<string[]> {
  const addresses = [...entities.flatMap(({ files }) => files), ...(await listChangeFiles(store.db))];
  const problems: string[] = [];
  for (const address of addresses) await store.blobs.pathOf(address).catch(() => problems.push(`${address} is lost`));
  return problems;
}

/** Exactly the crossings that the published history holds have fired, each once. */
async function checkOccurrences(
  store: Store,
  { occurrences, successful }: { occurrences: Awaited<ReturnType<typeof readOccurrences>>; successful: RefreshJob[] },
): Promise<string[]> {
  const sizes = (await listSegmentPoints(store.db, 'Big')).map(({ refreshId, size }) => ({ refreshId, value: size }));
  const values = (await listMeasurePoints(store.db, { measure: 'TotalSpend', calculation: 'Spend' })).map(
    ({ refreshId, value }) => ({ refreshId, value: value ?? 0 }),
  );
  const expected = [
    ...crossings(sizes, THRESHOLD).map((refreshId) => `segment ${refreshId}`),
    ...crossings(values, 1000).map((refreshId) => `measure ${refreshId}`),
    ...successful.map(({ jobId }) => `refresh ${jobId}`),
  ].sort();
  const found = occurrences.map(({ watcherId, refreshId }) => `${watcherId} ${refreshId}`).sort();
  const histories = [sizes, values].map((points) => points.map(({ refreshId }) => refreshId).sort());
  const jobs = successful.map(({ jobId }) => jobId).sort();
  return [
    ...differences('event', expected, found),
    ...histories.flatMap((history) => differences('history of', jobs, history)),
  ];
}

/** The whole model of a threshold: fires when the value goes from at or below to above. */
function crossings(points: readonly { refreshId: string; value: number }[], threshold: number): string[] {
  return points.flatMap(({ refreshId, value }, index) => {
    const before = points[index - 1]?.value;
    return before !== undefined && before <= threshold && threshold < value ? [refreshId] : [];
  });
}

function differences(what: string, expected: readonly string[], found: readonly string[]): string[] {
  return [
    ...expected.filter((name) => !found.includes(name)).map((name) => `${what} ${name} is lost`),
    ...found.filter((name) => !expected.includes(name)).map((name) => `${what} ${name} is made up`),
    ...found.filter((name, index) => found.indexOf(name) !== index).map((name) => `${what} ${name} exists twice`),
  ];
}

function checkReceived(occurrences: Awaited<ReturnType<typeof readOccurrences>>, { received, isSettled }: Seen) {
  const ids = occurrences.map(({ occurrenceId }) => occurrenceId);
  return [
    ...received.filter((id) => !ids.includes(id)).map((id) => `${id} was delivered under an id that is not kept`),
    ...(isSettled ? ids.filter((id) => !received.includes(id)).map((id) => `${id} was never delivered`) : []),
  ];
}

async function checkSettled(store: Store, { home, jobs }: { home: string; jobs: RefreshJob[] }): Promise<string[]> {
  const open = jobs.filter((job) => job.endedAt === undefined);
  const unexplained = jobs.filter(
    ({ status, error }) => status !== 'successful' && error?.code !== 'FLX_REFRESH_INTERRUPTED',
  );
  const used = new Set([...(await listSnapshotFiles(store.db)), ...(await listChangeFiles(store.db))]);
  const stray: string[] = [];
  for (const prefix of ['snapshots/', 'changes/'])
    for await (const { address } of store.blobs.list(prefix)) if (!used.has(address)) stray.push(address);
  const { items } = await listDeliveries(store.db, { statuses: ['pending', 'leased', 'dead'], limit: 100 });
  return [
    ...open.map(({ jobId }) => `refresh ${jobId} never ended`),
    ...unexplained.map(({ jobId, error }) => `refresh ${jobId} ended with ${error?.code}`),
    ...stray.map((address) => `${address} belongs to nothing`),
    ...readdirSync(join(home, 'work')).map((name) => `work folder ${name} was left`),
    ...items.map(({ deliveryId, status }) => `delivery ${deliveryId} is ${status}`),
  ];
}
