import type { Clock } from '../../base/clock.ts';
import { messageOf } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import { Rounds } from '../../base/rounds.ts';
import { addCalls, type CallCount, forgetCallCounts, sumCalls } from '../../store/call-counts.ts';
import type { Store } from '../../store/store.ts';
import type { AppUsage } from '../rooms/server.ts';

export interface UsageOptions {
  readonly store: Pick<Store, 'db' | 'transaction'>;
  readonly clock: Clock;
  readonly logger: Logger;
}

const WRITE_EVERY_SECONDS = 10;
const KEPT_DAYS = 400;
const DAY_MILLISECONDS = 86_400_000;
/** Different things counted at once in memory; beyond it they are written at the next round only as `other`. */
const MOST_KEYS = 5000;
const OTHER = 'other';
const FAILURE = 'the counts of calls could not be written';
const MOST_SHOWN = 100;

/**
 * Counts calls in memory and adds them to the state store every few seconds and at the end, so that a call costs nothing.
 * A process that is killed loses the counts of the last ten seconds.
 */
export class Usage implements AppUsage {
  readonly #options: UsageOptions;
  readonly #rounds: Rounds;
  #counts = new Map<string, CallCount>();
  #forgotOn = '';

  constructor(options: UsageOptions) {
    this.#options = options;
    const { clock, logger } = options;
    this.#rounds = new Rounds({
      clock,
      logger,
      everySeconds: WRITE_EVERY_SECONDS,
      firstAfterSeconds: WRITE_EVERY_SECONDS,
      failure: FAILURE,
      work: () => this.write(),
    });
  }

  start(): void {
    this.#rounds.start();
  }

  /** Writes what is left; where that fails, says so, for what stops after it must stop all the same. */
  async stop(): Promise<void> {
    await this.#rounds.stop();
    await this.write().catch((error: unknown) => this.#options.logger.error({ reason: messageOf(error) }, FAILURE));
  }

  count(call: Omit<CallCount, 'day' | 'calls'>): void {
    const known = this.#counts.size < MOST_KEYS ? call : { ...call, operation: OTHER, client: OTHER };
    this.#add({ ...known, day: this.#dayBefore(0), calls: 1 });
  }

  async read(days: number) {
    await this.write();
    const { db } = this.#options.store;
    const since = this.#dayBefore(days - 1);
    const sum = <Column extends 'day' | 'kind' | 'operation' | 'client'>(by: readonly Column[], limit: number) =>
      sumCalls(db, { since, by, limit });
    const [byDay, operations, clients] = await Promise.all([
      sum(['day', 'kind'], days * 2),
      sum(['kind', 'operation'], MOST_SHOWN),
      sum(['kind', 'client'], MOST_SHOWN),
    ]);
    return { since, days: byDay.toSorted((a, b) => a.day.localeCompare(b.day)), operations, clients };
  }

  /** Adds what was counted to the state store; what cannot be written is kept for the next time. */
  async write(): Promise<void> {
    const counts = [...this.#counts.values()];
    this.#counts = new Map();
    const { db, transaction } = this.#options.store;
    try {
      if (counts.length > 0) await transaction((tx) => addCalls(tx, counts));
    } catch (error) {
      for (const count of counts) this.#add(count);
      throw error;
    }
    const today = this.#dayBefore(0);
    if (this.#forgotOn === today) return;
    this.#forgotOn = today;
    await forgetCallCounts(db, this.#dayBefore(KEPT_DAYS));
  }

  #add(count: CallCount): void {
    const key = JSON.stringify([count.day, count.kind, count.operation, count.client]);
    const calls = count.calls + (this.#counts.get(key)?.calls ?? 0);
    this.#counts.set(key, { ...count, calls });
  }

  #dayBefore(days: number): string {
    return new Date(this.#options.clock.now().getTime() - days * DAY_MILLISECONDS).toISOString().slice(0, 10);
  }
}
