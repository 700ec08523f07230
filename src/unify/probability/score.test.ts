import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSession } from '../../../test/support/unify.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, sql } from '../../sql/sql.ts';
import { AGREED } from './comparison/comparison.ts';
import { comparisonsOver } from './comparison/index.ts';
import { weightParts, weightSql } from './score.ts';
import type { ProbabilityModel } from './train/expectation.ts';

let session: EngineSession;
beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

const COMPARISONS = comparisonsOver(['birth', 'postal', 'city']);
const model = (moved: number): ProbabilityModel => ({
  weights: COMPARISONS.map(({ name, levels }) => ({
    comparison: name,
    m: [0, ...Array.from({ length: levels.length }, () => 0.1 / levels.length), 0.9],
    u: [0, 0.9, ...Array.from({ length: levels.length }, () => 0.1 / levels.length)],
    lookalike: { household: [0, ...Array.from({ length: levels.length }, () => 0.2 / levels.length), 0.8] },
  })),
  prior: 1e-4,
  repeated: 1e-4,
  ...(moved > 0 && { moved }),
  lookalikes: [{ kind: 'household', prior: 1e-3 }],
  rounds: 1,
});

/** Codes of birth date, postcode and town. */
const PAIRS: readonly (readonly [string, readonly [number, number, number]])[] = [
  ['all agree', [AGREED + 30, AGREED + 20, 0]],
  ['born on one day, at other places', [AGREED + 30, 1, 1]],
  ['born on one day, of no known place', [AGREED + 30, 0, 0]],
  ['one town, another postcode', [AGREED + 30, 1, AGREED + 12]],
  ['nothing agrees', [1, 1, 1]],
  ['nothing is known', [0, 0, 0]],
];

describe('the weight of a pair', () => {
  it.each([0, 0.2])('is the same in SQL and here, and the sum of its parts (moved: %d)', async (moved) => {
    for (const [, codes] of PAIRS) {
      const columns = COMPARISONS.map(({ name }, index) => sql`${codes[index] ?? 0} as ${id(name)}`);
      const weight = Number(
        await session.value(
          sql`select ${weightSql(COMPARISONS, model(moved), session.dialect)} as weight from (select ${join(columns)})`,
        ),
      );
      const parts = weightParts(codes, COMPARISONS, model(moved));
      expect(parts.weight).toBeCloseTo(weight, 6);
      expect(parts.comparisons.reduce((sum, bits) => sum + bits, parts.prior + parts.lookalikes)).toBeCloseTo(
        weight,
        6,
      );
    }
  });

  it('counts other places for less where people move house', () => {
    const weightOf = (moved: number) => weightParts(PAIRS[1]?.[1] ?? [], COMPARISONS, model(moved)).weight;
    expect(weightOf(0.2)).toBeGreaterThan(weightOf(0));
  });
});
