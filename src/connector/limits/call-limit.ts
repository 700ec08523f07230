import type { Clock } from '../../base/clock.ts';

/** Calls that one connection may make in a time. */
export interface CallLimitOptions {
  readonly calls: number;
  readonly seconds: number;
  readonly clock: Clock;
}

/** Counts calls by connection over a sliding time; what is beyond the limit is told when to come back. */
export class CallLimit {
  readonly #options: CallLimitOptions;
  /** Times of the calls of the last `seconds`, oldest first. */
  readonly #calls = new Map<string, number[]>();

  constructor(options: CallLimitOptions) {
    this.#options = options;
  }

  /** Counts a call. Undefined when it may go on, else the seconds after which the next may come; refused calls do not count. */
  take(connectionId: string): number | undefined {
    const { calls, seconds, clock } = this.#options;
    const now = clock.monotonicSeconds();
    const recent = (this.#calls.get(connectionId) ?? []).filter((time) => time > now - seconds);
    this.#calls.set(connectionId, recent);
    if (recent.length >= calls) return Math.max(1, Math.ceil((recent[0] ?? now) + seconds - now));
    recent.push(now);
    if (this.#calls.size > 10_000) this.#forgetIdle(now - seconds);
    return undefined;
  }

  #forgetIdle(since: number): void {
    for (const [id, times] of this.#calls) if ((times.at(-1) ?? 0) <= since) this.#calls.delete(id);
  }
}
