import { describe, expect, it } from 'vitest';
import { AGREED, DISAGREED, type EvidenceComparison, MISSING } from '../comparison/comparison.ts';
import { phone } from '../comparison/contact.ts';
import { firstName, lastName } from '../comparison/name.ts';
import { address, postalCode } from '../comparison/place.ts';
import { trainModel } from './expectation.ts';
import type { Patterns } from './levels.ts';

const COMPARISONS: readonly EvidenceComparison[] = [firstName, lastName, phone, address, postalCode];
/** Codes of full agreement on values that one in 90, 2900, 23,000, 4100 and 32 records have. */
const SAME = [AGREED + 13, AGREED + 23, AGREED + 29, AGREED + 24, AGREED + 10];
/** The code of names that are spelled alike. */
const ALIKE = 6;

/** Chances of codes, one list a comparison. */
type Chances = readonly (readonly (readonly [code: number, chance: number])[])[];

const same = (index: number, chance: number) => [SAME[index] ?? 0, chance] as const;
const atHome = [
  [same(3, 0.6), [MISSING, 0.4]],
  [same(4, 0.7), [MISSING, 0.3]],
] as const;
const apart = [
  [
    [DISAGREED, 0.6],
    [MISSING, 0.4],
  ],
  [
    [DISAGREED, 0.7],
    [MISSING, 0.3],
  ],
] as const;
const oneName = [
  [same(0, 0.85), [ALIKE, 0.14], [DISAGREED, 0.01]],
  [same(1, 0.9), [ALIKE, 0.1]],
] as const;
const oneFamily = [
  [[DISAGREED, 0.96], same(0, 0.02), [ALIKE, 0.02]],
  [same(1, 0.75), [ALIKE, 0.25]],
] as const;
const ownPhone = [same(2, 0.6), [MISSING, 0.4]] as const;

/** Every combination of codes with the pairs expected of it. */
function patternsOf(kinds: readonly (readonly [pairs: number, chances: Chances])[]): Patterns {
  const rows = kinds.flatMap(([pairs, chances]) =>
    chances.reduce<readonly { readonly codes: readonly number[]; readonly count: number }[]>(
      (before, codes) =>
        before.flatMap((row) =>
          codes.map(([code, chance]) => ({ codes: [...row.codes, code], count: row.count * chance })),
        ),
      [{ codes: [], count: pairs }],
    ),
  );
  return {
    codes: Uint8Array.from(rows.flatMap(({ codes }) => codes)),
    width: COMPARISONS.length,
    counts: Float64Array.from(rows, ({ count }) => count),
  };
}

const strangers: Chances = SAME.map((code) => {
  const chance = 2 ** ((AGREED - code) / 2);
  return [
    [code, chance],
    [DISAGREED, 1 - chance],
  ];
});

describe('relatives of whom one moved house', () => {
  it('are told from customers who moved: another first name stays rare for one customer', () => {
    // One in eleven relatives shares a telephone; of those who live apart only they are found.
    const theirPhone = [same(2, 0.055), [DISAGREED, 0.545], [MISSING, 0.4]] as const;
    const { weights, moved } = trainModel({
      comparisons: COMPARISONS,
      records: 9000,
      scale: 1,
      candidates: patternsOf([
        [4000, [...oneName, ownPhone, ...atHome]],
        [800, [...oneName, ownPhone, ...apart]],
        [8000, [...oneFamily, theirPhone, ...atHome]],
        [1600 * 0.055, [...oneFamily, [same(2, 1)], ...apart]],
      ]),
      sample: patternsOf([[300_000, strangers]]),
    });
    const [first] = weights;
    expect(first?.m[DISAGREED]).toBeLessThan(0.02);
    expect(moved).toBeCloseTo(800 / 4800, 1);
  });
});
