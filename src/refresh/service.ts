import { createId } from '../base/ids.ts';
import type { Workspace } from '../model/definition.ts';
import type { RefreshJob, RefreshScope, RefreshTask } from '../model/refresh.ts';
import { storeError } from '../store/catalogue.ts';
import { readWorkspace } from '../store/definitions.ts';
import { acquireLease, releaseLease } from '../store/leases.ts';
import {
  beatRefresh,
  claimHandedOverRefresh,
  createRefresh,
  getRefresh,
  listLatestTasks,
  requestRefreshCancel,
  updateRefresh,
  updateRefreshTasks,
} from '../store/refreshes.ts';
import { refreshError } from './catalogue.ts';
import { buildGraph } from './graph/build.ts';
import type { TaskNode } from './graph/task-node.ts';
import { checkCircles, createUseOf, createUseOfActivity } from './graph/use.ts';
import { createJob, queuedTaskOf, type RefreshRequest, requireWeights } from './job.ts';
import { REFRESH_LEASE, REFRESH_LEASE_SECONDS } from './lease.ts';
import type { RefreshServiceOptions } from './options.ts';
import { recoverRefreshes } from './recover.ts';
import { type ProgressState, ProgressWriter } from './run/progress-writer.ts';
import { endUnpublished, runJob } from './run/run-job.ts';

const HEARTBEAT_SECONDS = 5;

