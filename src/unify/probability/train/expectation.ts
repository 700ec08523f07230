import { AGREED, type EvidenceComparison, MISSING } from '../comparison/comparison.ts';
import type { Lookalike } from '../comparison/lookalike.ts';
import { pairsAmong, pairsWithOutsiders } from '../outsiders.ts';
import { type Astray, astrayOf, isSound } from './astray.ts';
import { lookalikesAmong } from './kinds.ts';
import {
  add,
  chanceAgreement,
  type Kind,
  levelIndex,
  PRIOR_PAIRS,
  type State,
  shares,
  startChances,
  startState,
  type TrainingData,
} from './state.ts';

/** Chances of the levels of one comparison, by level number: 1 disagreement, …, the last full agreement; 0 is unused. */
export type LevelChances = readonly number[];

/** What is learned about one comparison. */
export interface ComparisonWeights {
  readonly comparison: string;
  /** Chance of each level among pairs of one customer. */
  readonly m: LevelChances;
  /** Among pairs of strangers. */
  readonly u: LevelChances;
  /** Among lookalikes that share it, by kind. */
  readonly lookalike: Readonly<Partial<Record<Lookalike, LevelChances>>>;
}

/** A trained model: chances of the levels, and how common each kind of pair is. */
export interface ProbabilityModel {
  readonly weights: readonly ComparisonWeights[];
  /** Chance that two records drawn from all are one customer. */
  readonly prior: number;
  /** The same for records drawn from all and from outsiders, as which the commonness of values is counted; default 0. */
  readonly repeated?: number;
  /** Share of the pairs of one customer who moved house in between: their places agree like those of strangers. */
  readonly moved?: number;
  /** Chance that they are lookalikes of a kind. */
  readonly lookalikes: readonly { readonly kind: Lookalike; readonly prior: number }[];
  readonly rounds: number;
  /** Where more rounds would have ended, if not with pairs of one customer. */
  readonly astray?: Astray;
}

/** Rounds of expectation and maximisation at most. */
const MAX_ROUNDS = 50;
/** Ends when no chance moves by more. */
const STILL = 5e-4;
/**
 * Learns from pairs without labels, by expectation and maximisation over kinds of pair: one customer (who moved house or
 * did not), lookalikes (one household, namesakes, branches) and strangers. Strangers agree as random pairs do; lookalikes agree like strangers,
 * save in what they share. Agreement on a value counts by how common the value is. The prior is estimated with the rest,
 * over all pairs there are: those that no blocking rule found count as strangers. Rounds that drift off to another class of
 * pairs than one customer are not counted.
 * Source: Fellegi and Sunter 1969, Winkler 1988; the lookalikes are our own.
 */
export function trainModel(data: TrainingData): ProbabilityModel {
  const { comparisons, records } = data;
  const sizes = comparisons.map(({ levels }) => levels.length + 2);
  const random = chanceAgreement(data, sizes);
  const kinds = lookalikesAmong(comparisons);
  const total = pairsAmong(records);
  const { state, rounds, astray } = settle(startState(data, random, kinds), data, { random, total });
  const [match, ...others] = state.kinds;
  const stayed = match?.prior ?? 0;
  const moved = state.kinds.find(({ movedFrom }) => movedFrom === 0)?.prior ?? 0;
  return {
    weights: comparisons.map(({ name, sharedBy }, index) => ({
      comparison: name,
      m: [...(match?.chances[index] ?? [])],
      u: [...(state.u[index] ?? [])],
      lookalike: Object.fromEntries(
        kinds.flatMap((kind, place) =>
          sharedBy.includes(kind) ? [[kind, [...(others[place]?.chances[index] ?? [])]] as const] : [],
        ),
      ),
    })),
    prior: stayed + moved,
    repeated: repeatedOf(stayed + moved, records),
    ...(moved > 0 && { moved: moved / (stayed + moved) }),
    lookalikes: kinds.map((kind, place) => ({
      kind,
      prior: (others[place]?.prior ?? 0) + (state.kinds.find(({ movedFrom }) => movedFrom === place + 1)?.prior ?? 0),
    })),
    rounds,
    ...(astray && { astray }),
  };
}

