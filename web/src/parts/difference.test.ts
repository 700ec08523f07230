import { describe, expect, it } from 'vitest';
import { differencesBetween } from './difference.ts';

describe('the differences between two values', () => {
  it.each<[string, unknown, unknown, readonly string[]]>([
    ['are none between equals', { a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
    ['name the place of a change', { a: { b: 1 } }, { a: { b: 2 } }, ['/a/b: 1 → 2']],
    ['tell what is new and what is gone', { a: 1 }, { b: 'x' }, ['/b: undefined → "x"', '/a: 1 → undefined']],
    ['go into lists', [1, 2], [1, 3, 4], ['/1: 2 → 3', '/2: undefined → 4']],
    ['escape slashes', { 'a/b': 1 }, { 'a/b': 2 }, ['/a~1b: 1 → 2']],
  ])('%s', (_what, before, after, expected) => {
    const found = differencesBetween(before, after);
    expect(found.map((each) => `${each.pointer}: ${each.before} → ${each.after}`)).toEqual(expected);
  });
});
