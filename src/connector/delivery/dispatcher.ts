import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import type { Random } from '../../base/random.ts';
import {
  type ClaimedDelivery,
  claimDeliveries,
  listTargetLines,
  reclaimDeliveries,
  settleDeliveries,
  type TargetLine,
} from '../../store/delivery-queue.ts';
import { createOwnerCheck } from '../../store/process-owner.ts';
import type { Store } from '../../store/store.ts';
import { nextAttemptAt } from './schedule.ts';

/** How a target took a delivery. */
export type DeliveryAnswer =
  | { readonly status: 'delivered'; readonly answer?: Readonly<Record<string, unknown>> }
  /** Not now: it is tried again. */
  | { readonly status: 'failed'; readonly reason: string; readonly answer?: Readonly<Record<string, unknown>> }
  /** Never: it is dead until somebody replays it. */
  | { readonly status: 'refused'; readonly reason: string };

/** Hands a delivery to a target of one kind. A throw counts as failed. The same delivery can come twice, under the same id. */
export type DeliveryHandler = (delivery: ClaimedDelivery, signal: AbortSignal) => Promise<DeliveryAnswer>;

export interface DispatcherOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly owner: string;
  /** By target kind. */
  readonly handlers: Readonly<Record<string, DeliveryHandler>>;
}

/** A process that died is noticed, and another process's publish is found, at the latest after this. */
const LOOK_EVERY_SECONDS = 1;
const LEASE_SECONDS = 60;
const BATCH = 50;

/** Brings deliveries to their targets, at least once each. Every target has a line of its own: a slow one delays no other. */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #stop = new AbortController();
  /** Lines being worked on, by target. */
  readonly #lines = new Map<string, Promise<void>>();
  #wake = Promise.withResolvers<void>();
  #loop: Promise<void> | undefined;

  constructor(options: DispatcherOptions) {
    this.#options = options;
  }

  start(): void {
    this.#loop ??= this.#run();
  }

  /** Looks at once, because something was published. */
  wake(): void {
    this.#wake.resolve();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    this.wake();
    await this.#loop;
    await Promise.allSettled(this.#lines.values());
  }

  /** Delivers all that is due now and waits for it. */
  async settle(): Promise<void> {
    while ((await this.#look()) > 0) await Promise.allSettled(this.#lines.values());
  }

  async #run(): Promise<void> {
    const { clock, logger } = this.#options;
    while (!this.#stop.signal.aborted) {
      await this.#look().catch((error: unknown) =>
        logger.error({ reason: messageOf(error) }, 'deliveries could not be looked at'),
      );
      await Promise.race([
        this.#wake.promise,
        clock.sleep(LOOK_EVERY_SECONDS, this.#stop.signal).catch(() => undefined),
      ]);
      this.#wake = Promise.withResolvers();
    }
  }

  /** Starts work on every target for which something is due; gives how many there are. */
  async #look(): Promise<number> {
    const { store, clock, owner, handlers } = this.#options;
    await reclaimDeliveries(store.db, { clock, isOwnerAlive: createOwnerCheck(owner) });
    const now = clock.now().toISOString();
    const lines = (await Promise.all(Object.keys(handlers).map((kind) => listTargetLines(store.db, kind))))
      .flat()
      .filter((line) => line.dueAt <= now);
    for (const line of lines) this.#serve(line);
    return lines.length;
  }

  #serve(line: TargetLine): void {
    const key = `${line.targetKind} ${line.targetKey}`;
    if (this.#lines.has(key)) return;
    const work = this.#drain(line)
      .catch((error: unknown) =>
        this.#options.logger.error(
          { reason: messageOf(error), target: key },
          'deliveries to a target could not be made',
        ),
      )
      .finally(() => this.#lines.delete(key));
    this.#lines.set(key, work);
  }

  async #drain(line: TargetLine): Promise<void> {
    const { store, clock, owner } = this.#options;
    while (!this.#stop.signal.aborted) {
      const claimed = await store.transaction((tx) =>
        claimDeliveries(tx, { line, owner, limit: BATCH, leaseSeconds: LEASE_SECONDS, clock, backend: store.kind }),
      );
      if (claimed.length === 0) return;
      for (const delivery of claimed) await this.#deliver(delivery);
    }
  }

  async #deliver(delivery: ClaimedDelivery): Promise<void> {
    const { store, clock, random, handlers, logger } = this.#options;
    const startedAt = clock.now().toISOString();
    const started = clock.monotonicSeconds();
    const answer = await this.#hand(handlers[delivery.target.kind], delivery);
    const now = clock.now();
    const retryAt = answer.status === 'failed' ? nextAttemptAt(delivery.attempts, now, random) : undefined;
    const status = answer.status === 'delivered' ? 'delivered' : retryAt ? 'pending' : 'dead';
    const error = answer.status === 'delivered' ? undefined : answer.reason;
    if (error !== undefined)
      logger.warn(
        { deliveryId: delivery.deliveryId, attempt: delivery.attempts, status, reason: error },
        'delivery did not arrive',
      );
    const attempt = {
      attempt: delivery.attempts,
      startedAt,
      seconds: clock.monotonicSeconds() - started,
      request: undefined,
      answer: 'answer' in answer ? answer.answer : undefined,
      error,
    };
    const { deliveryId, fencingToken } = delivery;
    await settleDeliveries(store.db, [
      { deliveryId, fencingToken, status, at: now.toISOString(), nextAttemptAt: retryAt?.toISOString(), attempt },
    ]);
  }

  async #hand(handler: DeliveryHandler | undefined, delivery: ClaimedDelivery): Promise<DeliveryAnswer> {
    try {
      return handler
        ? await handler(delivery, this.#stop.signal)
        : { status: 'failed', reason: `nothing handles targets of kind '${delivery.target.kind}'` };
    } catch (error) {
      return { status: 'failed', reason: messageOf(error) };
    }
  }
}
