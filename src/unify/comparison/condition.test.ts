import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSession } from '../../../test/support/unify.ts';
import { PRECISIONS } from '../../model/vocabulary.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { sql } from '../../sql/sql.ts';
import type { PlannedComparison, PlannedRule } from '../plan/plan.ts';
import { agreeingPairs } from './condition.ts';
import { type Precision, precisionOf } from './precision.ts';

let session: EngineSession;

beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

const value = (column: string) =>
  ({ attribute: { name: column, type: 'string' }, normalize: [], compareAs: 'string', column }) as const;
const compared = (column: string, precision: Precision): PlannedComparison => ({
  left: value(column),
  right: value(column),
  precision: precisionOf(precision),
});

/** The score of a pair under a rule that looks at the columns `a` and `b`; null where the rule does not find it. */
async function scoreOf(
  parts: Pick<PlannedRule, 'fuzzy' | 'exceptions'>,
  [left, right]: readonly [readonly (string | null)[], readonly (string | null)[]],
): Promise<unknown> {
  const row = ([a = null, b = null]: readonly (string | null)[]) =>
    sql`(select 1 as rid, cast(${a} as varchar) as a, cast(${b} as varchar) as b)`;
  const pairs = { pairs: sql`select 1 as left_rid, 1 as right_rid`, leftTable: row(left), rightTable: row(right) };
  const query = agreeingPairs(parts as PlannedRule, { ...pairs, rid: sql`rid` }, session.dialect);
  return session.value(sql`select max(score) from (${query})`);
}

/** Rows: precision of a condition (exact ones are keys of blocks, and need no score), both values, the score; null where the condition does not hold. */
const CONDITIONS: readonly (readonly [Precision, string | null, string | null, number | null])[] = [
  ['low', 'abc', 'axx', 1 / 3],
  ['low', 'abcd', 'axxx', null],
  ['medium', 'miren', 'mrien', 0.6],
  ['medium', 'miren', 'mrxxn', null],
  ['high', 'miren', 'maren', 0.8],
  ['high', 'mire', 'mare', null],
  [0.5, 'ab', 'ax', 0.5],
  [0.51, 'ab', 'ax', null],
  ['low', null, 'miren', null],
  ['low', null, null, null],
];

/** Rows: precision of an exception, both values, whether it parts the two. */
const EXCEPTIONS: readonly (readonly [Precision, string | null, string | null, boolean])[] = [
  ['exact', 'a', 'a', false],
  ['exact', 'a', 'b', true],
  ['exact', null, 'b', false],
  ['exact', null, null, false],
  ['high', 'miren', 'maren', false],
  ['high', 'mire', 'mare', true],
  ['medium', 'mire', 'mare', false],
  ['medium', 'miren', 'mrxxn', true],
  ['low', 'abc', 'axx', false],
  ['low', 'abcd', 'axxx', true],
  ['low', 'abc', null, false],
];

describe('a rule', () => {
  it.each(CONDITIONS)(
    'that asks for %s agreement gives %j and %j the score %j',
    async (precision, left, right, score) => {
      const parts = { fuzzy: [compared('a', precision)], exceptions: [] };
      expect(await scoreOf(parts, [[left], [right]])).toBe(score);
    },
  );

  it.each(EXCEPTIONS)(
    'with a %s exception, for %j and %j, parts them: %j',
    async (precision, left, right, isParted) => {
      const parts = { fuzzy: [], exceptions: [compared('a', precision)] };
      expect(await scoreOf(parts, [[left], [right]])).toBe(isParted ? null : 1);
    },
  );

  it('of several conditions takes the least similar, and needs them all', async () => {
    const parts = { fuzzy: [compared('a', 'low'), compared('b', 'high')], exceptions: [] };
    expect(
      await scoreOf(parts, [
        ['abc', 'miren'],
        ['axx', 'maren'],
      ]),
    ).toBe(1 / 3);
    expect(
      await scoreOf(parts, [
        ['abc', 'mire'],
        ['axx', 'mare'],
      ]),
    ).toBeNull();
    expect(
      await scoreOf(parts, [
        ['abc', 'miren'],
        ['axx', null],
      ]),
    ).toBeNull();
  });

  it.each(Object.keys(PRECISIONS))('has rows here for the precision %s, as condition and as exception', (precision) => {
    const conditions = new Set(CONDITIONS.filter(([own]) => own === precision).map((row) => row[3] === null));
    expect(conditions.size).toBe(precision === 'exact' ? 0 : 2);
    expect(new Set(EXCEPTIONS.filter(([own]) => own === precision).map((row) => row[3])).size).toBe(2);
  });
});
