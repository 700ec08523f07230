import { AGREED, DISAGREED, type EvidenceComparison, MISSING } from '../comparison/comparison.ts';
import type { Lookalike } from '../comparison/lookalike.ts';
import { pairsAmong, pairsWithOutsiders } from '../outsiders.ts';
import { movesAmong } from './kinds.ts';
import type { Patterns } from './levels.ts';

/** Share of records that start with a match, and with a lookalike of each kind. */
const START_MATCHES = 0.5;
const START_LOOKALIKES = 0.1;
/** Of a kind, the share who start as moved. */
const START_MOVED = 0.1;

/** Pseudo-pairs that hold the learned chances to the starting ones where the data is thin. */
export const PRIOR_PAIRS = 8;

/** What training reads. */
export interface TrainingData {
  readonly comparisons: readonly EvidenceComparison[];
  /** Candidate pairs by pattern, and how many candidates each counted pair stands for. */
  readonly candidates: Patterns;
  readonly scale: number;
  /** Random pairs by pattern. */
  readonly sample: Patterns;
  readonly records: number;
}

/** Chances of the levels of every comparison in one kind of pair, and how common the kind is. */
export interface Kind {
  readonly chances: readonly Float64Array[];
  /** Comparisons whose chances are learned; the others agree like strangers. */
  readonly isFree: readonly boolean[];
  readonly prior: number;
  /** Place of the kind that it is when somebody moved house: it has the chances of that one, save for places. */
  readonly movedFrom?: number;
}

export interface State {
  readonly u: readonly Float64Array[];
  /** One customer first, then the lookalikes, then those of them who moved house where that is told apart. */
  readonly kinds: readonly Kind[];
}

/**
 * Share of each level among random pairs, those with outsiders included; half a pair is added to each so that none is
 * impossible.
 */
export function chanceAgreement({ sample, records }: TrainingData, sizes: readonly number[]): Float64Array[] {
  const { codes, counts, width } = sample;
  const totals = sizes.map((size) => new Float64Array(size).fill(0.5));
  counts.forEach((count, row) => {
    totals.forEach((levels, index) => {
      const code = codes[row * width + index] ?? MISSING;
      if (code !== MISSING) add(levels, levelIndex(code, levels.length), count);
    });
  });
  const outside = pairsWithOutsiders(records) - 1;
  for (const levels of totals) add(levels, DISAGREED, outside * levels.reduce((sum, count) => sum + count));
  return totals.map(shares);
}

/** Place of a code among the levels of its comparison. */
export const levelIndex = (code: number, size: number) => (code >= AGREED ? size - 1 : code);

export function add(list: Float64Array, index: number, amount: number): void {
  list[index] = (list[index] ?? 0) + amount;
}

/** Shares of the levels; place 0 stands for a missing value and has none. */
export function shares(counts: Float64Array): Float64Array {
  const total = counts.reduce((sum, count, level) => (level === 0 ? sum : sum + count), 0);
  return counts.map((count, level) => (level === 0 ? 0 : count / total));
}

/** Most pairs of one customer agree fully; the rest is spread, the higher levels first. */
export function startChances(size: number): Float64Array {
  const last = size - 1;
  return shares(Float64Array.from({ length: size }, (_, level) => (level === last ? 0.75 : 0.04 + 0.02 * level)));
}

export function startState(
  { comparisons, records }: TrainingData,
  random: readonly Float64Array[],
  kinds: readonly Lookalike[],
): State {
  const m = random.map((levels) => startChances(levels.length));
  const share = records / pairsAmong(records);
  const lookalikes = kinds.map((kind): Kind => {
    const isFree = comparisons.map(({ sharedBy }) => sharedBy.includes(kind));
    return {
      isFree,
      chances: random.map((levels, index) => (isFree[index] ? (m[index] ?? levels) : levels)),
      prior: START_LOOKALIKES * share,
    };
  });
  const match = { chances: m, isFree: comparisons.map(() => true), prior: START_MATCHES * share };
  const kindsAtHome = [match, ...lookalikes];
  return {
    u: random,
    kinds: [...kindsAtHome, ...(movesAmong(comparisons) ? movedKinds(kindsAtHome, comparisons) : [])],
  };
}

/** The kinds that share a place, as they are once somebody moved house. */
function movedKinds(kinds: readonly Kind[], comparisons: readonly EvidenceComparison[]): Kind[] {
  const isPlace = comparisons.map(({ movesHouse }) => movesHouse === true);
  return kinds.flatMap(({ isFree, chances, prior }, movedFrom) =>
    isFree.some((own, index) => own && isPlace[index])
      ? [{ chances, isFree: isFree.map((own, index) => own && !isPlace[index]), prior: prior * START_MOVED, movedFrom }]
      : [],
  );
}
