import type { Clock } from '../../base/clock.ts';

/** What a run has to do next, and a way to wait until something is added. */
export class Agenda {
  #tasks: (() => void)[] = [];
  #next = 0;
  #change = Promise.withResolvers<void>();

  add(task: () => void): void {
    this.#tasks.push(task);
  }

  /** The task that was added first; undefined when there is none. */
  take(): (() => void) | undefined {
    const task = this.#tasks[this.#next];
    if (task) {
      this.#next += 1;
      return task;
    }
    this.#tasks = [];
    this.#next = 0;
    return undefined;
  }

  /** Ends the wait of `nextChange`, also one that begins later. */
  change(): void {
    this.#change.resolve();
  }

  /** Resolves at the next `change`, or at `due`. */
  async nextChange(clock: Clock, due: Date | undefined): Promise<void> {
    if (due) await this.#changeOrDue(clock, due);
    else await this.#change.promise;
    this.#change = Promise.withResolvers<void>();
  }

  async #changeOrDue(clock: Clock, due: Date): Promise<void> {
    const timer = new AbortController();
    const seconds = Math.max(0, (due.getTime() - clock.now().getTime()) / 1000);
    const slept = clock.sleep(seconds, timer.signal).catch(() => undefined);
    await Promise.race([this.#change.promise, slept]);
    timer.abort();
  }
}