/** Rounds until nothing moves; where they end astray, those up to the last sound one. */
function settle(
  start: State,
  data: TrainingData,
  given: { readonly random: readonly Float64Array[]; readonly total: number },
): { readonly state: State; readonly rounds: number; readonly astray: Astray | undefined } {
  let state = start;
  let rounds = 0;
  let sound: { readonly state: State; readonly rounds: number } | undefined;
  for (let moved = 1; rounds < MAX_ROUNDS && moved >= STILL; ) {
    const next = improve(state, data, given);
    moved = change(state, next);
    state = next;
    rounds++;
    if (isSound(state, data.comparisons)) sound = { state, rounds };
  }
  const astray = astrayOf(state, data);
  return { ...((astray && sound) ?? { state, rounds }), astray };
}

/** Chance of agreement on a value that this share of the records has. */
export const chanceOfBits = (code: number) => 2 ** (-(code - AGREED) / 2);

/** Of how common a value is, this share at least is left to strangers. */
export const LEAST_OF_STRANGERS = 0.05;

/**
 * How likely a code is among strangers: by the commonness of the value where it agrees in full and is weighed. That is
 * counted over all records, so what records of one customer add to it (`own`) is taken out.
 */
export function strangerChance(
  comparison: EvidenceComparison,
  { u, own, code }: { readonly u: LevelChances; readonly own: number; readonly code: number },
): number {
  if (code < AGREED || comparison.weighedBy === undefined) return u[levelIndex(code, u.length)] ?? 1;
  const common = chanceOfBits(code);
  return Math.max(common - own, common * LEAST_OF_STRANGERS);
}

/** Chance that two records drawn from all and from outsiders are one customer, by the chance of two drawn from all. */
const repeatedOf = (prior: number, records: number) => prior / pairsWithOutsiders(records);

/** Chance that two records drawn from all are one customer and agree in full. */
export const ownAgreement = (repeated: number, m: ArrayLike<number>) => repeated * (m[m.length - 1] ?? 0);

/** Highest code, and one more. */
const CODES = 128;

/** Odds of every code of one comparison for a kind against strangers. */
function oddsByCode(
  state: State,
  comparison: EvidenceComparison,
  { index, kind, records }: { readonly index: number; readonly kind: Kind; readonly records: number },
): Float64Array {
  const u = [...(state.u[index] ?? [])];
  const [match] = state.kinds;
  const own = match ? ownAgreement(repeatedOf(match.prior, records), match.chances[index] ?? []) : 0;
  const chances = kind.chances[index] ?? new Float64Array(0);
  return Float64Array.from({ length: CODES }, (_, code) => {
    if (code === MISSING || !kind.isFree[index]) return 1;
    return (chances[levelIndex(code, u.length)] ?? 1) / strangerChance(comparison, { u, own, code });
  });
}

/** One round: how likely each pattern is of each kind, and the chances that follow. */
function improve(
  state: State,
  { comparisons, candidates, scale, records }: TrainingData,
  { random, total }: { readonly random: readonly Float64Array[]; readonly total: number },
): State {
  const { codes, counts, width } = candidates;
  const odds = state.kinds.map((kind) =>
    comparisons.map((comparison, index) => oddsByCode(state, comparison, { index, kind, records })),
  );
  const tallies = state.kinds.map(({ chances }) =>
    chances.map((levels) => startChances(levels.length).map((share) => share * PRIOR_PAIRS)),
  );
  const totals = new Float64Array(state.kinds.length);
  const likely = new Float64Array(state.kinds.length);
  for (let row = 0; row < counts.length; row++) {
    let sum = 1;
    for (let kind = 0; kind < likely.length; kind++) {
      let chance = state.kinds[kind]?.prior ?? 0;
      const own = odds[kind] ?? [];
      for (let index = 0; index < width; index++) chance *= own[index]?.[codes[row * width + index] ?? 0] ?? 1;
      likely[kind] = chance;
      sum += chance;
    }
    for (let kind = 0; kind < likely.length; kind++) {
      const amount = (((likely[kind] ?? 0) * (counts[row] ?? 0)) / sum) * scale;
      add(totals, kind, amount);
      const tally = tallies[kind] ?? [];
      for (let index = 0; index < width; index++) {
        const code = codes[row * width + index] ?? 0;
        const levels = tally[index];
        if (code !== MISSING && levels) add(levels, levelIndex(code, levels.length), amount);
      }
    }
  }
  return nextState(state, { comparisons, tallies, totals, random, total });
}

