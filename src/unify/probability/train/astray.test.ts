import { describe, expect, it } from 'vitest';
import { email } from '../comparison/contact.ts';
import { city } from '../comparison/place.ts';
import { astrayOf, isSound } from './astray.ts';

const stateOf = (m: readonly number[], u: readonly number[], prior = 0) => ({
  u: [Float64Array.from(u)],
  kinds: [{ chances: [Float64Array.from(m)], isFree: [true], prior }],
});

describe('training that goes astray', () => {
  const records = 1000;
  const priorOf = (matches: number) => matches / ((records * (records - 1)) / 2);
  it.each([
    ['agreement counts for one customer', email, [0.9, 0.1], 500, undefined],
    ['agreement on what tells apart counts against', email, [0.1, 0.2], 500, ['email']],
    ['agreement on what does not tell apart counts against', city, [0.1, 0.2], 500, undefined],
    ['ten matches for each record', email, [0.9, 0.1], 10_000, undefined],
    ['over ten matches for each record', email, [0.9, 0.1], 10_001, []],
  ] as const)('is known by its end: %s', (_title, comparison, [m, u], expectedMatches, against) => {
    const state = stateOf([0, 1 - m, m], [0, 1 - u, u], priorOf(expectedMatches));
    expect(astrayOf(state, { comparisons: [comparison], records })).toEqual(against && { expectedMatches, against });
  });

  it.each([
    ['full agreement is likeliest', email, [0, 0.5, 0.2, 0.3], true],
    ['less agreement is likelier', email, [0, 0.5, 0.3, 0.2], false],
    ['less agreement is likelier where it does not tell apart', city, [0, 0.5, 0.3, 0.2], true],
  ] as const)('is sound or not: %s', (_title, comparison, m, expected) => {
    expect(isSound(stateOf(m, m), [comparison])).toBe(expected);
  });
});
