import { describe, expect, it } from 'vitest';
import { strangeMatches, thinEvidence } from './evidence.ts';

const weights = [{ comparison: 'email', m: [0, 0.1, 0.9], u: [0, 0.9, 0.1], lookalike: {} }];
const model = (expected: number, records: number) => ({
  weights,
  prior: expected / ((records * (records - 1)) / 2),
  lookalikes: [],
  rounds: 1,
});

describe('the evidence a model was learned from', () => {
  it.each([
    ['few records', 99, 50, { records: 99, expectedMatches: 50 }],
    ['enough records', 100, 50, undefined],
    ['few pairs of one customer', 5000, 7, { records: 5000, expectedMatches: 7 }],
    ['enough pairs', 5000, 8, undefined],
  ])('is thin or not: %s', (_title, records, expected, thin) => {
    expect(thinEvidence(model(expected, records), records)).toEqual(thin);
  });

  it('is not told of where nothing is compared', () => {
    expect(thinEvidence({ weights: [], prior: 0, lookalikes: [], rounds: 0 }, 1)).toBeUndefined();
  });
});

describe('matches that training went astray to', () => {
  const astray = { expectedMatches: 900, against: ['email'] };
  it('are told of with the rounds that count', () => {
    expect(strangeMatches({ ...model(50, 500), astray }, 500)).toEqual({ ...astray, records: 500, rounds: 1 });
  });

  it.each([
    ['it did not', { ...model(50, 500) }],
    ['evidence is thin anyway', { ...model(7, 500), astray }],
  ])('are not told of where %s', (_title, learned) => {
    expect(strangeMatches(learned, 500)).toBeUndefined();
  });
});
