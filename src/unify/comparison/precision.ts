import { PRECISIONS } from '../../model/vocabulary.ts';

/** Precision as written: a level or a share. */
export type Precision = keyof typeof PRECISIONS | number | undefined;

/** Least similarity that counts, in [0, 1]; exact (1) when nothing is said. */
export function precisionOf(precision: Precision): number {
  if (precision === undefined) return PRECISIONS.exact;
  return typeof precision === 'number' ? precision : PRECISIONS[precision];
}

/** True when less than equality is enough. */
export function isFuzzy(precision: number): boolean {
  return precision < PRECISIONS.exact;
}
