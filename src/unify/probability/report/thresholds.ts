/** A pair of which a person said whether it is one customer, with the match probability it has. */
export interface LabelledPair {
  readonly probability: number;
  readonly isMatch: boolean;
  /** How many pairs of this probability it stands for. Default 1. */
  readonly count?: number;
}

/** How good the links would be with one threshold, on the labelled pairs. */
export interface ThresholdPoint {
  readonly threshold: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** The curve, and the threshold with the best F1; the middle one of several that are equally good. */
export interface ThresholdCurve {
  readonly labels: number;
  readonly points: readonly ThresholdPoint[];
  readonly suggested: number | undefined;
}

/**
 * Precision and recall by threshold, at every probability that a labelled pair has.
 * @param missed pairs of one customer that no threshold finds, as they were never compared
 */
export function thresholdCurve(labels: readonly LabelledPair[], missed = 0): ThresholdCurve {
  const sorted = [...labels].sort((a, b) => b.probability - a.probability);
  const countOf = (pairs: readonly LabelledPair[]) => pairs.reduce((sum, { count = 1 }) => sum + count, 0);
  const matches = countOf(labels.filter(({ isMatch }) => isMatch)) + missed;
  const points: ThresholdPoint[] = [];
  let [right, linked] = [0, 0];
  sorted.forEach(({ probability, isMatch, count = 1 }, index) => {
    linked += count;
    if (isMatch) right += count;
    if (sorted[index + 1]?.probability === probability) return;
    const [precision, recall] = [right / linked, matches === 0 ? 1 : right / matches];
    const f1 = right === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    points.push({ threshold: probability, precision, recall, f1 });
  });
  const best = Math.max(0, ...points.map(({ f1 }) => f1));
  const good = points.filter(({ f1 }) => f1 === best && best > 0);
  return { labels: countOf(labels) + missed, points, suggested: good[Math.floor(good.length / 2)]?.threshold };
}
