import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestSession } from '../../../../test/support/unify.ts';
import type { EngineSession } from '../../../sql/engine.ts';
import { id, sql } from '../../../sql/sql.ts';
import { cohesiveParts } from './cohesion.ts';
import { contractCohesive } from './contraction.ts';
import { NEVER_WEIGHT, STEPS } from './group.ts';

const OPTIONS = { least: -2, bounds: [-8, 8] } as const;
const SIZE = 7;
const PAIRS = Array.from({ length: SIZE }, (_, left) =>
  Array.from({ length: SIZE - left - 1 }, (__, index) => [left, left + 1 + index] as const),
).flat();

let session: EngineSession;
beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

/** Parts of two groups, the records of the second numbered after those of the first. */
async function contracted(groups: readonly (readonly number[])[]): Promise<number[]> {
  const integer = (name: string) => ({ name, type: 'integer' as const });
  const rows = groups.flatMap((steps, group) =>
    PAIRS.map(([left, right], index) => ({
      left_rid: group * SIZE + left + 1,
      right_rid: group * SIZE + right + 1,
      steps: steps[index] ?? 0,
    })),
  );
  await session.insert('group_pairs', ['left_rid', 'right_rid', 'steps'].map(integer), [rows]);
  await contractCohesive(session, { table: 'parts', pairs: 'group_pairs' }, OPTIONS);
  const parts = await session.rows(sql`select cluster from ${id('parts')} order by rid`);
  return parts.map(({ cluster }) => Number(cluster) - 1);
}

it('parts groups by SQL as joining the closest two one by one does, for any weights', async () => {
  const few = fc.integer({ min: -4, max: 6 }).map((bits) => bits * STEPS);
  const steps = fc.oneof(few, fc.integer({ min: -700, max: 700 }), fc.constant(NEVER_WEIGHT * STEPS));
  const group = fc.oneof(
    fc.array(few, { minLength: PAIRS.length, maxLength: PAIRS.length }),
    fc.array(steps, { minLength: PAIRS.length, maxLength: PAIRS.length }),
  );
  await fc.assert(
    fc.asyncProperty(group, group, async (first, second) => {
      const expected = [first, second].flatMap((own, index) =>
        cohesiveParts({ size: SIZE, weight: own.map((step) => step / STEPS) }, OPTIONS).map(
          (part) => index * SIZE + part,
        ),
      );
      expect(await contracted([first, second])).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});
