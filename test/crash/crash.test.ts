import { describe, expect, it } from 'vitest';
import { runCrashes } from './run.ts';

describe('a process that is killed', () => {
  it('loses nothing and tells nothing twice under another id, wherever it is killed', {
    timeout: 120_000,
  }, async () => {
    const report = await runCrashes({
      kills: [
        { afterMilliseconds: 150 },
        { at: { number: 70, side: 'before' } },
        { at: { number: 95, side: 'after' } },
        { afterMilliseconds: 900 },
        { at: { number: 120, side: 'before' } },
      ],
    });
    expect(report.problems).toEqual([]);
    expect(report).toMatchObject({ killed: 5, published: expect.any(Number) });
  });
});
