import type { Clock } from './clock.ts';
import { messageOf } from './errors.ts';
import type { Logger } from './logger.ts';

export interface RoundsOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** From the end of one round to the begin of the next. */
  readonly everySeconds: number;
  /** Until the first round. Default 0. */
  readonly firstAfterSeconds?: number;
  /** What the log says when a round fails, e.g. `the schedule could not be followed`. */
  readonly failure: string;
  /** One round. */
  readonly work: (signal: AbortSignal) => Promise<unknown>;
}

/** Work that is done again and again until it is stopped. A round that fails is logged, and the next one comes all the same. */
export class Rounds {
  readonly #options: RoundsOptions;
  readonly #stop = new AbortController();
  #loop: Promise<void> | undefined;

  constructor(options: RoundsOptions) {
    this.#options = options;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Tells the round that is under way to end, and waits for it. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { clock, logger, everySeconds, firstAfterSeconds = 0, failure, work } = this.#options;
    const { signal } = this.#stop;
    await clock.sleep(firstAfterSeconds, signal).catch(() => undefined);
    while (!signal.aborted) {
      await work(signal).catch((error: unknown) => logger.error({ reason: messageOf(error) }, failure));
      await clock.sleep(everySeconds, signal).catch(() => undefined);
    }
  }
}
