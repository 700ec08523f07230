import { describe, expect, it } from 'vitest';
import { fallsOf } from './falls.ts';

const step = (comparison: string, weight: number) => ({
  comparison,
  title: comparison,
  level: 'same',
  left: null,
  right: null,
  weight,
});

describe('the lines of a waterfall', () => {
  it('begin where the one before ends, and end with the match weight from nothing', () => {
    const { falls, least, most } = fallsOf({
      start: -10,
      steps: [step('first_name', 4), step('birth_date', 9), step('city', 0), step('gender', -1)],
      lookalikes: -0.5,
      weight: 1.5,
      probability: 0.74,
    });
    expect(falls.map(({ key, from, to }) => [key, from, to])).toEqual([
      ['start', 0, -10],
      ['first_name', -10, -6],
      ['birth_date', -6, 3],
      ['gender', 3, 2],
      ['lookalikes', 2, 1.5],
      ['weight', 0, 1.5],
    ]);
    expect([least, most]).toEqual([-10, 3]);
  });

  it('have some width where nothing was compared', () => {
    expect(fallsOf({ start: 0, steps: [], lookalikes: 0, weight: 0, probability: 0.5 })).toMatchObject({
      least: 0,
      most: 1,
    });
  });
});
