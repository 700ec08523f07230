import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import type { Random } from '../../base/random.ts';
import {
  type ClaimedDelivery,
  claimDeliveries,
  listTargetLines,
  reclaimDeliveries,
  type TargetLine,
} from '../../store/delivery-queue.ts';
import { createOwnerCheck } from '../../store/process-owner.ts';
import type { Store } from '../../store/store.ts';
import type { DeliveryHandler } from './answer.ts';
import { ATTEMPT_SECONDS, attemptDelivery } from './attempt.ts';
import { Settlement } from './settlement.ts';

export type { DeliveryAnswer, DeliveryHandler } from './answer.ts';

export interface DispatcherOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly owner: string;
  /** By target kind; deliveries of other kinds are left to other processes. */
  readonly handlers: Readonly<Record<string, DeliveryHandler>>;
}

/** A process that died is noticed, and another process's publish is found, at the latest after this. */
const LOOK_EVERY_SECONDS = 1;
/** Deliveries to one target that are under way at once. */
const LINE_WIDTH = 8;
/** Deliveries to one target that are taken at once. */
const BATCH = 32;
/** Longer than a whole batch can take. */
const LEASE_SECONDS = (BATCH / LINE_WIDTH) * ATTEMPT_SECONDS + 30;

/**
 * Brings deliveries to their targets, at least once each. Every target has a line of its own: a slow one delays no other.
 * All it knows is in the store, so whatever a process leaves behind another one takes up.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #settlement: Settlement;
  readonly #stop = new AbortController();
  /** Lines being worked on, by target. */
  readonly #lines = new Map<string, Promise<void>>();
  #wake = new AbortController();
  #loop: Promise<void> | undefined;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#settlement = new Settlement(options.store);
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Looks at once, because something was published. */
  wake(): void {
    this.#wake.abort();
  }

  /** Lets go of everything; a delivery that was under way is taken up again by the next process. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#loop;
    await Promise.all(this.#lines.values());
  }

  /** Delivers all that is due now and waits for it. */
  async settle(): Promise<void> {
    while (await this.#look()) await Promise.all(this.#lines.values());
  }

  async #run(): Promise<void> {
    const { clock, logger } = this.#options;
    while (!this.#stop.signal.aborted) {
      this.#wake = new AbortController();
      await this.#look().catch((error: unknown) =>
        logger.error({ reason: messageOf(error) }, 'deliveries could not be looked at'),
      );
      const woken = AbortSignal.any([this.#stop.signal, this.#wake.signal]);
      await clock.sleep(LOOK_EVERY_SECONDS, woken).catch(() => undefined);
    }
  }

  /** Starts work on every target for which something is due; false when there is none. */
  async #look(): Promise<boolean> {
    const { store, clock, owner, handlers } = this.#options;
    await reclaimDeliveries(store.db, { clock, isOwnerAlive: createOwnerCheck(owner) });
    const lines = await Promise.all(Object.keys(handlers).map((kind) => listTargetLines(store.db, kind)));
    const now = clock.now().toISOString();
    const due = lines.flat().filter((line) => line.dueAt <= now);
    if (!this.#stop.signal.aborted) for (const line of due) this.#serve(line);
    return due.length > 0 && !this.#stop.signal.aborted;
  }

  #serve(line: TargetLine): void {
    const key = `${line.targetKind} ${line.targetKey}`;
    if (this.#lines.has(key)) return;
    const { logger } = this.#options;
    const work = this.#drain(line)
      .catch((error: unknown) => logger.error({ reason: messageOf(error), target: key }, 'a target cannot be served'))
      .finally(() => this.#lines.delete(key));
    this.#lines.set(key, work);
  }

  async #drain(line: TargetLine): Promise<void> {
    const { store, clock, owner, handlers } = this.#options;
    const handler = handlers[line.targetKind];
    while (handler && !this.#stop.signal.aborted) {
      const request = { line, owner, limit: BATCH, leaseSeconds: LEASE_SECONDS, clock, backend: store.kind };
      const claimed = await store.transaction((tx) => claimDeliveries(tx, request));
      if (claimed.length === 0) return;
      const queue = claimed.values();
      await Promise.all(Array.from({ length: LINE_WIDTH }, () => this.#work(queue, handler)));
    }
  }

  /** One of the workers of a line: takes deliveries until there are none left. */
  async #work(queue: IterableIterator<ClaimedDelivery>, handler: DeliveryHandler): Promise<void> {
    const { clock, random, logger } = this.#options;
    const stop = this.#stop.signal;
    for (const delivery of queue) {
      if (stop.aborted) return;
      const outcome = await attemptDelivery(delivery, { handler, clock, random, stop });
      if (outcome.status !== 'delivered' && stop.aborted) return;
      await this.#settlement.keep(outcome);
      const { status, attempt } = outcome;
      const facts = { deliveryId: delivery.deliveryId, target: delivery.target.key, attempt: attempt.attempt, status };
      if (attempt.error === undefined) logger.debug(facts, 'delivered');
      else logger.warn({ ...facts, reason: attempt.error }, 'delivery did not arrive');
    }
  }
}
