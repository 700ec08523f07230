import { describe, expect, it } from 'vitest';
import { createManualClock } from '../../test/support/manual-clock.ts';
import { silentLogger } from './logger.ts';
import { Rounds } from './rounds.ts';

describe('rounds', () => {
  const begin = (work: (signal: AbortSignal) => Promise<unknown>) => {
    const clock = createManualClock();
    const options = { clock, logger: silentLogger, everySeconds: 10, firstAfterSeconds: 60, failure: 'failed' };
    return { clock, rounds: new Rounds({ ...options, work }) };
  };

  it('begin after their first wait, and go on after one that failed', async () => {
    let done = 0;
    const { clock, rounds } = begin(async () => {
      done += 1;
      if (done === 1) throw new Error('the first one');
    });
    rounds.start();
    rounds.start();
    for (const [seconds, count] of [
      [59, 0],
      [1, 1],
      [9, 1],
      [1, 2],
      [10, 3],
    ] as const) {
      clock.advance(seconds);
      await expect.poll(() => clock.sleepers).toBe(1);
      expect(done).toBe(count);
    }
    await rounds.stop();
    clock.advance(100);
    expect(done).toBe(3);
  });

  it('tell the round that is under way to end, and stop once it has', async () => {
    const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const seen: boolean[] = [];
    const { clock, rounds } = begin(async (signal) => {
      begun.resolve();
      await held.promise;
      seen.push(signal.aborted);
    });
    rounds.start();
    clock.advance(60);
    await begun.promise;
    const stopped = rounds.stop();
    expect(seen).toEqual([]);
    held.resolve();
    await stopped;
    expect(seen).toEqual([true]);
    expect(clock.sleepers).toBe(0);
  });
});