function nextState(
  state: State,
  learned: {
    readonly comparisons: readonly EvidenceComparison[];
    readonly tallies: readonly (readonly Float64Array[])[];
    readonly totals: Float64Array;
    readonly random: readonly Float64Array[];
    readonly total: number;
  },
): State {
  const { comparisons, tallies, totals, random, total } = learned;
  const learnedOf = (place: number) =>
    (tallies[place] ?? []).map((tally, index) => {
      const further = state.kinds.flatMap(({ movedFrom }, moved) =>
        movedFrom === place && !comparisons[index]?.movesHouse ? [tallies[moved]?.[index]] : [],
      );
      return shares(tally.map((count, level) => further.reduce((sum, own) => sum + (own?.[level] ?? 0), count)));
    });
  const counted = [...totals].map((count) => Math.min(0.5, Math.max(count, 1) / total));
  const priors = state.kinds.map(({ movedFrom }, place) => priorOf(counted, state.kinds, { place, movedFrom }));
  const chances = state.kinds.map(({ movedFrom }, place) => learnedOf(movedFrom ?? place));
  const [m = []] = chances;
  const u = random.map((levels, index) => withoutMatches(levels, m[index] ?? levels, priors[0] ?? 0));
  const kinds = state.kinds.map((kind, place) => ({
    ...kind,
    prior: priors[place] ?? 0,
    chances: (chances[place] ?? []).map((own, index) => (kind.isFree[index] ? own : (u[index] ?? own))),
  }));
  return { u, kinds };
}

/**
 * How common a kind is. Who lives together moves as often as one customer does: those of them who moved and share nothing
 * else are found by no blocking rule, and cannot be counted.
 */
function priorOf(
  counted: readonly number[],
  kinds: readonly Kind[],
  { place, movedFrom }: { readonly place: number; readonly movedFrom: number | undefined },
): number {
  if (movedFrom === undefined || movedFrom === 0) return counted[place] ?? 0;
  const moved = counted[kinds.findIndex((kind) => kind.movedFrom === 0)] ?? 0;
  return ((counted[movedFrom] ?? 0) * moved) / (counted[0] ?? 1);
}

/** Random pairs hold a few of one customer: what those add to the agreement is taken out. */
function withoutMatches(random: Float64Array, m: Float64Array, prior: number): Float64Array {
  return shares(random.map((share, level) => Math.max(share - prior * (m[level] ?? 0), share * LEAST_OF_STRANGERS)));
}

/** The largest move of a chance, or of how common a kind is, as a share of what it was. */
function change(before: State, after: State): number {
  const moves = after.kinds.flatMap((kind, place) => {
    const was = before.kinds[place];
    const levels = kind.chances.flatMap((chances, index) =>
      kind.isFree[index]
        ? [...chances].map((share, level) => Math.abs(share - (was?.chances[index]?.[level] ?? 0)))
        : [],
    );
    return place === 0
      ? [...levels, PRIOR_PACE * relative(kind.prior, was?.prior)]
      : [PRIOR_PACE * relative(kind.prior, was?.prior)];
  });
  return Math.max(0, ...moves);
}

/** How far a prior may still move when training ends: this many times more than a chance. */
const PRIOR_PACE = 0.05;

const relative = (now: number, before = now) => Math.abs(now - before) / Math.max(before, Number.MIN_VALUE);
