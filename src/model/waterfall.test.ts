import { describe, expect, it } from 'vitest';
import { comparedValues, fallsOf } from './waterfall.ts';

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
    const steps = [step('first_name', 4), step('birth_date', 9), step('city', 0), step('gender', -1)];
    const falls = fallsOf({ start: -10, steps, lookalikes: -0.5, weight: 1.5 });
    expect(falls.map(({ key, from, to }) => [key, from, to])).toEqual([
      ['start', 0, -10],
      ['first_name', -10, -6],
      ['birth_date', -6, 3],
      ['city', 3, 3],
      ['gender', 3, 2],
      ['lookalikes', 2, 1.5],
      ['weight', 0, 1.5],
    ]);
  });
});

describe('what was compared', () => {
  it.each([
    ['Ane', 'Ane', 'Ane'],
    ['Ane', 'Anne', 'Ane / Anne'],
    [null, 'Ane', '– / Ane'],
    [null, null, ''],
  ])('of %j and %j is %j', (left, right, text) => {
    expect(comparedValues({ left, right })).toBe(text);
  });
});
