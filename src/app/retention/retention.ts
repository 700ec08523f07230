import type { Clock } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import { Rounds } from '../../base/rounds.ts';
import type { Settings } from '../../base/settings.ts';
import { listDefinitions } from '../../store/definitions.ts';
import { createJournal, type Journal } from '../../store/journal/journal.ts';
import { withLease } from '../../store/leases.ts';
import { pruneDeliveries } from '../../store/prune-deliveries.ts';
import type { Store } from '../../store/store.ts';
import { removeUnusedUploads } from './unused-uploads.ts';

export interface RetentionOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly owner: string;
  readonly settings: Pick<Settings, 'home' | 'runsKeptDays' | 'deliveriesKeptDays'>;
}

/** What one round removed. */
export interface Removed {
  readonly runs: number;
  readonly deliveries: number;
  readonly uploads: number;
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

/** Removes what is older than it is to be kept: ended runs of flows, by flow, ended deliveries, and uploads of sources that are gone. One process at a time. */
export class Retention {
  readonly #options: RetentionOptions;
  readonly #journal: Journal;
  readonly #rounds: Rounds;

  constructor(options: RetentionOptions) {
    this.#options = options;
    this.#journal = createJournal(options.store);
    const { clock, logger } = options;
    this.#rounds = new Rounds({
      clock,
      logger,
      everySeconds: LOOK_EVERY_SECONDS,
      firstAfterSeconds: FIRST_LOOK_SECONDS,
      failure: 'what is too old could not be removed',
      work: (signal) => this.look(signal),
    });
  }

  start(): void {
    this.#rounds.start();
  }

  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  /** Removes all that is too old now, unless another process is at it; goes no further once told to stop. */
  async look(signal?: AbortSignal): Promise<Removed> {
    const { store, clock, owner } = this.#options;
    const lease = { name: 'retention', owner, seconds: LEASE_SECONDS, clock };
    const removed = await withLease(store.db, lease, () => this.#remove(signal));
    return removed ?? { runs: 0, deliveries: 0, uploads: 0 };
  }

  async #remove(signal: AbortSignal | undefined): Promise<Removed> {
    const removed = {
      runs: await this.#pruneRuns(signal),
      deliveries: await this.#pruneDeliveries(signal),
      uploads: await removeUnusedUploads(this.#options),
    };
    if (removed.runs + removed.deliveries + removed.uploads > 0)
      this.#options.logger.info(removed, 'what was too old is removed');
    return removed;
  }

  async #pruneRuns(signal: AbortSignal | undefined): Promise<number> {
    const flows = (await listDefinitions(this.#options.store.db, 'flow')).map(({ content }) => content);
    const own = flows.filter(({ runsKeptDays }) => runsKeptDays !== undefined);
    const rounds = [
      ...own.map(({ name, runsKeptDays }) => ({ flow: name, days: runsKeptDays ?? 0 })),
      { exceptFlows: own.map(({ name }) => name), days: this.#options.settings.runsKeptDays },
    ];
    let removed = 0;
    for (const { days, ...which } of rounds)
      removed += await this.#inBatches({ days, limit: BATCH.runs, signal }, (endedBefore, limit) =>
        this.#journal.prune({ ...which, endedBefore, limit, now: this.#options.clock.now() }),
      );
    return removed;
  }

  async #pruneDeliveries(signal: AbortSignal | undefined): Promise<number> {
    const { store, settings } = this.#options;
    const [days, limit] = [settings.deliveriesKeptDays, BATCH.deliveries];
    const prune = (statuses: Parameters<typeof pruneDeliveries>[1]['statuses']) => (createdBefore: Date) =>
      store.transaction((tx) => pruneDeliveries(tx, { statuses, createdBefore, limit }));
    const ended = await this.#inBatches({ days, limit, signal }, prune(['delivered', 'cancelled', 'dropped']));
    return ended + (await this.#inBatches({ days: days * DEAD_FACTOR, limit, signal }, prune(['dead'])));
  }

  /** Calls until fewer come than asked for; nothing when all is to be kept. */
  async #inBatches(
    {
      days,
      limit,
      signal,
    }: { readonly days: number; readonly limit: number; readonly signal: AbortSignal | undefined },
    prune: (before: Date, limit: number) => Promise<number>,
  ): Promise<number> {
    if (days === 0) return 0;
    const { clock } = this.#options;
    const before = new Date(clock.now().getTime() - days * DAY_MILLISECONDS);
    let removed = 0;
    while (!signal?.aborted) {
      const count = await prune(before, limit);
      removed += count;
      if (count < limit) break;
      await clock.sleep(PAUSE_SECONDS, signal).catch(() => undefined);
    }
    return removed;
  }
}
