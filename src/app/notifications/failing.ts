import { listFailingFlows } from '../../flows/history/failing-flows.ts';
import { type Delivery, listDeliveries } from '../../store/deliveries.ts';
import { listLatestTasks } from '../../store/refreshes.ts';
import type { Database } from '../../store/schema.ts';
import { listWatchers } from '../../store/watchers.ts';
import type { FailingView } from '../view/notifications.ts';

const LATEST_DEAD = 200;

/** Everything whose last try failed for good: tasks of refreshes, flows, and receivers whose delivery was given up. */
export async function findFailing(db: Database): Promise<readonly FailingView[]> {
  return [...(await failingTasks(db)), ...(await failingFlows(db)), ...(await failingReceivers(db))];
}

async function failingTasks(db: Database): Promise<readonly FailingView[]> {
  const latest = await listLatestTasks(db, ['successful', 'failed', 'timedOut']);
  return latest.flatMap(({ jobId, task: { status, operationType, identifier, displayName, error, endedAt = '' } }) =>
    status === 'successful'
      ? []
      : [
          {
            key: `refreshes/${operationType}/${identifier}`,
            kind: 'refreshes' as const,
            name: displayName ?? identifier,
            message: error?.message ?? status,
            path: `/data/refreshes/${jobId}`,
            at: endedAt,
          },
        ],
  );
}

async function failingFlows(db: Database): Promise<readonly FailingView[]> {
  return (await listFailingFlows(db)).map(({ name, displayName, runId, status, error, endedAt }) => ({
    key: `flows/${name}`,
    kind: 'flows' as const,
    name: displayName,
    message: error?.message ?? status,
    path: `/flows/runs/${runId}`,
    at: endedAt,
  }));
}

async function failingReceivers(db: Database): Promise<readonly FailingView[]> {
  const dead = (await listDeliveries(db, { statuses: ['dead'], limit: LATEST_DEAD })).items;
  const names = new Map((await listWatchers(db)).map(({ watcherId, name }) => [watcherId, name]));
  const newest = [...Map.groupBy(dead, ({ watcherId }) => watcherId).values()].flatMap(([first]) => first ?? []);
  const isLast = await Promise.all(newest.map((delivery) => isLastOf(db, delivery)));
  return newest
    .filter((_delivery, index) => isLast[index])
    .map(({ watcherId, lastAttempt, createdAt }) => ({
      key: `deliveries/${watcherId}`,
      kind: 'deliveries' as const,
      name: names.get(watcherId) ?? watcherId,
      message: lastAttempt?.error ?? 'dead',
      path: `/triggers/${watcherId}`,
      at: lastAttempt?.startedAt ?? createdAt,
    }));
}

async function isLastOf(db: Database, { watcherId, deliveryId }: Delivery): Promise<boolean> {
  const [last] = (await listDeliveries(db, { watcherId, statuses: ['dead', 'delivered'], limit: 1 })).items;
  return last?.deliveryId === deliveryId;
}
