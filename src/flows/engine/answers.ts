import type { Clock } from '../../base/clock.ts';
import type { Journal } from '../../store/journal/journal.ts';
import { isObject, parseJson, type ValueObject } from '../language/index.ts';

/** How often the journal is looked at for answers of runs that another process has. */
const LOOK_EVERY_SECONDS = 0.5;

/** Answers of runs to the requests that started them. */
export class Answers {
  readonly #journal: Pick<Journal, 'find'>;
  readonly #clock: Clock;
  readonly #waiting = new Map<string, PromiseWithResolvers<void>>();

  constructor(journal: Pick<Journal, 'find'>, clock: Clock) {
    this.#journal = journal;
    this.#clock = clock;
  }

  /** A run has answered. */
  answered(runId: string): void {
    this.#waiting.get(runId)?.resolve();
  }

  /** A run is over, answered or not. */
  ended(runId: string): void {
    this.#waiting.get(runId)?.resolve();
  }

  /**
   * What a run answers (`{statusCode, headers, body}`), or undefined when it ends without an answer.
   * @throws the signal's reason when it is aborted first
   */
  async of(runId: string, signal: AbortSignal): Promise<ValueObject | undefined> {
    try {
      for (;;) {
        const waiting = this.#waiting.get(runId) ?? Promise.withResolvers<void>();
        this.#waiting.set(runId, waiting);
        const run = await this.#journal.find(runId);
        if (run?.response !== undefined || run?.endedAt !== undefined) {
          const answer = run.response === undefined ? undefined : parseJson(run.response);
          return isObject(answer) ? answer : undefined;
        }
        await this.#nextLook(waiting.promise, signal);
        this.#waiting.delete(runId);
      }
    } finally {
      this.#waiting.delete(runId);
    }
  }

  async #nextLook(told: Promise<void>, signal: AbortSignal): Promise<void> {
    const done = new AbortController();
    const slept = this.#clock.sleep(LOOK_EVERY_SECONDS, AbortSignal.any([signal, done.signal]));
    try {
      await Promise.race([told, slept]);
    } finally {
      done.abort();
      slept.catch(() => undefined);
    }
  }
}
