import type { Clock } from '../../../base/clock.ts';
import { ticksFromDate } from './ticks.ts';

/** A source of ticks (100 ns) from a clock of milliseconds: finer digits come from its monotonic side, and it never goes back. */
export function createTickClock(clock: Clock): () => bigint {
  let last = 0n;
  return () => {
    const finer = BigInt(Math.floor(clock.monotonicSeconds() * 1e7) % 10_000);
    const ticks = ticksFromDate(clock.now()) + finer;
    last = ticks > last ? ticks : last;
    return last;
  };
}
