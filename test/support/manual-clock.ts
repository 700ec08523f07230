import type { Clock } from '../../src/base/clock.ts';

/** A clock that stands still until it is told to go on; who sleeps wakes when its time is reached. */
export interface ManualClock extends Clock {
  advance(seconds: number): void;
  /** How many are asleep. */
  readonly sleepers: number;
}

interface Sleeper {
  readonly wakesAt: number;
  readonly wake: () => void;
}

export function createManualClock(start = '2026-01-05T08:00:00.000Z'): ManualClock {
  let now = new Date(start).getTime();
  const sleepers = new Set<Sleeper>();
  const wakeDue = () => {
    for (const sleeper of sleepers) if (sleeper.wakesAt <= now) sleeper.wake();
  };
  return {
    now: () => new Date(now),
    monotonicSeconds: () => now / 1000,
    sleep: (seconds, signal) =>
      new Promise((resolve, reject) => {
        const leave = (end: () => void) => () => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', abort);
          end();
        };
        const abort = leave(() => reject(signal?.reason));
        const sleeper = { wakesAt: now + seconds * 1000, wake: leave(resolve) };
        if (signal?.aborted) return reject(signal.reason);
        signal?.addEventListener('abort', abort, { once: true });
        sleepers.add(sleeper);
        wakeDue();
      }),
    advance: (seconds) => {
      now += seconds * 1000;
      wakeDue();
    },
    get sleepers() {
      return sleepers.size;
    },
  };
}
