import type { Clock } from '../../base/clock.ts';

/** Failures that are allowed in a window. */
const MOST_FAILURES = 5;
const WINDOW_SECONDS = 300;

/** Slows down who guesses passwords: after five failures for an address the next attempts wait. */
export class Attempts {
  readonly #clock: Clock;
  readonly #failures = new Map<string, number[]>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Seconds to wait before the next attempt; undefined when it may come now. */
  waitSeconds(key: string): number | undefined {
    const recent = this.#recent(key);
    if (recent.length < MOST_FAILURES) return undefined;
    return Math.max(1, Math.ceil((recent[0] ?? 0) + WINDOW_SECONDS - this.#clock.monotonicSeconds()));
  }

  fail(key: string): void {
    this.#failures.set(key, [...this.#recent(key), this.#clock.monotonicSeconds()]);
    if (this.#failures.size > 10_000) this.#failures.clear();
  }

  succeed(key: string): void {
    this.#failures.delete(key);
  }

  #recent(key: string): number[] {
    const since = this.#clock.monotonicSeconds() - WINDOW_SECONDS;
    return (this.#failures.get(key) ?? []).filter((time) => time > since);
  }
}
