import { describe, expect, it } from 'vitest';
import { writeProbability } from './probability.ts';

const british = { numbers: 'en-GB', dates: 'en-GB', hasDateWords: true };
const basque = { numbers: 'de', dates: 'ja', hasDateWords: false, isPercentFirst: true };

describe('a probability', () => {
  it.each([
    [0, '0%'],
    [0.5, '50%'],
    [0.12345, '12.35%'],
    [0.9999997, '99.99997%'],
    [0.999999999998, '99.9999999998%'],
    [0.0000003, '0.00003%'],
    [1, '100%'],
  ])('of %d is written as %s: never is 0 %% and always 100 %% only when it is', (probability, expected) => {
    expect(writeProbability(british, probability)).toBe(expected);
  });

  it('has the sign where the language puts it', () => {
    expect(writeProbability(basque, 0.99995)).toBe('%\u00a099,995');
  });
});
