import { expect, it } from 'vitest';
import { describeOnEachStore } from '../../test/support/store.ts';
import type { RefreshJob, RefreshTask, TaskStatus } from '../model/refresh.ts';
import {
  beatRefresh,
  createRefresh,
  getRefresh,
  interruptRefreshes,
  listLatestTasks,
  listRefreshes,
  requestRefreshCancel,
  updateRefresh,
  updateRefreshTasks,
} from './refreshes.ts';

const task = (taskId: string, status: TaskStatus): RefreshTask => ({
  taskId,
  operationType: 'segmentation',
  identifier: taskId,
  displayName: taskId,
  status,
  selectionReason: 'requested',
  waitsFor: [],
  attempts: 1,
  startedAt: undefined,
  endedAt: undefined,
  rows: undefined,
  seconds: undefined,
  stages: [],
  error: undefined,
  warnings: [],
  additionalInfo: {},
});

const job = (jobId: string, status: TaskStatus, tasks: readonly RefreshTask[] = []): RefreshJob => ({
  jobId,
  scope: { kind: 'full' },
  jobType: 'full',
  isFullLoad: false,
  learnsWeights: false,
  submissionKind: 'onDemand',
  submittedBy: 'ane',
  status,
  submittedAt: `2026-01-05T08:00:${jobId.slice(-2)}.000Z`,
  startedAt: undefined,
  endedAt: undefined,
  snapshotId: undefined,
  error: undefined,
  tasks,
});

describeOnEachStore('refreshes', (test) => {
  const writer = (owner = 'host/1/a') => ({ owner, clock: test().clock });

  it('are kept with their tasks in order, whatever task changes first', async () => {
    const { store } = test();
    await createRefresh(store.db, job('order-01', 'running', [task('b', 'queued'), task('a', 'queued')]), writer());
    await updateRefreshTasks(store.db, 'order-01', {
      ...writer(),
      tasks: [task('a', 'successful'), task('c', 'queued')],
    });
    const kept = await getRefresh(store.db, 'order-01');
    expect(kept?.tasks.map(({ taskId, status }) => [taskId, status])).toEqual([
      ['b', 'queued'],
      ['a', 'successful'],
      ['c', 'queued'],
    ]);
    await updateRefresh(store.db, { ...job('order-01', 'successful'), endedAt: '2026-01-05T09:00:00.000Z' }, writer());
    expect(await getRefresh(store.db, 'order-01')).toMatchObject({
      status: 'successful',
      endedAt: '2026-01-05T09:00:00.000Z',
    });
  });

  it('come page by page, newest first', async () => {
    const { store } = test();
    for (const id of ['page-11', 'page-12', 'page-13']) await createRefresh(store.db, job(id, 'timedOut'), writer());
    const filter = { statuses: ['timedOut'] as const, limit: 2 };
    const first = await listRefreshes(store.db, filter);
    expect(first.items.map(({ jobId }) => jobId)).toEqual(['page-13', 'page-12']);
    const second = await listRefreshes(store.db, { ...filter, cursor: first.next });
    expect(second).toMatchObject({ items: [{ jobId: 'page-11' }], next: undefined });
    await expect(listRefreshes(store.db, { cursor: 'nonsense' })).rejects.toMatchObject({ code: 'FLX_CURSOR_INVALID' });
  });

  it('are found by a task that they have', async () => {
    const { store } = test();
    await createRefresh(store.db, job('task-15', 'queued', [task('Shop', 'queued')]), writer());
    await createRefresh(store.db, job('task-16', 'queued', [task('Club', 'queued')]), writer());
    const { operationType, identifier } = task('Shop', 'queued');
    const found = await listRefreshes(store.db, { task: { operationType, identifier } });
    expect(found.items.map(({ jobId }) => jobId)).toEqual(['task-15']);
  });

  it('learn at the next heartbeat that someone wants them to stop', async () => {
    const { store, clock } = test();
    await createRefresh(store.db, job('cancel-21', 'running'), writer());
    expect(await beatRefresh(store.db, 'cancel-21', writer())).toEqual({ isCancelRequested: false });
    expect(await requestRefreshCancel(store.db, 'cancel-21', clock)).toBe(true);
    expect(await beatRefresh(store.db, 'cancel-21', writer())).toEqual({ isCancelRequested: true });
    await expect(requestRefreshCancel(store.db, 'unknown', clock)).rejects.toMatchObject({ code: 'FLX_NOT_FOUND' });
  });

  it('left running by a process that is gone are marked as aborted and say so; a late writer is refused', async () => {
    const { store, clock } = test();
    await createRefresh(
      store.db,
      job('dead-31', 'running', [task('done', 'successful'), task('at', 'running'), task('next', 'queued')]),
      writer('host/2/gone'),
    );
    await createRefresh(store.db, job('live-32', 'running'), writer('host/3/here'));
    const interrupted = await interruptRefreshes(store.db, { clock, isOwnerAlive: (owner) => owner !== 'host/2/gone' });
    expect(interrupted.map(({ jobId }) => jobId)).toEqual(['dead-31']);
    const kept = await getRefresh(store.db, 'dead-31');
    expect(kept).toMatchObject({ status: 'aborted', error: { code: 'FLX_REFRESH_INTERRUPTED' } });
    expect(kept?.tasks.map(({ status }) => status)).toEqual(['successful', 'aborted', 'skipped']);
    expect(await getRefresh(store.db, 'live-32')).toMatchObject({ status: 'running' });
    const late = updateRefresh(store.db, job('dead-31', 'successful'), writer('host/2/gone'));
    await expect(late).rejects.toMatchObject({ code: 'FLX_LEASE_LOST' });
  });

  it('without a heartbeat for a minute count as left behind', async () => {
    const { store, clock } = test();
    await createRefresh(store.db, job('silent-41', 'running'), writer('elsewhere/1/x'));
    const options = { clock, isOwnerAlive: () => true };
    clock.advance(60);
    expect((await interruptRefreshes(store.db, options)).map(({ jobId }) => jobId)).not.toContain('silent-41');
    clock.advance(1);
    expect((await interruptRefreshes(store.db, options)).map(({ jobId }) => jobId)).toContain('silent-41');
  });

  it('tell the newest task of everything that is refreshed', async () => {
    const { store } = test();
    await createRefresh(
      store.db,
      job('latest-51', 'successful', [task('Young', 'successful'), task('Old', 'successful')]),
      writer(),
    );
    await createRefresh(store.db, job('latest-52', 'failed', [task('Young', 'failed')]), writer());
    const latest = async (statuses?: readonly TaskStatus[]) =>
      (await listLatestTasks(store.db, statuses))
        .filter(({ task: { taskId } }) => ['Young', 'Old'].includes(taskId))
        .map(({ jobId, task: { taskId } }) => [taskId, jobId]);
    expect(new Map((await latest()) as [string, string][])).toEqual(
      new Map([
        ['Young', 'latest-52'],
        ['Old', 'latest-51'],
      ]),
    );
    expect(new Map((await latest(['successful'])) as [string, string][])).toEqual(
      new Map([
        ['Young', 'latest-51'],
        ['Old', 'latest-51'],
      ]),
    );
  });
});
