import { pairsAmong } from '../outsiders.ts';
import type { Astray } from '../train/astray.ts';
import type { ProbabilityModel } from '../train/expectation.ts';
import { PRIOR_PAIRS } from '../train/state.ts';

/** Records from which on a model is taken to have learned something. */
const LEAST_RECORDS = 100;

/** How little a model was learned from. */
export interface ThinEvidence {
  readonly records: number;
  /** Pairs of one customer among them, as far as the model tells. */
  readonly expectedMatches: number;
}

/**
 * Says so where the weights are mostly those that training begins with: of few records, or of fewer pairs of one customer
 * than the pseudo-pairs that hold the learned chances to the starting ones. Undefined where there was enough, or nothing
 * to compare.
 */
export function thinEvidence({ prior, weights }: ProbabilityModel, records: number): ThinEvidence | undefined {
  if (weights.length === 0) return undefined;
  const expectedMatches = Math.round(prior * pairsAmong(records));
  const isEnough = records >= LEAST_RECORDS && expectedMatches >= PRIOR_PAIRS;
  return isEnough ? undefined : { records, expectedMatches };
}

/** How training went astray, and where it was stopped. */
export interface StrangeMatches extends Astray {
  readonly records: number;
  /** Rounds of training that count. */
  readonly rounds: number;
}

/** Says so where training left to itself settles on other pairs than those of one customer; not where evidence is thin. */
export function strangeMatches(model: ProbabilityModel, records: number): StrangeMatches | undefined {
  const { astray, rounds } = model;
  return astray && !thinEvidence(model, records) ? { ...astray, records, rounds } : undefined;
}
