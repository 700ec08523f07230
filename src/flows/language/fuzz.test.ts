import { describe, expect, it } from 'vitest';
import { fuzzLanguage } from '../../../test/support/language-fuzz.ts';

describe('random and changed expressions and definitions', () => {
  it.each([1, 2, 3])('never crash, hang or reach outside of their value (seed %i)', (seed) => {
    expect(fuzzLanguage({ seed, count: 4000 })).toEqual([]);
  });
});
