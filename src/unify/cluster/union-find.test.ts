import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Separation } from './separation.ts';
import { UnionFind } from './union-find.ts';

const SIZE = 12;
const record = fc.integer({ min: 1, max: SIZE });
const pairs = fc.array(fc.tuple(record, record), { maxLength: 20 });

const columns = (list: readonly (readonly [number, number])[]) => ({
  left: Int32Array.from(list, ([left]) => left),
  right: Int32Array.from(list, ([, right]) => right),
});

describe('union-find', () => {
  it('names every set by its smallest record, whatever the order of links', () => {
    fc.assert(
      fc.property(pairs, (links) => {
        const [forward, backward] = [new UnionFind(SIZE), new UnionFind(SIZE)];
        for (const [left, right] of links) forward.union(left, right);
        for (const [left, right] of links.toReversed()) backward.union(right, left);
        expect(forward.roots()).toEqual(backward.roots());
        for (const [rid, root] of forward.roots().entries()) expect(root).toBeLessThanOrEqual(rid);
        for (const [left, right] of links) expect(forward.find(left)).toBe(forward.find(right));
      }),
    );
  });
});

describe('separation', () => {
  it('never lets a separated pair meet, and joins whatever else it is asked to', () => {
    fc.assert(
      fc.property(pairs, pairs, (links, apart) => {
        const separated = apart.filter(([left, right]) => left !== right);
        const forest = new UnionFind(SIZE);
        const separation = new Separation(forest, columns(separated));
        for (const [left, right] of links) {
          const isJoined = separation.join(left, right);
          expect(isJoined).toBe(forest.find(left) === forest.find(right));
        }
        for (const [left, right] of separated) expect(forest.find(left)).not.toBe(forest.find(right));
        if (separated.length === 0)
          for (const [left, right] of links) expect(forest.find(left)).toBe(forest.find(right));
      }),
    );
  });
});
