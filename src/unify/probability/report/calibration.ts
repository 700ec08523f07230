import type { LabelledPair } from './thresholds.ts';

/** Pairs of about one match probability, and how many of them are one customer. */
export interface CalibrationBin {
  /** Mean match probability. */
  readonly predicted: number;
  /** Share of pairs of one customer. */
  readonly observed: number;
  readonly pairs: number;
}

/** How far match probabilities are what they say, on labelled pairs. */
export interface Calibration {
  /** Bins of one tenth each that hold any pair, from low to high. */
  readonly bins: readonly CalibrationBin[];
  /** Mean distance of predicted and observed, over all pairs (expected calibration error). */
  readonly error: number;
  /** The same over the pairs that are doubtful: between one and nine tenths. */
  readonly doubtfulError: number;
  readonly doubtfulPairs: number;
  /** Mean surprise of the truth, in bits a pair. */
  readonly logLoss: number;
}

const BINS = 10;
/** No probability is taken for surer than this, or one wrong pair would outweigh all. */
const SUREST = 1e-6;

/**
 * Match probabilities against the truth. Source: expected calibration error in bins of equal width, as of Naeini, Cooper and
 * Hauskrecht 2015. Undefined without pairs.
 */
export function calibrationOf(labels: readonly LabelledPair[]): Calibration | undefined {
  const pairs = countOf(labels);
  if (pairs === 0) return undefined;
  const binOf = ({ probability }: LabelledPair) => Math.min(BINS - 1, Math.floor(probability * BINS));
  const grouped = [...Map.groupBy(labels, binOf)].sort(([a], [b]) => a - b);
  const bins = grouped.map(([bin, own]) => ({ bin, ...binFrom(own) }));
  const doubtful = bins.filter(({ bin }) => bin > 0 && bin < BINS - 1);
  const loss = labels.reduce((sum, { probability, isMatch, count = 1 }) => {
    const sure = Math.min(1 - SUREST, Math.max(SUREST, isMatch ? probability : 1 - probability));
    return sum - count * Math.log2(sure);
  }, 0);
  return {
    bins: bins.map(({ predicted, observed, pairs: count }) => ({ predicted, observed, pairs: count })),
    error: errorOf(bins),
    doubtfulError: errorOf(doubtful),
    doubtfulPairs: doubtful.reduce((sum, bin) => sum + bin.pairs, 0),
    logLoss: loss / pairs,
  };
}

const countOf = (labels: readonly LabelledPair[]) => labels.reduce((sum, { count = 1 }) => sum + count, 0);

function binFrom(labels: readonly LabelledPair[]): CalibrationBin {
  const pairs = countOf(labels);
  const predicted = labels.reduce((sum, { probability, count = 1 }) => sum + probability * count, 0) / pairs;
  return { predicted, observed: countOf(labels.filter(({ isMatch }) => isMatch)) / pairs, pairs };
}

function errorOf(bins: readonly CalibrationBin[]): number {
  const pairs = bins.reduce((sum, bin) => sum + bin.pairs, 0);
  const distance = bins.reduce((sum, bin) => sum + bin.pairs * Math.abs(bin.predicted - bin.observed), 0);
  return pairs === 0 ? 0 : distance / pairs;
}
