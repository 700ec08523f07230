import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { AGREED, type EvidenceComparison, MISSING } from './comparison/comparison.ts';
import {
  type ComparisonWeights,
  type LevelChances,
  type ProbabilityModel,
  strangerChance,
} from './train/expectation.ts';

/** Most bits that one comparison can count against two records. */
const MOST_AGAINST = -14;

function bitsOf(
  chances: LevelChances,
  { comparison, u, code }: { comparison: EvidenceComparison; u: LevelChances; code: number },
): number {
  if (code === MISSING) return 0;
  const level = code >= AGREED ? chances.length - 1 : code;
  return Math.max(MOST_AGAINST, Math.log2((chances[level] ?? 1) / strangerChance(comparison, u, code)));
}

/** Bits of evidence of a code for one customer against strangers, log2(m / u). Source: Fellegi and Sunter 1969. */
export function weightOfCode(comparison: EvidenceComparison, { m, u }: ComparisonWeights, code: number): number {
  return bitsOf(m, { comparison, u, code });
}

/** How a pair's weight comes about: the start, every comparison, and what lookalikes take away. */
export interface WeightParts {
  readonly prior: number;
  /** In the order of the comparisons. */
  readonly comparisons: readonly number[];
  readonly lookalikes: number;
  readonly weight: number;
}

/** Bits by which a pair of these codes is more likely one customer than not (log2 of the odds), by its parts. */
export function weightParts(
  codes: readonly number[],
  comparisons: readonly EvidenceComparison[],
  model: ProbabilityModel,
): WeightParts {
  const own = comparisons.map((comparison, index) => {
    const weights = model.weights[index];
    return weights ? weightOfCode(comparison, weights, codes[index] ?? MISSING) : 0;
  });
  const others = model.lookalikes.map(({ kind, prior }) => {
    const bits = comparisons.map((comparison, index) => {
      const weights = model.weights[index];
      const chances = weights?.lookalike[kind];
      return weights && chances ? bitsOf(chances, { comparison, u: weights.u, code: codes[index] ?? MISSING }) : 0;
    });
    return prior * 2 ** sum(bits);
  });
  const prior = Math.log2(model.prior);
  const lookalikes = -Math.log2(1 + sum(others));
  return { prior, comparisons: own, lookalikes, weight: prior + sum(own) + lookalikes };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Match probability of a match weight. */
export const probabilityOf = (weight: number) => 1 / (1 + 2 ** -weight);

/** The match weight as SQL over columns that hold the codes. */
export function weightSql(comparisons: readonly EvidenceComparison[], model: ProbabilityModel): Sql {
  const terms = (chancesOf: (weights: ComparisonWeights) => LevelChances | undefined) =>
    comparisons.flatMap((comparison, index) => {
      const weights = model.weights[index];
      const chances = weights && chancesOf(weights);
      return weights && chances ? [bitsSql(comparison, weights.u, chances)] : [];
    });
  const others = model.lookalikes.map(({ kind, prior }) => {
    const bits = terms((weights) => weights.lookalike[kind]);
    return sql`${prior} * pow(2, ${join(bits, ' + ')})`;
  });
  const own = join([sql`${Math.log2(model.prior)}`, ...terms((weights) => weights.m)], ' + ');
  return others.length === 0 ? own : sql`${own} - log2(1 + ${join(others, ' + ')})`;
}

function bitsSql(comparison: EvidenceComparison, u: LevelChances, chances: LevelChances): Sql {
  const code = id(comparison.name);
  const cases = Array.from({ length: chances.length - 2 }, (_, index) => {
    const level = index + 1;
    return sql`when ${code} = ${level} then ${bitsOf(chances, { comparison, u, code: level })}`;
  });
  const top = bitsOf(chances, { comparison, u, code: AGREED });
  const agreed = comparison.weighedBy === undefined ? sql`${top}` : sql`${top} + 0.5 * (${code} - ${AGREED})`;
  return sql`(case when ${code} = ${MISSING} then 0 ${join(cases, ' ')} else ${agreed} end)`;
}
