import { describe, expect, it } from 'vitest';
import { thresholdCurve } from './thresholds.ts';

const label = (probability: number, isMatch: boolean) => ({ probability, isMatch });

describe('the curve of thresholds', () => {
  it('tells precision and recall at every probability, and suggests the best', () => {
    const curve = thresholdCurve([label(0.9, true), label(0.8, true), label(0.6, false), label(0.4, true)]);
    expect(curve.points.map(({ threshold, precision, recall }) => [threshold, precision, recall])).toEqual([
      [0.9, 1, 1 / 3],
      [0.8, 1, 2 / 3],
      [0.6, 2 / 3, 2 / 3],
      [0.4, 3 / 4, 1],
    ]);
    expect(curve.suggested).toBe(0.4);
  });

  it('counts pairs that one label stands for, and those that no threshold finds', () => {
    const curve = thresholdCurve(
      [
        { ...label(0.9, true), count: 3 },
        { ...label(0.9, false), count: 1 },
      ],
      2,
    );
    expect(curve).toMatchObject({ labels: 6, points: [{ threshold: 0.9, precision: 3 / 4, recall: 3 / 5 }] });
  });

  it.each([
    ['no labels', []],
    ['no match among them', [label(0.9, false)]],
  ])('suggests nothing from %s', (_title, labels) => {
    expect(thresholdCurve(labels).suggested).toBeUndefined();
  });
});
