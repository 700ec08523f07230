/** A pair of which a person said whether it is one customer, with the match probability it has. */
export interface LabelledPair {
  readonly probability: number;
  readonly isMatch: boolean;
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

/** Precision and recall by threshold, at every probability that a labelled pair has. */
export function thresholdCurve(labels: readonly LabelledPair[]): ThresholdCurve {
  const sorted = [...labels].sort((a, b) => b.probability - a.probability);
  const matches = labels.filter(({ isMatch }) => isMatch).length;
  const points: ThresholdPoint[] = [];
  let right = 0;
  sorted.forEach(({ probability, isMatch }, index) => {
    if (isMatch) right += 1;
    if (sorted[index + 1]?.probability === probability) return;
    const [precision, recall] = [right / (index + 1), matches === 0 ? 1 : right / matches];
    const f1 = right === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    points.push({ threshold: probability, precision, recall, f1 });
  });
  const best = Math.max(0, ...points.map(({ f1 }) => f1));
  const good = points.filter(({ f1 }) => f1 === best && best > 0);
  return { labels: labels.length, points, suggested: good[Math.floor(good.length / 2)]?.threshold };
}
