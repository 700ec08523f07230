import type { Clock } from '../base/clock.ts';
import type { Logger } from '../base/logger.ts';
import { Rounds } from '../base/rounds.ts';
import { acquireLease, getLease, releaseLease } from '../store/leases.ts';
import { createOwnerCheck } from '../store/process-owner.ts';
import type { Store } from '../store/store.ts';

export interface TakerOptions {
  readonly store: Pick<Store, 'db'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly owner: string;
  /** Begins the oldest refresh that was handed over; false when there is none. */
  readonly take: () => Promise<boolean>;
}

/** Held by the process that takes refreshes which others hand over. */
const LEASE = 'refresh-taker';
const LEASE_SECONDS = 30;
/** The lease is written anew no more often than this: each write is flushed to disk. */
const RENEW_SECONDS = 10;
const LOOK_EVERY_SECONDS = 1;

/** Takes refreshes that other processes hand over; of several takers one is at work. */
export class RefreshTaker {
  readonly #options: TakerOptions;
  readonly #rounds: Rounds;
  #isTaking = false;
  #renewsAt = 0;

  constructor(options: TakerOptions) {
    this.#options = options;
    const { clock, logger } = options;
    const failure = 'refreshes that were handed over could not be looked for';
    this.#rounds = new Rounds({ clock, logger, everySeconds: LOOK_EVERY_SECONDS, failure, work: () => this.#look() });
  }

  start(): void {
    this.#rounds.start();
  }

  async stop(): Promise<void> {
    await this.#rounds.stop();
    if (this.#isTaking) await releaseLease(this.#options.store.db, { name: LEASE, owner: this.#options.owner });
  }

  async #look(): Promise<void> {
    const { store, clock, owner, take } = this.#options;
    const now = clock.monotonicSeconds();
    if (now >= this.#renewsAt) {
      const lease = { name: LEASE, owner, seconds: LEASE_SECONDS, clock };
      this.#isTaking = (await acquireLease(store.db, lease)) !== undefined;
      this.#renewsAt = now + RENEW_SECONDS;
    }
    if (this.#isTaking) while (await take());
  }
}

/** Whether some process takes refreshes that are handed over. */
export async function hasTaker({
  store,
  clock,
  owner,
}: Pick<TakerOptions, 'store' | 'clock' | 'owner'>): Promise<boolean> {
  const lease = await getLease(store.db, LEASE, clock);
  return lease !== undefined && createOwnerCheck(owner)(lease.owner);
}
