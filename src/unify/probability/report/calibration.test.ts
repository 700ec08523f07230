import { describe, expect, it } from 'vitest';
import { calibrationOf } from './calibration.ts';

const label = (probability: number, isMatch: boolean, count = 1) => ({ probability, isMatch, count });

describe('calibration', () => {
  it.each([
    ['says what is', [label(0.75, true, 3), label(0.75, false, 1)], 0, 0.811],
    ['is too sure', [label(0.95, true, 1), label(0.95, false, 1)], 0.45, 2.198],
    ['is not sure enough', [label(0.5, true, 4)], 0.5, 1],
  ])('of probabilities that %s', (_title, labels, error, logLoss) => {
    const calibration = calibrationOf(labels);
    expect(calibration?.error).toBeCloseTo(error, 9);
    expect(calibration?.logLoss).toBeCloseTo(logLoss, 3);
  });

  it('bins by tenths, and looks at doubtful pairs apart', () => {
    const calibration = calibrationOf([
      label(1, true, 90),
      label(0, false, 900),
      label(0.45, true),
      label(0.45, false, 9),
    ]);
    expect(calibration?.bins.map(({ pairs, observed }) => [pairs, observed])).toEqual([
      [900, 0],
      [10, 0.1],
      [90, 1],
    ]);
    expect(calibration?.error).toBeCloseTo(0.0035, 9);
    expect(calibration).toMatchObject({ doubtfulPairs: 10, doubtfulError: expect.closeTo(0.35, 9) });
  });

  it('is not told without pairs', () => {
    expect(calibrationOf([])).toBeUndefined();
  });
});
