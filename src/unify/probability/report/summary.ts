import type { EngineSession, Row } from '../../../sql/engine.ts';
import { id, sql } from '../../../sql/sql.ts';
import { levelName } from '../comparison/comparison.ts';
import type { ProbabilityState } from '../run.ts';
import { modelOf } from '../run.ts';
import { weightOfCode, weightSql } from '../score.ts';
import { PROBABILITY_CLUSTER_TABLE, SCORE_TABLE, STANDARD_TABLE } from '../tables.ts';
import { LOOKALIKE_TITLES } from '../train/kinds.ts';
import { codesOf } from '../train/levels.ts';

/** One level of a comparison with what was learned. */
export interface LevelSummary {
  readonly level: string;
  /** Chance among pairs of one customer, and among strangers. */
  readonly m: number;
  readonly u: number;
  /** Bits, log2(m / u). */
  readonly weight: number;
}

/** What was learned, for people: comparisons with their levels, best first. */
export interface ModelSummary {
  /** Chance that two records drawn from all are one customer. */
  readonly prior: number;
  /** Pairs of one customer that the prior stands for. */
  readonly expectedMatches: number;
  readonly lookalikes: readonly { readonly kind: string; readonly title: string; readonly expectedPairs: number }[];
  readonly comparisons: readonly {
    readonly name: string;
    readonly title: string;
    readonly levels: readonly LevelSummary[];
  }[];
  readonly rounds: number;
}

/** What was learned in a run, for people. */
export function summarizeModel(state: ProbabilityState): ModelSummary {
  const model = modelOf(state);
  const pairs = (state.records * (state.records - 1)) / 2;
  return {
    prior: model.prior,
    expectedMatches: Math.round(model.prior * pairs),
    lookalikes: model.lookalikes.map(({ kind, prior }) => ({
      kind,
      title: LOOKALIKE_TITLES[kind],
      expectedPairs: Math.round(prior * pairs),
    })),
    comparisons: state.comparisons.map((comparison, index) => {
      const weights = model.weights[index] ?? { comparison: comparison.name, m: [], u: [], lookalike: {} };
      const count = comparison.levels.length + 1;
      const levels = Array.from({ length: count }, (_, place) => {
        const level = count - place;
        const [m = 0, u = 1] = [weights.m[level], weights.u[level]];
        const weight =
          level === count
            ? Math.log2(m / u)
            : weightOfCode({ comparison, weights, repeated: model.repeated, code: level });
        return { level: levelName(comparison, level), m, u, weight };
      });
      return { name: comparison.name, title: comparison.title, levels };
    }),
    rounds: model.rounds,
  };
}

/** Counts by a whole number, such as clusters by their size. */
export interface CountedValue {
  readonly value: number;
  readonly count: number;
}

async function counted(session: EngineSession, query: ReturnType<typeof sql>): Promise<CountedValue[]> {
  const rows = await session.rows(sql`select value, count(*) as n from (${query}) group by value order by value`);
  return rows.map((row: Row) => ({ value: Number(row['value']), count: Number(row['n']) }));
}

/** How many clusters there are of each size. */
export function clusterSizes(session: EngineSession): Promise<CountedValue[]> {
  return counted(session, sql`select count(*) as value from ${id(PROBABILITY_CLUSTER_TABLE)} group by cluster`);
}

/** How many candidate pairs have each match weight, in whole bits. */
export function weightHistogram(session: EngineSession): Promise<CountedValue[]> {
  return counted(session, sql`select least(40, greatest(-40, floor(weight))) as value from ${id(SCORE_TABLE)}`);
}

/** How many records would reach each match weight with a perfect copy of themselves; below the cut nothing can link them. */
export function selfWeights(session: EngineSession, state: ProbabilityState): Promise<CountedValue[]> {
  const { comparisons, columns } = state;
  const self = sql`select rid as left_rid, rid as right_rid from ${id(STANDARD_TABLE)}`;
  const weight = weightSql(comparisons, modelOf(state), session.dialect);
  return counted(
    session,
    sql`select least(60, greatest(-40, floor(${weight}))) as value from (${codesOf(self, { comparisons, columns, session })})`,
  );
}

/** A cut in bits as a match probability, and the other way round. */
export const cutOf = (probability: number) => Math.log2(probability / (1 - probability));
