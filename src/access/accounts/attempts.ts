import type { Clock } from '../../base/clock.ts';

/** Failures that are allowed in a window. */
const MOST_FAILURES = 5;
const WINDOW_SECONDS = 300;
/** Addresses whose failures are remembered. */
const MOST_KEYS = 10_000;

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

  /** Notes a failure. */
  fail(key: string): void {
    this.#failures.set(key, [...this.#recent(key), this.#clock.monotonicSeconds()]);
    if (this.#failures.size > MOST_KEYS) this.#forgetOld();
  }

  /** Forgets the failures of a key. */
  succeed(key: string): void {
    this.#failures.delete(key);
  }

  /** What is out of the window goes first, then the oldest half, so that a flood of names frees nobody at once. */
  #forgetOld(): void {
    for (const key of this.#failures.keys()) if (this.#recent(key).length === 0) this.#failures.delete(key);
    if (this.#failures.size <= MOST_KEYS) return;
    for (const key of [...this.#failures.keys()].slice(0, MOST_KEYS / 2)) this.#failures.delete(key);
  }

  #recent(key: string): number[] {
    const since = this.#clock.monotonicSeconds() - WINDOW_SECONDS;
    return (this.#failures.get(key) ?? []).filter((time) => time > since);
  }
}
