/** What one comparison adds to the match weight of two records. */
export interface WaterfallStep {
  readonly comparison: string;
  readonly title: string;
  readonly level: string;
  readonly left: string | null;
  readonly right: string | null;
  /** Bits for (or against) one customer. */
  readonly weight: number;
}

/** How the match weight of two records comes about, in bits: a start, what each comparison adds or takes, and the sum. */
export interface Waterfall {
  /** Before anything is compared: how rare it is that two records are one customer. */
  readonly start: number;
  readonly steps: readonly WaterfallStep[];
  /** What the chance of lookalikes takes away. */
  readonly lookalikes: number;
  readonly weight: number;
}

/** A line of a waterfall: the sum before and after, in bits. The last one goes from nothing to the match weight. */
export interface Fall {
  readonly key: string;
  /** The comparison; the start, the lookalikes and the match weight are none. */
  readonly step?: WaterfallStep;
  readonly from: number;
  readonly to: number;
  readonly bits: number;
}

/** The lines of a waterfall, from `start` by the comparisons and `lookalikes` to `weight`. */
export function fallsOf({ start, steps, lookalikes, weight }: Waterfall): readonly Fall[] {
  const parts = [
    { key: 'start', bits: start },
    ...steps.map((step) => ({ key: step.comparison, step, bits: step.weight })),
    { key: 'lookalikes', bits: lookalikes },
  ];
  let sum = 0;
  const falls: Fall[] = parts.map((part) => {
    const from = sum;
    sum += part.bits;
    return { ...part, from, to: sum };
  });
  return [...falls, { key: 'weight', from: 0, to: weight, bits: weight }];
}

/** What was compared, as one text: one value where both sides are the same, a dash where one is missing. */
export function comparedValues({ left, right }: Pick<WaterfallStep, 'left' | 'right'>): string {
  return left === right ? (left ?? '') : `${left ?? '–'} / ${right ?? '–'}`;
}
