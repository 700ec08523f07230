import type { Clock } from '../../base/clock.ts';
import { countCall, forgetCalls } from '../../store/connector-calls.ts';
import type { Store } from '../../store/store.ts';

/** Calls that one connection may make in a time. */
export interface CallLimitOptions {
  readonly calls: number;
  readonly seconds: number;
  readonly clock: Clock;
}

/** Counts calls by connection over a sliding time. */
export interface CallLimit {
  /** Counts a call. Undefined when it may go on, else the seconds after which the next may come; refused calls do not count. */
  take(connectionId: string): Promise<number | undefined>;
}

/** The limit of a server: counted in the state store where several processes share it, else in memory. */
export function createCallLimit(store: Pick<Store, 'kind' | 'db'>, options: CallLimitOptions): CallLimit {
  return store.kind === 'postgresql' ? new SharedCallLimit(store, options) : new OwnCallLimit(options);
}

/** Connections kept in memory before those that are idle are forgotten. */
const MOST_CONNECTIONS = 10_000;

class OwnCallLimit implements CallLimit {
  readonly #options: CallLimitOptions;
  /** Times of the calls of the last `seconds`, oldest first. */
  readonly #calls = new Map<string, number[]>();

  constructor(options: CallLimitOptions) {
    this.#options = options;
  }

  async take(connectionId: string): Promise<number | undefined> {
    const { calls, seconds, clock } = this.#options;
    const now = clock.monotonicSeconds();
    const recent = (this.#calls.get(connectionId) ?? []).filter((time) => time > now - seconds);
    this.#calls.set(connectionId, recent);
    if (recent.length >= calls) return Math.max(1, Math.ceil((recent[0] ?? now) + seconds - now));
    recent.push(now);
    if (this.#calls.size > MOST_CONNECTIONS) this.#forgetIdle(now - seconds);
    return undefined;
  }

  #forgetIdle(since: number): void {
    for (const [id, times] of this.#calls) if ((times.at(-1) ?? 0) <= since) this.#calls.delete(id);
  }
}

/** Idle connections are forgotten at most so often. */
const FORGET_EVERY_SECONDS = 3600;

class SharedCallLimit implements CallLimit {
  readonly #store: Pick<Store, 'db'>;
  readonly #options: CallLimitOptions;
  #forgotAt = 0;

  constructor(store: Pick<Store, 'db'>, options: CallLimitOptions) {
    this.#store = store;
    this.#options = options;
  }

  async take(connectionId: string): Promise<number | undefined> {
    const { calls: limit, seconds, clock } = this.#options;
    const second = Math.floor(clock.now().getTime() / 1000);
    const oldest = await countCall(this.#store.db, { connectionId, second, limit, seconds });
    if (second - this.#forgotAt >= FORGET_EVERY_SECONDS) {
      this.#forgotAt = second;
      await forgetCalls(this.#store.db, second - seconds);
    }
    return oldest === undefined ? undefined : Math.max(1, oldest + seconds - second);
  }
}
