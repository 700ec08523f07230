import type { Clock } from '../base/clock.ts';
import type { OperationType, RefreshJob, RefreshTask, TaskStatus } from '../model/refresh.ts';
import { storeError } from './catalogue.ts';
import { type Orders, type SortedRequest, sortedPage } from './order.ts';
import type { Page } from './page.ts';
import type { Database, RefreshRow, RefreshTaskRow } from './schema.ts';

/** A refresh without its tasks. */
export type RefreshSummary = Omit<RefreshJob, 'tasks'>;

export interface RefreshWriter {
  /** The process that runs the refresh: a late writer that was taken for dead is refused. */
  readonly owner: string;
  readonly clock: Clock;
}

/** Keeps a new refresh with its tasks. */
export async function createRefresh(db: Database, job: RefreshJob, { owner, clock }: RefreshWriter): Promise<void> {
  const row = { ...rowOf(job), owner, heartbeat_at: clock.now().toISOString(), cancel_requested_at: null };
  await db.insertInto('refresh').values(row).execute();
  await writeTasks(db, job.jobId, job.tasks);
}

/**
 * Takes over the oldest refresh that was kept without an owner, that is, handed over to whoever does refreshes. Its tasks
 * are forgotten: whoever takes it plans it anew.
 */
export async function claimHandedOverRefresh(
  db: Database,
  { owner, clock }: RefreshWriter,
): Promise<RefreshJob | undefined> {
  const row = await db
    .updateTable('refresh')
    .set({ owner, heartbeat_at: clock.now().toISOString() })
    .where('job_id', '=', (query) =>
      query
        .selectFrom('refresh')
        .select('job_id')
        .where('status', '=', 'queued')
        .where('owner', '=', '')
        .orderBy('submitted_at')
        .limit(1),
    )
    .where('owner', '=', '')
    .returningAll()
    .executeTakeFirst();
  if (!row) return undefined;
  await db.deleteFrom('refresh_task').where('job_id', '=', row.job_id).execute();
  return { ...summaryOf(row), tasks: [] };
}

/** Keeps the state of a refresh as a whole. @throws FLX_LEASE_LOST when another process declared it interrupted. */
export async function updateRefresh(db: Database, job: RefreshSummary, { owner, clock }: RefreshWriter): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('refresh')
    .set({ ...rowOf(job), heartbeat_at: clock.now().toISOString() })
    .where('job_id', '=', job.jobId)
    .where('owner', '=', owner)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw storeError('FLX_LEASE_LOST', { name: `refresh ${job.jobId}` });
}

/** Keeps the state of some tasks of a refresh. @throws FLX_LEASE_LOST */
export async function updateRefreshTasks(
  db: Database,
  jobId: string,
  { tasks, owner, clock }: RefreshWriter & { readonly tasks: readonly RefreshTask[] },
): Promise<void> {
  await beatRefresh(db, jobId, { owner, clock });
  await writeTasks(db, jobId, tasks);
}

/**
 * Says that the process which runs a refresh is alive, and learns whether someone wants it cancelled.
 * @throws FLX_LEASE_LOST
 */
export async function beatRefresh(
  db: Database,
  jobId: string,
  { owner, clock }: RefreshWriter,
): Promise<{ readonly isCancelRequested: boolean }> {
  const row = await db
    .updateTable('refresh')
    .set({ heartbeat_at: clock.now().toISOString() })
    .where('job_id', '=', jobId)
    .where('owner', '=', owner)
    .returning('cancel_requested_at')
    .executeTakeFirst();
  if (!row) throw storeError('FLX_LEASE_LOST', { name: `refresh ${jobId}` });
  return { isCancelRequested: row.cancel_requested_at !== null };
}

