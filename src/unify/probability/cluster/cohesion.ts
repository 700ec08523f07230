/** All pairs within one group of records with their match weights: the first with the second, with the third, … */
export interface GroupPairs {
  readonly size: number;
  readonly weight: readonly number[];
}

export interface CohesionOptions {
  /** Least average weight between two parts that are joined. */
  readonly least: number;
  /** Weights count within these bounds, so that no single pair decides for a whole cluster. */
  readonly bounds: readonly [number, number];
}

/** Weights below this are orders, not evidence, and are not bounded. */
export const FORBIDDEN = -100_000;

/**
 * Parts of a group that hold together: the two parts with the highest average weight between their records are joined
 * until none has enough. A chain of weak links falls apart; a record with one bad pair among many good ones stays.
 * Gives the part of every record, named by its first one.
 */
export function cohesiveParts(pairs: GroupPairs, { least, bounds }: CohesionOptions): number[] {
  const { size } = pairs;
  const clip = (weight: number) => (weight < FORBIDDEN ? weight : Math.min(bounds[1], Math.max(bounds[0], weight)));
  const weights = pairs.weight.map(clip);
  // Most groups: where no pair is below, no average is.
  if (weights.every((weight) => weight >= least)) return new Array<number>(size).fill(0);
  const sums = Array.from({ length: size }, () => new Float64Array(size));
  for (let left = 0, index = 0; left < size; left++)
    for (let right = left + 1; right < size; right++, index++) {
      const weight = weights[index] ?? 0;
      set(sums, left, right, weight);
      set(sums, right, left, weight);
    }
  const counts = new Array<number>(size).fill(1);
  const parts = Array.from({ length: size }, (_, index) => index);
  const alive = new Set(parts);
  for (;;) {
    const best = closest(alive, sums, counts);
    if (!best || best.average < least) return parts;
    absorb(best.a, best.b, { alive, sums, counts, parts });
  }
}

function set(rows: readonly Float64Array[], row: number, column: number, value: number): void {
  const values = rows[row];
  if (values) values[column] = value;
}

function closest(alive: ReadonlySet<number>, sums: readonly Float64Array[], counts: readonly number[]) {
  const places = [...alive];
  let best: { a: number; b: number; average: number } | undefined;
  for (let i = 0; i < places.length; i++)
    for (let j = i + 1; j < places.length; j++) {
      const [a, b] = [places[i] ?? 0, places[j] ?? 0];
      const average = (sums[a]?.[b] ?? 0) / ((counts[a] ?? 1) * (counts[b] ?? 1));
      if (!best || average > best.average) best = { a, b, average };
    }
  return best;
}

interface Merging {
  readonly alive: Set<number>;
  readonly sums: readonly Float64Array[];
  readonly counts: number[];
  readonly parts: number[];
}

function absorb(a: number, b: number, { alive, sums, counts, parts }: Merging): void {
  alive.delete(b);
  for (const other of alive) {
    if (other === a) continue;
    const sum = (sums[a]?.[other] ?? 0) + (sums[b]?.[other] ?? 0);
    set(sums, a, other, sum);
    set(sums, other, a, sum);
  }
  counts[a] = (counts[a] ?? 1) + (counts[b] ?? 1);
  parts.forEach((part, index) => {
    if (part === b) parts[index] = a;
  });
}
