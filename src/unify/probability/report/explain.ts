import type { Waterfall } from '../../../model/waterfall.ts';
import type { EngineSession, Row } from '../../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../../sql/sql.ts';
import { levelName, levelOfCode } from '../comparison/comparison.ts';
import { modelOf, type ProbabilityState } from '../run.ts';
import { probabilityOf, weightParts } from '../score.ts';
import { PROBABILITY_CLUSTER_TABLE, SCORE_TABLE, STANDARD_TABLE } from '../tables.ts';
import { codesOf } from '../train/levels.ts';

/** Why two records are, or are not, one customer: from the start weight, step by step, to the match probability. */
export interface PairExplanation extends Waterfall {
  readonly leftRid: number;
  readonly rightRid: number;
  readonly probability: number;
  readonly isTogether: boolean;
}

/** Standard columns shown for a comparison. */
const SHOWN: Readonly<Record<string, string>> = {
  first_name: 'first',
  middle_name: 'middle',
  last_name: 'last',
  birth_date: 'birth',
  postal_code: 'postal',
  birth_place: 'birthPlace',
};

/** Explains pairs of records, by a query of `(left_rid, right_rid)`. */
export async function explainPairs(
  session: EngineSession,
  state: ProbabilityState,
  pairs: Sql,
): Promise<PairExplanation[]> {
  const { comparisons, columns } = state;
  const shown = comparisons.map(({ name }) => SHOWN[name] ?? name);
  const values = shown.flatMap((column, index) => [
    sql`l.${id(column)} as ${id(`l${index}`)}`,
    sql`r.${id(column)} as ${id(`r${index}`)}`,
  ]);
  const rows = await session.rows(sql`select coded.*, ${join(values)}, lc.cluster = rc.cluster as together
    from (${codesOf(pairs, { comparisons, columns, session })}) as coded
    join ${id(STANDARD_TABLE)} as l on l.rid = coded.left_rid join ${id(STANDARD_TABLE)} as r on r.rid = coded.right_rid
    join ${id(PROBABILITY_CLUSTER_TABLE)} as lc on lc.rid = coded.left_rid join ${id(PROBABILITY_CLUSTER_TABLE)} as rc on rc.rid = coded.right_rid
    order by coded.left_rid, coded.right_rid`);
  return rows.map((row) => explanationOf(row, state));
}

function explanationOf(row: Row, state: ProbabilityState): PairExplanation {
  const { comparisons } = state;
  const codes = comparisons.map(({ name }) => Number(row[name]));
  const parts = weightParts(codes, comparisons, modelOf(state));
  const text = (value: unknown) => (value === null || value === undefined ? null : String(value));
  return {
    leftRid: Number(row['left_rid']),
    rightRid: Number(row['right_rid']),
    start: parts.prior,
    steps: comparisons.map((comparison, index) => ({
      comparison: comparison.name,
      title: comparison.title,
      level: levelName(comparison, levelOfCode(codes[index] ?? 0, comparison)),
      left: text(row[`l${index}`]),
      right: text(row[`r${index}`]),
      weight: parts.comparisons[index] ?? 0,
    })),
    lookalikes: parts.lookalikes,
    weight: parts.weight,
    probability: probabilityOf(parts.weight),
    isTogether: row['together'] === true,
  };
}

/** A few pairs of each sort for a report: sure ones, barely linked ones, and barely not linked ones. */
export function examplePairs(cut: number, each: number): Sql {
  const some = (test: Sql, order: Sql) =>
    sql`(select left_rid, right_rid from ${id(SCORE_TABLE)} where ${test} order by ${order}, left_rid, right_rid limit ${each})`;
  return join(
    [
      some(sql`weight >= ${cut + 12}`, sql`abs(weight - ${cut + 20})`),
      some(sql`weight >= ${cut}`, sql`weight`),
      some(sql`weight < ${cut}`, sql`weight desc`),
    ],
    ' union all ',
  );
}

/** The match probability of pairs. */
export async function weightsOf(
  session: EngineSession,
  state: ProbabilityState,
  pairs: Sql,
): Promise<{ readonly leftRid: number; readonly rightRid: number; readonly probability: number }[]> {
  const { comparisons, columns } = state;
  const rows = await session.rows(codesOf(pairs, { comparisons, columns, session }));
  return rows.map((row) => {
    const codes = comparisons.map(({ name }) => Number(row[name]));
    const { weight } = weightParts(codes, comparisons, modelOf(state));
    return { leftRid: Number(row['left_rid']), rightRid: Number(row['right_rid']), probability: probabilityOf(weight) };
  });
}
