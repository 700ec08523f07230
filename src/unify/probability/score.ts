import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { AGREED, type EvidenceComparison, MISSING } from './comparison/comparison.ts';
import type { Lookalike } from './comparison/lookalike.ts';
import {
  type ComparisonWeights,
  type LevelChances,
  ownAgreement,
  type ProbabilityModel,
  strangerChance,
} from './train/expectation.ts';

/** Most bits that one comparison can count against two records. */
const MOST_AGAINST = -14;

interface CodedEvidence {
  readonly comparison: EvidenceComparison;
  readonly weights: ComparisonWeights;
  /** Of the model. */
  readonly repeated: number | undefined;
  readonly code: number;
}

function bitsOf(chances: LevelChances, { comparison, weights: { m, u }, repeated = 0, code }: CodedEvidence): number {
  if (code === MISSING) return 0;
  const level = code >= AGREED ? chances.length - 1 : code;
  const stranger = strangerChance(comparison, { u, own: ownAgreement(repeated, m), code });
  return Math.max(MOST_AGAINST, Math.log2((chances[level] ?? 1) / stranger));
}

/** Bits of evidence of a code for one customer against strangers, log2(m / u). Source: Fellegi and Sunter 1969. */
export function weightOfCode(evidence: CodedEvidence): number {
  return bitsOf(evidence.weights.m, evidence);
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
  const own = withMoves(
    comparisons.map((comparison, index) => {
      const weights = model.weights[index];
      return weights
        ? weightOfCode({ comparison, weights, repeated: model.repeated, code: codes[index] ?? MISSING })
        : 0;
    }),
    { comparisons, codes, moved: model.moved ?? 0 },
  );
  const others = model.lookalikes.map(({ kind, prior }) => {
    const bits = comparisons.map((comparison, index) => {
      const weights = model.weights[index];
      const chances = weights?.lookalike[kind];
      const code = codes[index] ?? MISSING;
      return weights && chances ? bitsOf(chances, { comparison, weights, repeated: model.repeated, code }) : 0;
    });
    return prior * 2 ** sum(withMoves(bits, { comparisons, codes, moved: movedOf(kind, model, comparisons) }));
  });
  const prior = Math.log2(model.prior);
  const lookalikes = -Math.log2(1 + sum(others));
  return { prior, comparisons: own, lookalikes, weight: prior + sum(own) + lookalikes };
}

/** Share of the lookalikes of a kind who moved house in between, which only matters to those who share a place. */
function movedOf(kind: Lookalike, { moved = 0 }: ProbabilityModel, comparisons: readonly EvidenceComparison[]): number {
  return comparisons.some(({ movesHouse, sharedBy }) => movesHouse && sharedBy.includes(kind)) ? moved : 0;
}

/** What places count for one who may have moved house: log2 of (1 − moved) · 2^places + moved, shared out among them. */
function withMoves(
  bits: readonly number[],
  {
    comparisons,
    codes,
    moved,
  }: { readonly comparisons: readonly EvidenceComparison[]; readonly codes: readonly number[]; readonly moved: number },
): readonly number[] {
  const isPlace = comparisons.map(({ movesHouse }, index) => movesHouse === true && codes[index] !== MISSING);
  const places = bits.filter((_, index) => isPlace[index]);
  if (moved === 0 || places.length === 0) return bits;
  const effective = Math.log2((1 - moved) * 2 ** sum(places) + moved);
  const difference = (effective - sum(places)) / places.length;
  return bits.map((own, index) => (isPlace[index] ? own + difference : own));
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Match probability of a match weight. */
export const probabilityOf = (weight: number) => 1 / (1 + 2 ** -weight);

/** The match weight as SQL over columns that hold the codes. */
export function weightSql(comparisons: readonly EvidenceComparison[], model: ProbabilityModel, dialect: Dialect): Sql {
  const terms = (chancesOf: ChancesOf, isWanted: (comparison: EvidenceComparison) => boolean = () => true) =>
    comparisons.flatMap((comparison, index) => {
      const weights = model.weights[index];
      const chances = weights && isWanted(comparison) ? chancesOf(weights) : undefined;
      return weights && chances ? [bitsSql(chances, { comparison, weights, repeated: model.repeated }, dialect)] : [];
    });
  const others = model.lookalikes.map(({ kind, prior }) => {
    const bits = sumTerms(terms, (weights) => weights.lookalike[kind], movedOf(kind, model, comparisons));
    return sql`${prior} * pow(2, ${join(bits, ' + ')})`;
  });
  const own = join([sql`${Math.log2(model.prior)}`, ...sumTerms(terms, ({ m }) => m, model.moved ?? 0)], ' + ');
  return others.length === 0 ? own : sql`${own} - log2(1 + ${join(others, ' + ')})`;
}

type ChancesOf = (weights: ComparisonWeights) => LevelChances | undefined;

/** Bits of all comparisons, or, where some moved house, with those of places as `withMoves` counts them. */
function sumTerms(
  terms: (chancesOf: ChancesOf, isWanted?: (comparison: EvidenceComparison) => boolean) => Sql[],
  chancesOf: ChancesOf,
  moved: number,
): Sql[] {
  if (moved === 0) return terms(chancesOf);
  const staying = terms(chancesOf, ({ movesHouse }) => movesHouse !== true);
  const places = terms(chancesOf, ({ movesHouse }) => movesHouse === true);
  return [...staying, sql`log2(${1 - moved} * pow(2, ${join(places, ' + ')}) + ${moved})`];
}

/** Codes there may be: those of levels, then full agreement with up to sixty half bits. */
const CODES = AGREED + 61;

function bitsSql(chances: LevelChances, evidence: Omit<CodedEvidence, 'code'>, dialect: Dialect): Sql {
  const bits = Array.from({ length: CODES }, (_, code) => bitsOf(chances, { ...evidence, code }));
  return dialect.pick(bits, id(evidence.comparison.name));
}