/** Asks whichever process runs a refresh to stop; false when it has ended already. @throws FLX_NOT_FOUND */
export async function requestRefreshCancel(db: Database, jobId: string, clock: Clock): Promise<boolean> {
  await requireRefresh(db, jobId);
  const { numUpdatedRows } = await db
    .updateTable('refresh')
    .set({ cancel_requested_at: clock.now().toISOString() })
    .where('job_id', '=', jobId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** A refresh with its tasks in order, or undefined. */
export async function getRefresh(db: Database, jobId: string): Promise<RefreshJob | undefined> {
  const row = await db.selectFrom('refresh').selectAll().where('job_id', '=', jobId).executeTakeFirst();
  if (!row) return undefined;
  const tasks = await db
    .selectFrom('refresh_task')
    .select('content')
    .where('job_id', '=', jobId)
    .orderBy('position')
    .execute();
  return { ...summaryOf(row), tasks: tasks.map(taskOf) };
}

/** @throws FLX_NOT_FOUND */
export async function requireRefresh(db: Database, jobId: string): Promise<RefreshJob> {
  const job = await getRefresh(db, jobId);
  if (!job) throw storeError('FLX_NOT_FOUND', { kind: 'refresh', name: jobId });
  return job;
}

/** Orders of the list of refreshes. */
export const REFRESH_ORDERS = {
  submittedAt: ['submitted_at', 'job_id'],
  seconds: ['seconds', 'submitted_at', 'job_id'],
} as const satisfies Orders;

export interface RefreshFilter extends SortedRequest {
  readonly statuses?: readonly TaskStatus[] | undefined;
  /** Only those that have this task. */
  readonly task?: Pick<RefreshTask, 'operationType' | 'identifier'> | undefined;
}

/** Refreshes, usually newest first, without their tasks. */
export async function listRefreshes(db: Database, filter: RefreshFilter = {}): Promise<Page<RefreshSummary>> {
  let query = db.selectFrom('refresh').selectAll();
  if (filter.statuses) query = query.where('status', 'in', filter.statuses);
  const { task } = filter;
  if (task)
    query = query.where('job_id', 'in', (tasks) =>
      tasks
        .selectFrom('refresh_task')
        .select('job_id')
        .where('operation_type', '=', task.operationType)
        .where('identifier', '=', task.identifier),
    );
  const { items, next } = await sortedPage(query, filter, REFRESH_ORDERS);
  return { items: items.map(summaryOf), next };
}

/** A task together with the refresh it belongs to. */
export interface TaskOfRefresh {
  readonly jobId: string;
  readonly task: RefreshTask;
}

/** The newest task of each data source, measure, segment and system step, over all refreshes. */
export async function listLatestTasks(db: Database, statuses?: readonly TaskStatus[]): Promise<TaskOfRefresh[]> {
  let ranked = db
    .selectFrom('refresh_task as task')
    .innerJoin('refresh', 'refresh.job_id', 'task.job_id')
    .select(({ fn }) => [
      'task.job_id',
      'task.content',
      fn
        .agg<number>('row_number')
        .over((over) =>
          over
            .partitionBy(['task.operation_type', 'task.identifier'])
            .orderBy('refresh.submitted_at', 'desc')
            .orderBy('refresh.job_id', 'desc'),
        )
        .as('age'),
    ]);
  if (statuses) ranked = ranked.where('task.status', 'in', statuses);
  const rows = await db
    .selectFrom(ranked.as('ranked'))
    .select(['job_id', 'content'])
    .where('age', '=', 1)
    .orderBy('job_id')
    .execute();
  return rows.map((row) => ({ jobId: row.job_id, task: taskOf(row) }));
}

export interface InterruptOptions {
  readonly clock: Clock;
  /** False for processes known to be gone; a process that cannot be seen counts as alive until its heartbeat is stale. */
  readonly isOwnerAlive: (owner: string) => boolean;
  /** Age of the last heartbeat beyond which the process counts as gone. Default 60. */
  readonly staleAfterSeconds?: number;
}

/**
 * Marks refreshes whose process is gone as aborted, their tasks too, and says so in their error (FLX_REFRESH_INTERRUPTED).
 * Those that were handed over and wait for a process stay as they are.
 * @returns the refreshes as they are now.
 */
export async function interruptRefreshes(
  db: Database,
  { clock, isOwnerAlive, staleAfterSeconds = 60 }: InterruptOptions,
): Promise<RefreshJob[]> {
  const staleBefore = new Date(clock.now().getTime() - staleAfterSeconds * 1000).toISOString();
  const rows = await db.selectFrom('refresh').selectAll().where('status', 'in', ['queued', 'running']).execute();
  const owned = rows.filter((row) => row.owner !== '');
  const dead = owned.filter((row) => row.heartbeat_at < staleBefore || !isOwnerAlive(row.owner));
  const interrupted: RefreshJob[] = [];
  for (const row of dead) {
    const job = interruptedJob(await requireRefresh(db, row.job_id), clock);
    await db
      .updateTable('refresh')
      .set({ ...rowOf(job), owner: '' })
      .where('job_id', '=', job.jobId)
      .execute();
    await writeTasks(db, job.jobId, job.tasks);
    interrupted.push(job);
  }
  return interrupted;
}

function interruptedJob(job: RefreshJob, clock: Clock): RefreshJob {
  const endedAt = clock.now().toISOString();
  const error = storeError('FLX_REFRESH_INTERRUPTED', {}).toJSON();
  const tasks = job.tasks.map((task): RefreshTask => {
    if (task.status === 'queued') return { ...task, status: 'skipped', endedAt };
    return task.status === 'running' ? { ...task, status: 'aborted', endedAt, error } : task;
  });
  return { ...job, status: 'aborted', endedAt, error, tasks };
}

async function writeTasks(db: Database, jobId: string, tasks: readonly RefreshTask[]): Promise<void> {
  const known = await db
    .selectFrom('refresh_task')
    .select(['task_id', 'position'])
    .where('job_id', '=', jobId)
    .execute();
  const positions = new Map(known.map(({ task_id, position }) => [task_id, position]));
  for (const task of tasks) {
    const position = positions.get(task.taskId) ?? positions.size;
    positions.set(task.taskId, position);
    const row = taskRowOf(jobId, task, position);
    await db
      .insertInto('refresh_task')
      .values(row)
      .onConflict((conflict) => conflict.columns(['job_id', 'task_id']).doUpdateSet(row))
      .execute();
  }
}

function taskRowOf(jobId: string, task: RefreshTask, position: number): RefreshTaskRow {
  return {
    job_id: jobId,
    task_id: task.taskId,
    position,
    operation_type: task.operationType satisfies OperationType,
    identifier: task.identifier,
    status: task.status,
    ended_at: task.endedAt ?? null,
    content: JSON.stringify(task),
  };
}

function rowOf(job: RefreshSummary | RefreshJob) {
  return {
    job_id: job.jobId,
    status: job.status,
    submitted_at: job.submittedAt,
    ended_at: job.endedAt ?? null,
    seconds: secondsOf(job),
    content: JSON.stringify({ ...job, tasks: undefined }),
  };
}

/** 0 until it has ended. */
function secondsOf({ startedAt, endedAt }: RefreshSummary): number {
  return startedAt === undefined || endedAt === undefined ? 0 : (Date.parse(endedAt) - Date.parse(startedAt)) / 1000;
}

function summaryOf({ content }: Pick<RefreshRow, 'content'>): RefreshSummary {
  return { isFullLoad: false, learnsWeights: false, ...JSON.parse(content) } as RefreshSummary;
}

function taskOf({ content }: Pick<RefreshTaskRow, 'content'>): RefreshTask {
  return JSON.parse(content) as RefreshTask;
}
