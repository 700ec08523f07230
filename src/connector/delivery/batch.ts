import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import type { Random } from '../../base/random.ts';
import { type ClaimedDelivery, releaseDeliveries } from '../../store/delivery-queue.ts';
import type { Store } from '../../store/store.ts';
import { type AttemptResult, attemptDelivery } from './attempt.ts';
import type { Settlement } from './settlement.ts';
import { isOneByOne, type OpenLine, pauseSecondsOf } from './target-service.ts';

/** Deliveries to one target that are under way at once. */
export const LINE_WIDTH = 16;

export interface BatchOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly settlement: Settlement;
  readonly stop: AbortSignal;
}

/** Claimed deliveries of one target on their way, as many at once as its line allows. */
export class Batch {
  readonly #options: BatchOptions;
  readonly #line: OpenLine;
  readonly #waiting: ClaimedDelivery[];
  readonly size: number;
  readonly #kept: Promise<void>[] = [];
  #isHeld = false;

  constructor(claimed: readonly ClaimedDelivery[], line: OpenLine, options: BatchOptions) {
    this.#options = options;
    this.#line = line;
    this.#waiting = [...claimed];
    this.size = claimed.length;
  }

  /** Resolves when every outcome is durable. */
  get settled(): Promise<unknown> {
    return Promise.all(this.#kept);
  }

  /**
   * Tries all of them; what is left when the target wants silence, or when one in order did not arrive, is put back.
   * True when the line can go on with the next batch.
   */
  async deliver(): Promise<boolean> {
    const width = isOneByOne(this.#line) ? 1 : LINE_WIDTH;
    await Promise.all(Array.from({ length: width }, () => this.#work()));
    if (width === 1) await this.settled;
    const { store, stop } = this.#options;
    if (this.#waiting.length > 0 && !stop.aborted)
      await store.transaction((tx) => releaseDeliveries(tx, this.#waiting));
    return !this.#isHeld;
  }

  async #work(): Promise<void> {
    const { stop, clock, random } = this.#options;
    while (!this.#isHeld && !stop.aborted) {
      const delivery = this.#waiting.shift();
      if (!delivery) return;
      const result = await attemptDelivery(delivery, { handler: this.#line.deliver, clock, random, stop });
      if (result.outcome.status !== 'delivered' && stop.aborted) return;
      await this.#take(delivery, result);
      await this.#pace();
    }
  }

  async #take(delivery: ClaimedDelivery, { outcome, holdSeconds, isGone }: AttemptResult): Promise<void> {
    const kept = this.#options.settlement.keep(outcome);
    this.#kept.push(kept);
    this.#tell(delivery, outcome);
    if (this.#line.isOrdered && outcome.status === 'pending') this.#isHeld = true;
    if (holdSeconds === undefined && !isGone) return;
    this.#isHeld = true;
    await kept;
    if (isGone) await this.#line.end?.(outcome.attempt.error ?? '');
    else await this.#line.hold?.(holdSeconds ?? 0);
  }

  async #pace(): Promise<void> {
    const seconds = pauseSecondsOf(this.#line);
    if (seconds === 0) return;
    const { clock, stop } = this.#options;
    await clock.sleep(seconds, stop).catch(() => undefined);
  }

  #tell({ deliveryId, target }: ClaimedDelivery, { status, attempt }: AttemptResult['outcome']): void {
    const { logger } = this.#options;
    const facts = { deliveryId, target: target.key, attempt: attempt.attempt, status };
    if (attempt.error === undefined) logger.debug(facts, 'delivered');
    else logger.warn({ ...facts, reason: attempt.error }, 'delivery did not arrive');
  }
}