/** Starts refreshes one after another, follows and cancels them. All that matters is in the store; this holds what this process runs. */
export class RefreshService {
  readonly #options: RefreshServiceOptions;
  readonly #running = new Map<string, { readonly controller: AbortController; readonly done: Promise<RefreshJob> }>();
  readonly #latest = new Map<string, RefreshJob>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(options: RefreshServiceOptions) {
    this.#options = options;
  }

  /** Puts in order what processes left that died, and gives the refreshes that were interrupted. */
  recover(): Promise<readonly RefreshJob[]> {
    return recoverRefreshes(this.#options);
  }

  /**
   * Queues a refresh and gives it at once.
   * @throws FLX_REFRESH_TARGET, FLX_REFRESH_NOTHING, FLX_REFRESH_NO_WEIGHTS, FLX_INVALID when the definitions do not fit together
   */
  async submit(request: RefreshRequest): Promise<RefreshJob> {
    const { store, clock, random, writer, onChange } = this.#options;
    const workspace = await readWorkspace(store.db);
    const nodes = await this.#plan(workspace, request.scope);
    if (request.learnsWeights) requireWeights(workspace, nodes);
    const job = createJob({
      request,
      nodes,
      workspace,
      jobId: createId(clock, random),
      submittedAt: clock.now().toISOString(),
    });
    const isHandedOver = request.isHandedOver === true;
    await store.transaction((tx) => createRefresh(tx, job, isHandedOver ? { ...writer, owner: '' } : writer));
    onChange(job);
    if (!isHandedOver) this.#enqueue({ job, nodes, workspace });
    return job;
  }

  /** Does the oldest refresh that was handed over, if there is one. Resolves when it is queued here, with whether there was one. */
  async takeHandedOver(): Promise<boolean> {
    const { store, writer, clock } = this.#options;
    const job = await store.transaction((tx) => claimHandedOverRefresh(tx, writer));
    if (!job) return false;
    try {
      const workspace = await readWorkspace(store.db);
      const nodes = await this.#plan(workspace, job.scope);
      this.#enqueue({ job: { ...job, tasks: nodes.map(queuedTaskOf) }, nodes, workspace });
    } catch (cause) {
      await this.#end(endUnpublished(job, cause, clock));
    }
    return true;
  }

  async #plan(workspace: Workspace, scope: RefreshScope): Promise<TaskNode[]> {
    const { store, clock } = this.#options;
    checkCircles(workspace);
    const succeeded = await listLatestTasks(store.db, ['successful']);
    const done = new Set(succeeded.map(({ task }) => task.taskId));
    return buildGraph({
      workspace,
      scope,
      useOf: createUseOf(workspace),
      useOfActivity: createUseOfActivity(workspace),
      needsRun: (taskId) => !done.has(taskId),
      today: clock.now().toISOString().slice(0, 10),
    });
  }

  #enqueue(request: { job: RefreshJob; nodes: readonly TaskNode[]; workspace: Workspace }): void {
    const controller = new AbortController();
    // Also while it waits for its turn: a refresh without a heartbeat counts as one whose process died.
    const stopBeating = this.#beat(request.job.jobId, controller);
    const done = this.#queue.then(() => this.#run({ ...request, signal: controller.signal }, stopBeating));
    this.#running.set(request.job.jobId, { controller, done });
    this.#queue = done.catch((error: unknown) =>
      this.#options.logger.error({ err: error, refreshId: request.job.jobId }, 'refresh could not be ended properly'),
    );
    void this.#queue.finally(() => {
      this.#running.delete(request.job.jobId);
      this.#latest.delete(request.job.jobId);
    });
  }

  async #run(request: Parameters<typeof runJob>[0], stopBeating: () => Promise<void>): Promise<RefreshJob> {
    const { store, clock, writer, logger } = this.#options;
    const progress = this.#createProgressWriter(request.job);
    let latest = request.job;
    try {
      await this.#takeTurn(request.signal);
      return await runJob(request, {
        ...this.#options,
        onChange: (job, task) => {
          latest = job;
          this.#record(progress, job, task);
        },
      });
    } catch (cause) {
      const ended = endUnpublished(latest, cause, clock);
      logger.warn(
        { refreshId: ended.jobId, status: ended.status, code: ended.error?.code },
        'refresh ended without publishing',
      );
      await progress.close();
      await this.#end(ended);
      return ended;
    } finally {
      await stopBeating();
      await progress.close();
      await releaseLease(store.db, { name: REFRESH_LEASE, owner: writer.owner });
    }
  }

  async #end(ended: RefreshJob): Promise<void> {
    const { store, writer, onChange } = this.#options;
    await store.transaction(async (tx) => {
      await updateRefreshTasks(tx, ended.jobId, { ...writer, tasks: ended.tasks });
      await updateRefresh(tx, ended, writer);
    });
    onChange(ended);
  }

  /** Waits until no other process refreshes. */
  async #takeTurn(signal: AbortSignal): Promise<void> {
    const { store, clock } = this.#options;
    while (!(await acquireLease(store.db, this.#turn()))) await clock.sleep(1, signal);
    signal.throwIfAborted();
  }

  #turn() {
    const { writer, clock } = this.#options;
    return { name: REFRESH_LEASE, owner: writer.owner, seconds: REFRESH_LEASE_SECONDS, clock };
  }

  /** Keeps the lease and the job's heartbeat fresh, and obeys a cancel asked for in another process. */
  #beat(jobId: string, controller: AbortController): () => Promise<void> {
    const { store, clock, writer, logger } = this.#options;
    const stop = new AbortController();
    const loop = async () => {
      while (!stop.signal.aborted) {
        const { isCancelRequested } = await beatRefresh(store.db, jobId, writer);
        if (isCancelRequested) controller.abort(refreshError('FLX_REFRESH_CANCELLED', {}));
        await clock.sleep(HEARTBEAT_SECONDS, stop.signal);
        await acquireLease(store.db, this.#turn());
      }
    };
    const beating = loop().catch((error: unknown) => {
      if (!stop.signal.aborted) logger.error({ err: error, refreshId: jobId }, 'heartbeat failed');
    });
    return async () => {
      stop.abort();
      await beating;
    };
  }

  #record(progress: ProgressWriter, job: RefreshJob, task: RefreshTask | undefined): void {
    this.#latest.set(job.jobId, job);
    this.#options.onChange(job, task);
    if (job.endedAt === undefined) progress.add(job, task);
  }

  #createProgressWriter({ jobId }: RefreshJob): ProgressWriter {
    const { store, writer, clock, logger } = this.#options;
    const write = ({ job, tasks }: ProgressState) =>
      store.transaction(async (tx) => {
        if (job) await updateRefresh(tx, job, writer);
        if (tasks.length > 0) await updateRefreshTasks(tx, jobId, { ...writer, tasks });
      });
    const onError = (error: unknown) => logger.error({ err: error, refreshId: jobId }, 'progress could not be kept');
    return new ProgressWriter({ write, onError, clock });
  }

  /** Asks a refresh to stop, in whichever process it runs. @throws FLX_REFRESH_UNKNOWN */
  async cancel(jobId: string): Promise<RefreshJob> {
    const { store, clock } = this.#options;
    await this.get(jobId);
    await requestRefreshCancel(store.db, jobId, clock);
    const running = this.#running.get(jobId);
    running?.controller.abort(refreshError('FLX_REFRESH_CANCELLED', {}));
    await running?.done;
    return this.get(jobId);
  }

  /** @throws FLX_REFRESH_UNKNOWN */
  async get(jobId: string): Promise<RefreshJob> {
    const job = await getRefresh(this.#options.store.db, jobId);
    if (!job) throw refreshError('FLX_REFRESH_UNKNOWN', { jobId });
    return job;
  }

  /** The newest state of a refresh that this process runs. */
  current(jobId: string): RefreshJob | undefined {
    return this.#latest.get(jobId);
  }

  /** Resolves when a refresh has ended, wherever it runs. Aborting stops the wait, not the refresh. */
  async wait(jobId: string, signal?: AbortSignal): Promise<RefreshJob> {
    await this.#running.get(jobId)?.done;
    for (;;) {
      const job = await this.get(jobId);
      if (job.endedAt !== undefined) return job;
      await this.#options.clock.sleep(0.5, signal);
    }
  }

  /** Cancels what this process runs and waits for it. */
  async stop(): Promise<void> {
    for (const { controller } of this.#running.values()) controller.abort(storeError('FLX_REFRESH_INTERRUPTED', {}));
    await this.#queue;
  }
}
