import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import type { Random } from '../../base/random.ts';
import { claimDeliveries, listTargetLines, reclaimDeliveries, type TargetLine } from '../../store/delivery-queue.ts';
import { createOwnerCheck } from '../../store/process-owner.ts';
import type { Store } from '../../store/store.ts';
import type { DeliveryHandler } from './answer.ts';
import { ATTEMPT_SECONDS } from './attempt.ts';
import { Batch, LINE_WIDTH } from './batch.ts';
import { Settlement } from './settlement.ts';
import { asTargetService, isOneByOne, type OpenLine, pauseSecondsOf, type TargetService } from './target-service.ts';

export type { DeliveryAnswer, DeliveryHandler } from './answer.ts';

export interface DispatcherOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly owner: string;
  /** By target kind; deliveries of other kinds are left to other processes. */
  readonly handlers: Readonly<Record<string, DeliveryHandler | TargetService>>;
}

/** A process that died is noticed, and another process's publish is found, at the latest after this. */
const LOOK_EVERY_SECONDS = 1;
/** Deliveries to one target that are taken at once, and to one that takes them one after another. */
const BATCH = 256;
const NARROW_BATCH = 16;
/** Left over when a whole batch took as long as it can. */
const SPARE_SECONDS = 30;

/**
 * Brings deliveries to their targets, at least once each. Every target has a line of its own: a slow one delays no other.
 * All it knows is in the store, so whatever a process leaves behind another one takes up.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #settlement: Settlement;
  readonly #stop = new AbortController();
  /** Lines being worked on, by target. */
  readonly #lines = new Map<string, Promise<number>>();
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
    let served = 1;
    while (served > 0 && !this.#stop.signal.aborted) {
      await this.#look();
      const counts = await Promise.all(this.#lines.values());
      served = counts.reduce((sum, count) => sum + count, 0);
    }
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

  /** Starts work on every target for which something is due. */
  async #look(): Promise<void> {
    const { store, clock, owner, handlers } = this.#options;
    await reclaimDeliveries(store.db, { clock, isOwnerAlive: createOwnerCheck(owner) });
    const now = clock.now().toISOString();
    for (const [kind, handler] of Object.entries(handlers)) {
      const service = asTargetService(handler);
      const due = (await listTargetLines(store.db, kind)).filter((line) => line.dueAt <= now);
      if (due.length === 0 || this.#stop.signal.aborted) continue;
      const closed = await service.closedLines();
      for (const line of due) if (!closed.has(line.targetKey)) this.#serve(line, service);
    }
  }

  #serve(line: TargetLine, service: TargetService): void {
    const key = `${line.targetKind} ${line.targetKey}`;
    if (this.#lines.has(key)) return;
    const { logger } = this.#options;
    const work = this.#drain(line, service)
      .catch((error: unknown) => {
        logger.error({ reason: messageOf(error), target: key }, 'a target cannot be served');
        return 0;
      })
      .finally(() => this.#lines.delete(key));
    this.#lines.set(key, work);
  }

  /** Delivers batch after batch, the outcomes of one becoming durable while the next is on its way; gives how many were tried. */
  async #drain(line: TargetLine, service: TargetService): Promise<number> {
    let [tried, settled]: [number, Promise<unknown>] = [0, Promise.resolve()];
    for (;;) {
      const batch = await this.#takeBatch(line, service);
      const goesOn = batch && (await batch.deliver());
      await settled;
      if (!batch) return tried;
      tried += batch.size;
      settled = batch.settled;
      if (!goesOn) break;
    }
    await settled;
    return tried;
  }

  /** What is due at a target; undefined when nothing is, or nothing may go there now. */
  async #takeBatch(line: TargetLine, service: TargetService): Promise<Batch | undefined> {
    const { store, clock, owner } = this.#options;
    const stop = this.#stop.signal;
    const open = stop.aborted ? undefined : await service.openLine(line.targetKey);
    if (!open) return undefined;
    const request = { line, owner, clock, backend: store.kind, isOrdered: open.isOrdered, ...sizeOf(open) };
    const claimed = await store.transaction((tx) => claimDeliveries(tx, request));
    if (claimed.length === 0) return undefined;
    return new Batch(claimed, open, { ...this.#options, settlement: this.#settlement, stop });
  }
}

/** How much of a line is taken at once, and for how long it is kept from other processes. */
function sizeOf(line: OpenLine): { readonly limit: number; readonly leaseSeconds: number } {
  const isNarrow = isOneByOne(line);
  const limit = isNarrow ? NARROW_BATCH : BATCH;
  const rounds = isNarrow ? limit : limit / LINE_WIDTH;
  return { limit, leaseSeconds: rounds * (ATTEMPT_SECONDS + pauseSecondsOf(line)) + SPARE_SECONDS };
}
