import type { Clock } from '../../base/clock.ts';
import type { RefreshJob, RefreshTask } from '../../model/refresh.ts';

/** Shortest time between two writes: each waits for the disk, and this process with it. */
const PAUSE_SECONDS = 0.5;

/** What changed since the last write, as it is now. */
export interface ProgressState {
  /** Absent when only tasks changed. */
  readonly job?: RefreshJob | undefined;
  readonly tasks: readonly RefreshTask[];
}

export interface ProgressWriterOptions {
  readonly write: (state: ProgressState) => Promise<void>;
  readonly onError: (error: unknown) => void;
  readonly clock: Clock;
}

/** Keeps the progress of a refresh for other processes: at once, then at most twice a second all that changed meanwhile. */
export class ProgressWriter {
  readonly #options: ProgressWriterOptions;
  readonly #closing = new AbortController();
  #job: RefreshJob | undefined;
  #tasks = new Map<string, RefreshTask>();
  #work: Promise<void> | undefined;

  constructor(options: ProgressWriterOptions) {
    this.#options = options;
  }

  add(job: RefreshJob, task?: RefreshTask): void {
    if (this.#closing.signal.aborted) return;
    if (task) this.#tasks.set(task.taskId, task);
    else this.#job = job;
    this.#work ??= this.#writeAll();
  }

  /** Resolves when nothing is being written any more; what waits is dropped, for whoever closes writes the end. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#work;
  }

  async #writeAll(): Promise<void> {
    const { write, onError, clock } = this.#options;
    const { signal } = this.#closing;
    while (!signal.aborted && (this.#job || this.#tasks.size > 0)) {
      const state = { job: this.#job, tasks: [...this.#tasks.values()] };
      this.#job = undefined;
      this.#tasks = new Map();
      await write(state).catch(onError);
      await clock.sleep(PAUSE_SECONDS, signal).catch(() => {});
    }
    this.#work = undefined;
  }
}
