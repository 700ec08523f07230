import { type DeliveryOutcome, settleDeliveries } from '../../store/delivery-queue.ts';
import type { Store } from '../../store/store.ts';

interface Waiting {
  readonly outcome: DeliveryOutcome;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Outcomes are written when so many wait, or when none has come for so long (measured: half the cost of single ones). */
const MOST_WAITING = 128;
const QUIET_MILLISECONDS = 3;

/** Keeps outcomes of deliveries, those of a few milliseconds in one transaction: the more there are, the less each costs. */
export class Settlement {
  readonly #store: Store;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Resolves when the outcome is durable. */
  keep(outcome: DeliveryOutcome): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ outcome, resolve, reject });
      if (this.#waiting.length >= MOST_WAITING) void this.#write();
      else if (this.#timer) this.#timer.refresh();
      else this.#timer = setTimeout(() => void this.#write(), QUIET_MILLISECONDS);
    });
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#waiting;
    this.#waiting = [];
    try {
      const outcomes = batch.map(({ outcome }) => outcome);
      await this.#store.transaction((tx) => settleDeliveries(tx, outcomes, this.#store.kind));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }
}
