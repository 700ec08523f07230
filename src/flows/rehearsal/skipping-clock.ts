import type { Clock } from '../../base/clock.ts';

/** A clock that can be put forward, so that waits pass at once. */
export interface SkippingClock extends Clock {
  /** Puts it forward to `moment`; never back. */
  skipTo(moment: Date): void;
}

/** A skipping clock over another one. */
export function createSkippingClock(clock: Clock): SkippingClock {
  let skippedMilliseconds = 0;
  const now = () => new Date(clock.now().getTime() + skippedMilliseconds);
  return {
    now,
    monotonicSeconds: () => clock.monotonicSeconds() + skippedMilliseconds / 1000,
    sleep: (seconds, signal) => clock.sleep(seconds, signal),
    skipTo: (moment) => {
      skippedMilliseconds += Math.max(0, moment.getTime() - now().getTime());
    },
  };
}
