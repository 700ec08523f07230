import type { MatchExplanation } from '../../../../src/app/view/matching.ts';

type Weights = NonNullable<MatchExplanation['weights']>;

/** A line of a waterfall: the sum before and after, in bits. The last one goes from nothing to the match weight. */
export interface Fall {
  readonly key: string;
  /** The comparison; the start, the lookalikes and the match weight are none. */
  readonly step?: Weights['steps'][number];
  readonly from: number;
  readonly to: number;
  readonly bits: number;
}

/** The lines of a waterfall, and the least and most that its sum reaches; what neither adds nor takes is left out. */
export function fallsOf({ start, steps, lookalikes, weight }: Weights): {
  readonly least: number;
  readonly most: number;
  readonly falls: readonly Fall[];
} {
  const parts = [
    { key: 'start', bits: start },
    ...steps.map((step) => ({ key: step.comparison, step, bits: step.weight })),
    { key: 'lookalikes', bits: lookalikes },
  ].filter(({ key, bits }) => key === 'start' || bits !== 0);
  let sum = 0;
  const falls: Fall[] = parts.map((part) => {
    const from = sum;
    sum += part.bits;
    return { ...part, from, to: sum };
  });
  falls.push({ key: 'weight', from: 0, to: weight, bits: weight });
  const reached = falls.flatMap(({ from, to }) => [from, to]);
  return { least: Math.min(0, ...reached), most: Math.max(1, ...reached), falls };
}
