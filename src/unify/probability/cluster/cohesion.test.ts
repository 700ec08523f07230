import { describe, expect, it } from 'vitest';
import { cohesiveParts } from './cohesion.ts';

const OPTIONS = { least: -2, bounds: [-8, 8] as const };
/** Pairs in any order, each once. */
const group = (size: number, pairs: readonly (readonly [number, number, number])[]) => ({
  size,
  weight: [...pairs].sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , weight]) => weight),
});

describe('cohesion', () => {
  it.each([
    [
      'keeps records that all agree',
      [
        [0, 1, 9],
        [0, 2, 9],
        [1, 2, 9],
      ],
      [0, 0, 0],
    ],
    [
      'parts two pairs that one weak link joins',
      [
        [0, 1, 9],
        [2, 3, 9],
        [1, 2, 1],
        [0, 2, -9],
        [0, 3, -9],
        [1, 3, -9],
      ],
      [0, 0, 2, 2],
    ],
    [
      'keeps a record with one bad pair among good ones',
      [
        [0, 1, 9],
        [0, 2, 9],
        [1, 2, -5],
      ],
      [0, 0, 0],
    ],
    [
      'never joins what must not come together',
      [
        [0, 1, 9],
        [0, 2, 9],
        [1, 2, -1_000_000],
      ],
      [0, 0, 2],
    ],
  ] as const)('%s', (_title, pairs, parts) => {
    expect(cohesiveParts(group(Math.max(...pairs.map(([, right]) => right)) + 1, pairs), OPTIONS)).toEqual(parts);
  });
});
