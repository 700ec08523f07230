import { pairsAmong } from '../outsiders.ts';
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
