import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import type { Settings } from '../../base/settings.ts';
import { listDefinitions } from '../../store/definitions.ts';
import { createJournal, type Journal } from '../../store/journal/journal.ts';
import { acquireLease } from '../../store/leases.ts';
import { pruneDeliveries } from '../../store/prune-deliveries.ts';
import type { Store } from '../../store/store.ts';

export interface RetentionOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly owner: string;
  readonly settings: Pick<Settings, 'runsKeptDays' | 'deliveriesKeptDays'>;
}

/** What one round removed. */
export interface Removed {
  readonly runs: number;
  readonly deliveries: number;
}

const FIRST_LOOK_SECONDS = 60;
const LOOK_EVERY_SECONDS = 3600;
const LEASE_SECONDS = 600;
/** Rows of one transaction, few enough that nobody waits for it. */
const BATCH = { runs: 50, deliveries: 500 };
const PAUSE_SECONDS = 0.02;
/** Deliveries that never arrived are kept this many times as long as those that did. */
const DEAD_FACTOR = 4;
const DAY_MILLISECONDS = 86_400_000;

/** Removes what is older than it is to be kept: ended runs of flows, by flow, and ended deliveries. One process at a time. */
export class Retention {
  readonly #options: RetentionOptions;
  readonly #journal: Journal;
  readonly #stop = new AbortController();
  #loop: Promise<void> = Promise.resolve();

  constructor(options: RetentionOptions) {
    this.#options = options;
    this.#journal = createJournal(options.store);
  }

  start(): void {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { clock, logger } = this.#options;
    let seconds = FIRST_LOOK_SECONDS;
    while (!this.#stop.signal.aborted) {
      await clock.sleep(seconds, this.#stop.signal).catch(() => undefined);
      seconds = LOOK_EVERY_SECONDS;
      if (this.#stop.signal.aborted) return;
      await this.look().catch((error: unknown) =>
        logger.error({ reason: messageOf(error) }, 'what is too old could not be removed'),
      );
    }
  }

  /** Removes all that is too old now, unless another process is at it. */
  async look(): Promise<Removed> {
    const { store, clock, owner, logger } = this.#options;
    const lease = { name: 'retention', owner, seconds: LEASE_SECONDS, clock };
    if (!(await acquireLease(store.db, lease))) return { runs: 0, deliveries: 0 };
    const removed = { runs: await this.#pruneRuns(), deliveries: await this.#pruneDeliveries() };
    if (removed.runs + removed.deliveries > 0) logger.info(removed, 'what was too old is removed');
    return removed;
  }

  async #pruneRuns(): Promise<number> {
    const flows = (await listDefinitions(this.#options.store.db, 'flow')).map(({ content }) => content);
    const own = flows.filter(({ runsKeptDays }) => runsKeptDays !== undefined);
    const rounds = [
      ...own.map(({ name, runsKeptDays }) => ({ flow: name, days: runsKeptDays ?? 0 })),
      { exceptFlows: own.map(({ name }) => name), days: this.#options.settings.runsKeptDays },
    ];
    let removed = 0;
    for (const { days, ...which } of rounds)
      removed += await this.#inBatches(days, BATCH.runs, (endedBefore, limit) =>
        this.#journal.prune({ ...which, endedBefore, limit, now: this.#options.clock.now() }),
      );
    return removed;
  }

  async #pruneDeliveries(): Promise<number> {
    const { store, settings } = this.#options;
    const days = settings.deliveriesKeptDays;
    const prune =
      (statuses: Parameters<typeof pruneDeliveries>[1]['statuses']) => (createdBefore: Date, limit: number) =>
        store.transaction((tx) => pruneDeliveries(tx, { statuses, createdBefore, limit }));
    const ended = await this.#inBatches(days, BATCH.deliveries, prune(['delivered', 'cancelled', 'dropped']));
    return ended + (await this.#inBatches(days * DEAD_FACTOR, BATCH.deliveries, prune(['dead'])));
  }

  /** Calls until fewer come than asked for; nothing when all is to be kept. */
  async #inBatches(
    days: number,
    limit: number,
    prune: (before: Date, limit: number) => Promise<number>,
  ): Promise<number> {
    if (days === 0) return 0;
    const { clock } = this.#options;
    const before = new Date(clock.now().getTime() - days * DAY_MILLISECONDS);
    let removed = 0;
    while (!this.#stop.signal.aborted) {
      const count = await prune(before, limit);
      removed += count;
      if (count < limit) break;
      await clock.sleep(PAUSE_SECONDS, this.#stop.signal).catch(() => undefined);
    }
    return removed;
  }
}
