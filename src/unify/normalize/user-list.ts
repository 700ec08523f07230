import type { Normalization } from '../../model/vocabulary.ts';
import { normalizeText } from './text.ts';

/** Rows of an alias table: each value, normalised, with the smallest value of all those it counts as equal to. */
export function aliasRows(
  pairs: readonly (readonly [string, string])[],
  normalize: readonly Normalization[],
): { value: string; stands_for: string }[] {
  const parent = new Map<string, string>();
  const find = (value: string): string => {
    const up = parent.get(value) ?? value;
    return up === value ? value : find(up);
  };
  for (const pair of pairs) {
    const [left, right] = pair.map((value) => normalizeText(value, normalize));
    if (left === undefined || right === undefined) continue;
    const [small = left, large = right] = [find(left), find(right)].sort();
    parent.set(large, small);
    parent.set(small, small);
  }
  return [...parent.keys()].sort().map((value) => ({ value, stands_for: find(value) }));
}

/** Rows of a bypass table: each value once, normalised. */
export function bypassRows(values: readonly string[], normalize: readonly Normalization[]): { value: string }[] {
  const normal = values.map((value) => normalizeText(value, normalize)).filter((value) => value !== undefined);
  return [...new Set(normal)].sort().map((value) => ({ value }));
}
