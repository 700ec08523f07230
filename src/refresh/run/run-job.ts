import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import { createId } from '../../base/ids.ts';
import type { Random } from '../../base/random.ts';
import type { Settings } from '../../base/settings.ts';
import type { Workspace } from '../../model/definition.ts';
import type { DomainEvent } from '../../model/event.ts';
import type { OperationType, RefreshJob, RefreshTask } from '../../model/refresh.ts';
import type { Engine, EngineSession } from '../../sql/engine.ts';
import { getRefresh, listLatestTasks, type RefreshWriter } from '../../store/refreshes.ts';
import type { Database } from '../../store/schema.ts';
import { getPublishedSnapshot, getSnapshot, isKeptBytes, type Snapshot } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';
import { refreshError } from '../catalogue.ts';
import { type TaskNode, taskIdOf } from '../graph/task-node.ts';
import { createEvents } from '../publish/events.ts';
import { publish } from '../publish/publish.ts';
import { mergeEntities, saveTables } from '../publish/snapshot-files.ts';
import { type Assembly, assembleTables } from '../work/assemble.ts';
import { definedEntities, remadeEntities } from '../work/entity-names.ts';
import type { PublishedTask } from '../work/published.ts';
import type { TaskContext, TaskWorker } from '../work/task-context.ts';
import { TouchedCustomers } from '../work/touched-customers.ts';
import { attachPublished } from '../work/working-session.ts';
import { attemptTask, expected, NO_RETRY } from './attempt.ts';
import { Progress } from './progress.ts';
import { runGraph } from './scheduler.ts';

/** What a refresh needs of the outside. */
export interface JobEnvironment {
  readonly store: Store;
  readonly engine: Engine;
  readonly clock: Clock;
  readonly random: Random;
  readonly settings: Settings;
  readonly writer: RefreshWriter;
  readonly workers: Readonly<Record<OperationType, TaskWorker>>;
  /** Decides the triggers, inside the publish transaction. */
  readonly onEvents: (tx: Database, events: readonly DomainEvent[]) => Promise<void>;
  readonly onChange: (job: RefreshJob, task?: RefreshTask) => void;
}

export interface JobRequest {
  readonly job: RefreshJob;
  readonly nodes: readonly TaskNode[];
  readonly workspace: Workspace;
  readonly signal: AbortSignal;
}

/** Default tries of a data source. */
const SOURCE_ATTEMPTS = 3;
const SOURCE_FIRST_DELAY_SECONDS = 5;

/** Runs a refresh to its end and publishes what succeeded. The answer is the job in its final state, as stored. */
export async function runJob(request: JobRequest, environment: JobEnvironment): Promise<RefreshJob> {
  return new JobRun(request, environment).run();
}

class JobRun {
  readonly #request: JobRequest;
  readonly #environment: JobEnvironment;
  readonly #progress: Progress;
  readonly #forks = new Set<EngineSession>();
  readonly #customers = new TouchedCustomers();
  #publishedMerge: PublishedTask | undefined;
  #latestTasks: Awaited<ReturnType<typeof listLatestTasks>> = [];

  constructor(request: JobRequest, environment: JobEnvironment) {
    this.#request = request;
    this.#environment = environment;
    this.#progress = new Progress(request.job, environment.clock, environment.onChange);
  }

  async run(): Promise<RefreshJob> {
    const { engine, clock, settings, store } = this.#environment;
    this.#progress.change({ status: 'running', startedAt: clock.now().toISOString() });
    const snapshot = await getPublishedSnapshot(store.db);
    this.#latestTasks = await listLatestTasks(store.db, ['successful']);
    this.#publishedMerge = await this.#readPublishedTask('merge');
    const workFolder = join(settings.home, 'work', this.#request.job.jobId);
    const session = await engine.open({
      workFolder,
      memoryLimit: settings.memoryLimit,
      threads: settings.threads,
      extensionDirectory: settings.extensionDirectory,
    });
    const interrupt = () => this.#interrupt();
    this.#request.signal.addEventListener('abort', interrupt);
    try {
      await this.#runTasks(session, snapshot, workFolder);
      return await this.#publish(session, snapshot);
    } finally {
      this.#request.signal.removeEventListener('abort', interrupt);
      await session.close();
    }
  }

  #interrupt(): void {
    for (const fork of this.#forks) fork.interrupt();
  }

  async #runTasks(session: EngineSession, snapshot: Snapshot | undefined, workFolder: string): Promise<void> {
    const { nodes, workspace } = this.#request;
    const remade = remadeEntities(nodes, workspace);
    const evaluated = new Set(nodes.map((node) => node.identifier));
    await attachPublished(session, {
      snapshot,
      workspace,
      evaluated,
      blobs: this.#environment.store.blobs,
      isRemade: (name) => remade.has(name),
    });
    await runGraph(nodes, {
      run: (node) => this.#runTask(node, { session, snapshot, workFolder }),
      skip: (node, upstream) => {
        const state = this.#stateOf(upstream);
        this.#progress.skip(node, refreshError('FLX_TASK_SKIPPED', { upstream: upstream.displayName, state }));
      },
    });
  }

