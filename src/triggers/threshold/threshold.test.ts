import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ThresholdOptions } from '../../model/trigger.ts';
import { backtestThreshold, type HistoryPoint } from './backtest.ts';

const start = Date.parse('2026-11-01T06:00:00Z');
const points = (values: readonly number[]): HistoryPoint[] =>
  values.map((value, index) => ({
    value,
    refreshId: `r${index}`,
    at: new Date(start + index * 3_600_000).toISOString(),
  }));

/** Values that fired, with their place. */
function firings(values: readonly number[], threshold: number, options: ThresholdOptions = {}): number[] {
  const evaluations = backtestThreshold(points(values), { threshold, options }, 'The segment');
  return evaluations.flatMap(({ decision }, index) => (decision === 'fired' ? [index] : []));
}

describe('a threshold of 10', () => {
  it.each<[string, number[], number[], ThresholdOptions?]>([
    ['fires once when the size goes from 9 to 11', [9, 11], [1]],
    ['fires when the size goes from exactly 10 to 11', [10, 11], [1]],
    ['does not fire when the size reaches exactly 10', [9, 10], []],
    ['never fires on the first value', [11], []],
    ['does not fire again while the size stays above', [9, 11, 12, 13], [1]],
    ['fires again after falling back to 10', [9, 11, 10, 11], [1, 3]],
    ['does not fire on a way down', [11, 9], []],
    ['fires downward when asked', [11, 9], [1], { direction: 'down' }],
    ['fires both ways when asked', [9, 11, 9, 11], [1, 2, 3], { direction: 'both' }],
    ['counts 10 as beyond when inclusive', [9, 10, 11], [1], { inclusive: true }],
    ['waits for the re-arm level', [9, 11, 10, 11, 8, 11], [1, 5], { rearmLevel: 8 }],
    ['waits for three values in a row', [9, 11, 9, 11, 12, 13, 14], [5], { consecutive: 3 }],
    ['fires on the first value when asked', [11, 12], [0], { firstEvaluation: 'fireIfBeyond' }],
    ['keeps quiet for two hours after a delivery', [9, 11, 9, 11, 9, 11], [1, 5], { coolDownMinutes: 121 }],
    ['keeps crossings back while snoozed', [9, 11, 9, 11], [3], { snoozeUntil: '2026-11-01T08:30:00Z' }],
  ])('%s', (_title, values, expected, options) => {
    expect(firings(values, 10, options)).toEqual(expected);
  });

  it('agrees with its three-line definition on every history', () => {
    const model = (values: readonly number[], threshold: number) =>
      values.flatMap((value, index) =>
        index > 0 && (values[index - 1] ?? 0) <= threshold && value > threshold ? [index] : [],
      );
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -20, max: 20 }), { maxLength: 60 }),
        fc.integer({ min: -20, max: 20 }),
        (values, threshold) => {
          expect(firings(values, threshold)).toEqual(model(values, threshold));
        },
      ),
    );
  });

  it('explains each decision with its numbers', () => {
    const reasons = backtestThreshold(
      points([900, 1100, 1200]),
      { threshold: 1000, options: {} },
      "The segment 'High value'",
    ).map(({ reason }) => reason);
    expect(reasons).toEqual([
      "The segment 'High value' was 900 at the first evaluation, which is the baseline and does not fire.",
      "The segment 'High value' went from 900 to 1,100, above the threshold 1,000.",
      "The segment 'High value' is 1,200; it was beyond the threshold 1,000 already and has not come back since.",
    ]);
  });
});
