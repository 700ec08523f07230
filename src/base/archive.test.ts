import { describe, expect, it } from 'vitest';
import { isArchive, readArchive, writeArchive } from './archive.ts';

const inner = writeArchive({ 'flow.json': 'x'.repeat(600) });
const outer = writeArchive({ 'readme.txt': 'hello', 'one.zip': inner, 'two.zip': inner });
const budget = (leftBytes = 10_000) => ({ budget: { leftBytes } });
const pathsOf = (options: Parameters<typeof readArchive>[1]) => [...readArchive(outer, options).keys()];

describe('an archive', () => {
  it('is known by how it begins', () => {
    expect([isArchive(outer), isArchive(new Uint8Array()), isArchive(Buffer.from('PK'))]).toEqual([true, false, false]);
  });

  it('gives its files, archives inside as files or unfolded under their path', () => {
    expect(pathsOf(budget())).toEqual(['readme.txt', 'one.zip', 'two.zip']);
    expect(pathsOf({ ...budget(), mostDepth: 1 })).toEqual(['readme.txt', 'one.zip/flow.json', 'two.zip/flow.json']);
  });

  it('gives only the files that are wanted', () => {
    expect(pathsOf({ ...budget(), isWanted: (path) => path.endsWith('.txt') })).toEqual(['readme.txt']);
  });

  it('is refused when it and the archives inside unfold to too much together', () => {
    const needed = 5 + 2 * inner.byteLength + 2 * 600;
    expect(pathsOf({ ...budget(needed), mostDepth: 1 })).toHaveLength(3);
    expect(() => pathsOf({ ...budget(needed - 1), mostDepth: 1 })).toThrow('it unfolds to more than is taken');
  });

  it('is refused when half of it is missing', () => {
    expect(() => readArchive(outer.slice(0, 40), budget())).toThrow('it is broken');
  });
});
