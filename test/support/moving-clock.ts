import { type Clock, systemClock } from '../../src/base/clock.ts';

/** The machine's clock, put to a moment and put forward at will: for tests in which hours pass between steps. */
export interface MovingClock extends Clock {
  advance(seconds: number): void;
}

export function createMovingClock(start: string): MovingClock {
  let shift = Date.parse(start) - systemClock.now().getTime();
  return {
    ...systemClock,
    now: () => new Date(systemClock.now().getTime() + shift),
    advance: (seconds) => {
      shift += seconds * 1000;
    },
  };
}
