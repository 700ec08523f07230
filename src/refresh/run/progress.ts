import type { Clock } from '../../base/clock.ts';
import type { ErrorRecord, FluxuError } from '../../base/errors.ts';
import type { RefreshJob, RefreshTask } from '../../model/refresh.ts';
import type { StageTiming } from '../../sql/stage.ts';
import type { TaskNode } from '../graph/task-node.ts';
import type { TaskFact, TaskOutput } from '../work/task-output.ts';

/** A refresh as it stands now: its tasks, what they made, what was tried again. Every change gives a new job. */
export class Progress {
  #job: RefreshJob;
  readonly #clock: Clock;
  readonly #onChange: (job: RefreshJob, task?: RefreshTask) => void;
  readonly #startedSeconds = new Map<string, number>();
  readonly outputs = new Map<string, TaskOutput>();
  readonly retries: { taskId: string; attempt: number; error: ErrorRecord; at: string }[] = [];

  constructor(job: RefreshJob, clock: Clock, onChange: (job: RefreshJob, task?: RefreshTask) => void) {
    this.#job = job;
    this.#clock = clock;
    this.#onChange = onChange;
  }

  get job(): RefreshJob {
    return this.#job;
  }

  get facts(): ReadonlyMap<string, TaskFact> {
    return new Map([...this.outputs].flatMap(([taskId, { fact }]) => (fact ? [[taskId, fact] as const] : [])));
  }

  /** Tables of the tasks that succeeded. */
  get tables() {
    return [...this.outputs.values()].flatMap((output) => output.tables);
  }

  change(changes: Partial<RefreshJob>): RefreshJob {
    this.#job = { ...this.#job, ...changes };
    this.#onChange(this.#job);
    return this.#job;
  }

  start({ taskId }: TaskNode): void {
    this.#startedSeconds.set(taskId, this.#clock.monotonicSeconds());
    this.#task(taskId, { status: 'running', startedAt: this.#now(), attempts: 1 });
  }

  stage({ taskId }: TaskNode, timing: StageTiming): void {
    this.#task(taskId, { stages: [...this.#taskOf(taskId).stages, timing] });
  }

  retry({ taskId }: TaskNode, error: FluxuError, attempt: number): void {
    this.retries.push({ taskId, attempt, error: error.toJSON(), at: this.#now() });
    this.#task(taskId, { attempts: attempt + 1, error: error.toJSON(), stages: [] });
  }

  succeed({ taskId }: TaskNode, output: TaskOutput, attempts: number): void {
    this.outputs.set(taskId, output);
    const { rows, warnings, additionalInfo = {} } = output;
    this.#end(taskId, { status: 'successful', attempts, rows, warnings, additionalInfo, error: undefined });
  }

  fail({ taskId }: TaskNode, error: FluxuError, attempts: number): void {
    this.#end(taskId, { status: 'failed', attempts, error: error.toJSON() });
  }

  skip({ taskId }: TaskNode, error: FluxuError): void {
    this.#task(taskId, { status: 'skipped', endedAt: this.#now(), error: error.toJSON() });
  }

  /** Everything that has not ended is over: what ran is aborted, what waited is skipped. */
  abort(error: FluxuError): void {
    for (const task of this.#job.tasks) {
      if (task.endedAt !== undefined) continue;
      this.#end(task.taskId, { status: task.status === 'running' ? 'aborted' : 'skipped', error: error.toJSON() });
    }
  }

  #end(taskId: string, changes: Partial<RefreshTask>): void {
    const started = this.#startedSeconds.get(taskId);
    const seconds = started === undefined ? undefined : this.#clock.monotonicSeconds() - started;
    this.#task(taskId, { ...changes, endedAt: this.#now(), seconds });
  }

  #task(taskId: string, changes: Partial<RefreshTask>): void {
    const task = { ...this.#taskOf(taskId), ...changes };
    this.#job = { ...this.#job, tasks: this.#job.tasks.map((other) => (other.taskId === taskId ? task : other)) };
    this.#onChange(this.#job, task);
  }

  #taskOf(taskId: string): RefreshTask {
    const task = this.#job.tasks.find((candidate) => candidate.taskId === taskId);
    if (!task) throw new Error(`The refresh has no task ${taskId}`);
    return task;
  }

  #now(): string {
    return this.#clock.now().toISOString();
  }
}