  #stateOf(node: TaskNode): string {
    return this.#progress.job.tasks.find((task) => task.taskId === node.taskId)?.status === 'failed'
      ? 'failed'
      : 'was skipped';
  }

  async #runTask(node: TaskNode, base: { session: EngineSession; snapshot: Snapshot | undefined; workFolder: string }) {
    const { workers, clock } = this.#environment;
    this.#progress.start(node);
    const fork = await base.session.fork();
    this.#forks.add(fork);
    const context = this.#contextOf(node, { ...base, session: fork });
    try {
      const outcome = await attemptTask(() => workers[node.operationType](node, context), {
        policy: this.#policyOf(node),
        clock,
        signal: this.#request.signal,
        onRetry: (error, attempt) => this.#progress.retry(node, error, attempt),
      });
      if (outcome.ok) this.#progress.succeed(node, outcome.value, outcome.attempts);
      else this.#progress.fail(node, outcome.error, outcome.attempts);
      return outcome.ok ? 'successful' : 'failed';
    } finally {
      this.#forks.delete(fork);
      await fork.close();
    }
  }

  #contextOf(
    node: TaskNode,
    { session, snapshot, workFolder }: Pick<TaskContext, 'session' | 'snapshot' | 'workFolder'>,
  ): TaskContext {
    const { workspace, signal, job } = this.#request;
    return {
      session,
      snapshot,
      workspace,
      signal,
      isFullLoad: job.isFullLoad,
      learnsWeights: job.learnsWeights,
      workFolder: join(workFolder, node.taskId.replace(':', '-')),
      outputs: this.#progress.outputs,
      customers: this.#customers,
      publishedMerge: this.#publishedMerge,
      publishedTask: (taskId) => this.#readPublishedTask(taskId),
      carry: (entity) => this.#carry(session, snapshot, entity),
      readKept: (entity) => this.#readKept(snapshot, entity),
      now: this.#progress.job.startedAt ?? job.submittedAt,
      clock: this.#environment.clock,
      onStage: (timing) => this.#progress.stage(node, timing),
    };
  }

  async #carry(session: EngineSession, snapshot: Snapshot | undefined, name: string): Promise<void> {
    const { blobs } = this.#environment.store;
    const files = snapshot?.entities.find((entity) => entity.name === name)?.files ?? [];
    await session.attachFile(name, await Promise.all(files.map((file) => blobs.pathOf(file))));
  }

  async #readKept(snapshot: Snapshot | undefined, name: string): Promise<Buffer | undefined> {
    const file = snapshot?.entities.find((entity) => entity.name === name)?.reading?.kept.find(isKeptBytes);
    return file === undefined ? undefined : this.#environment.store.blobs.read(file);
  }

  /** The newest task of an id that succeeded, when its refresh published. */
  async #readPublishedTask(taskId: string): Promise<PublishedTask | undefined> {
    const { db } = this.#environment.store;
    const newest = this.#latestTasks.find(({ task }) => task.taskId === taskId);
    const job = newest && (await getRefresh(db, newest.jobId));
    if (job?.snapshotId === undefined || !newest) return undefined;
    return { task: newest.task, snapshot: await getSnapshot(db, job.snapshotId) };
  }

  #policyOf(node: TaskNode) {
    if (node.operationType !== 'ingestion') return NO_RETRY;
    const retry = this.#request.workspace.dataSources.find((source) => source.name === node.identifier)?.retry;
    return {
      attempts: retry?.attempts ?? SOURCE_ATTEMPTS,
      firstDelaySeconds: retry?.firstDelaySeconds ?? SOURCE_FIRST_DELAY_SECONDS,
    };
  }

  async #publish(session: EngineSession, previous: Snapshot | undefined): Promise<RefreshJob> {
    this.#request.signal.throwIfAborted();
    const { store, clock, random, writer, onEvents, settings } = this.#environment;
    const { workspace } = this.#request;
    const { jobId } = this.#request.job;
    const assembly = await assembleTables(session, {
      outputs: this.#progress.outputs,
      customers: this.#customers,
      workspace,
      snapshot: previous,
      clock,
    });
    const snapshotId = createId(clock, random);
    const snapshot = await this.#saveSnapshot(session, { previous, snapshotId, assembly });
    const changesFiles = await this.#saveChanges(session, assembly);
    const publishedAt = clock.now().toISOString();
    const job = this.#finish(snapshot?.snapshotId, publishedAt);
    const events = createEvents(job, {
      facts: this.#progress.facts,
      retries: this.#progress.retries,
      sources: await this.#sourcesBefore(),
      previousUnifiedProfiles: previous?.entities.find((entity) => entity.name === 'Customer')?.rowCount,
      publishedAt,
    });
    this.#request.signal.throwIfAborted();
    await publish(store, {
      job,
      snapshot,
      previousSnapshotId: previous?.snapshotId,
      events,
      workspace,
      changesFiles,
      writer,
      clock,
      onEvents,
      snapshotsKept: settings.snapshotsKept,
    });
    this.#progress.change(job);
    return { ...job, jobId };
  }

  /** Kind of each data source, and when it last succeeded before this refresh. */
  async #sourcesBefore() {
    const succeeded = await listLatestTasks(this.#environment.store.db, ['successful']);
    const ends = new Map(succeeded.map(({ task }) => [task.taskId, task.endedAt]));
    return new Map(
      this.#request.workspace.dataSources.map(({ name, kind }) => [
        name,
        { kind, lastRefresh: ends.get(taskIdOf('ingestion', name)) },
      ]),
    );
  }

  async #saveSnapshot(
    session: EngineSession,
    { previous, snapshotId, assembly }: { previous: Snapshot | undefined; snapshotId: string; assembly: Assembly },
  ): Promise<Snapshot | undefined> {
    const tables = [...this.#progress.tables, ...assembly.tables];
    if (tables.length === 0) return undefined;
    const saved = await saveTables(tables, {
      session,
      blobs: this.#environment.store.blobs,
      folder: `snapshots/${snapshotId}`,
      previous: previous?.entities ?? [],
    });
    const defined = definedEntities(this.#request.workspace);
    const entities = mergeEntities(previous?.entities ?? [], saved, (name) => defined.has(name));
    return {
      snapshotId,
      refreshId: this.#request.job.jobId,
      createdAt: this.#environment.clock.now().toISOString(),
      entities,
    };
  }

  /** Who entered and left, by table in a file that the history of segments points at; none when nobody did. */
  async #saveChanges(session: EngineSession, { changesTables }: Assembly): Promise<ReadonlyMap<string, string>> {
    if (!this.#hasMovedMembers()) return new Map();
    const tables = changesTables.map((name) => ({ name }));
    const folder = `changes/${this.#request.job.jobId}`;
    const saved = await saveTables(tables, { session, blobs: this.#environment.store.blobs, folder });
    return new Map(saved.map(({ name, files: [file = ''] }) => [name, file]));
  }

  #hasMovedMembers(): boolean {
    return [...this.#progress.facts.values()].some((fact) => fact.kind === 'segment' && fact.entered + fact.left > 0);
  }

  #finish(snapshotId: string | undefined, endedAt: string): RefreshJob {
    const isSuccessful = this.#progress.job.tasks.every((task) => task.status === 'successful');
    return { ...this.#progress.job, status: isSuccessful ? 'successful' : 'failed', endedAt, snapshotId };
  }
}

/** A job that ended without publishing: cancelled, interrupted, or met by an error outside of its tasks. */
export function endUnpublished(job: RefreshJob, cause: unknown, clock: Clock): RefreshJob {
  const error = expected(cause);
  const isCancelled = error.code === 'FLX_REFRESH_CANCELLED';
  const progress = new Progress(job, clock, () => {});
  progress.abort(error);
  return {
    ...progress.job,
    status: isCancelled ? 'aborted' : 'failed',
    endedAt: clock.now().toISOString(),
    error: error.toJSON(),
  };
}
