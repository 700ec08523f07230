import type { Clock } from '../../base/clock.ts';
import type { Journal } from '../../store/journal/journal.ts';

/** A process that says nothing for this long has lost its runs. */
const LEASE_SECONDS = 30;
/** A lease is renewed when less than this is left of it. */
const RENEW_SECONDS = 20;

export interface LeaseOptions {
  readonly journal: Pick<Journal, 'keepLease' | 'releaseDeadOwners'>;
  readonly clock: Clock;
  readonly owner: string;
  /** False for owners that are known to be gone. */
  readonly isAlive: (owner: string) => boolean;
}

/** The right of this process to hold runs, and the end of that of processes that are gone. */
export class Lease {
  readonly #options: LeaseOptions;
  #until: Date | undefined;
  #holding: Promise<boolean> | undefined;

  constructor(options: LeaseOptions) {
    this.#options = options;
  }

  /** Makes sure that the lease holds for a while. False when it had run out: runs held under it are lost. */
  async hold(): Promise<boolean> {
    const now = this.#options.clock.now().getTime();
    if (this.#until && this.#until.getTime() - now > RENEW_SECONDS * 1000) return true;
    this.#holding ??= this.#renew().finally(() => {
      this.#holding = undefined;
    });
    return this.#holding;
  }

  async #renew(): Promise<boolean> {
    const { journal, clock, owner, isAlive } = this.#options;
    const now = clock.now();
    const until = new Date(now.getTime() + LEASE_SECONDS * 1000);
    const isKept =
      this.#until !== undefined && (await journal.keepLease({ owner, until, isNew: false, now: clock.now() }));
    const wasHeld = this.#until !== undefined;
    if (!isKept) await journal.keepLease({ owner, until, isNew: true, now: clock.now() });
    this.#until = until;
    await journal.releaseDeadOwners({ now, isAlive });
    return isKept || !wasHeld;
  }

  /** Gives the lease up. */
  async end(): Promise<void> {
    const { journal, clock, owner } = this.#options;
    if (!this.#until) return;
    await journal.keepLease({ owner, until: clock.now(), isNew: false, now: clock.now() });
    this.#until = undefined;
  }
}
