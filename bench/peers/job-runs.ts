import { PAYLOAD } from './task.ts';

/** A job of a queue: one step of a run. */
export interface StepJob {
  readonly runId: string;
  readonly step: number;
  readonly content: typeof PAYLOAD;
}

/** Runs on an engine that knows jobs only: each job adds that of the next step, and the last one ends the run. */
export class JobRuns {
  readonly #steps: number;
  readonly #add: (job: StepJob) => Promise<unknown>;
  readonly #ends = new Map<string, () => void>();
  #count = 0;

  constructor(steps: number, add: (job: StepJob) => Promise<unknown>) {
    this.#steps = steps;
    this.#add = add;
  }

  /** Starts a run and resolves when its last job has ended. */
  run(): Promise<void> {
    const runId = String(this.#count++);
    return new Promise((resolve, reject) => {
      this.#ends.set(runId, resolve);
      this.#add({ runId, step: 0, content: PAYLOAD }).catch(reject);
    });
  }

  /** The job that follows; undefined after the last one. */
  after(job: StepJob): StepJob | undefined {
    return job.step + 1 < this.#steps ? { ...job, step: job.step + 1 } : undefined;
  }

  /** Notes that a job is done. */
  done(job: StepJob): void {
    if (this.after(job)) return;
    this.#ends.get(job.runId)?.();
    this.#ends.delete(job.runId);
  }
}
