import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSession } from '../../../test/support/unify.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { contractClusters } from './contraction.ts';
import { UnionFind } from './union-find.ts';

const SIZE = 14;
let session: EngineSession;
beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

async function contracted(links: readonly (readonly [number, number])[], size = SIZE): Promise<number[]> {
  const rids = Int32Array.from({ length: size }, (_, index) => index + 1);
  await session.insertIntegerPairs('all_records', ['rid', 'again'], rids, rids);
  await session.insertIntegerPairs(
    'all_links',
    ['left_rid', 'right_rid'],
    Int32Array.from(links, ([left]) => left),
    Int32Array.from(links, ([, right]) => right),
  );
  await contractClusters(session, {
    table: 'contracted',
    records: sql`select rid from ${id('all_records')}`,
    links: sql`select * from ${id('all_links')}`,
  });
  const rows = await session.rows(sql`select cluster from ${id('contracted')} order by rid`);
  return rows.map((row) => Number(row['cluster']));
}

function united(links: readonly (readonly [number, number])[], size = SIZE): number[] {
  const forest = new UnionFind(size);
  for (const [left, right] of links) forest.union(left, right);
  return [...forest.roots()].slice(1);
}

describe('contraction', () => {
  it('gives the clusters of union-find, named alike, for any links', async () => {
    const record = fc.integer({ min: 1, max: SIZE });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(record, record), { maxLength: 16 }), async (links) => {
        expect(await contracted(links)).toEqual(united(links));
      }),
      { numRuns: 8 },
    );
  });

  it('follows a long chain in a few rounds', async () => {
    const size = 500;
    const chain = Array.from({ length: size - 1 }, (_, index) => [index + 2, index + 1] as const);
    expect(new Set(await contracted(chain, size))).toEqual(new Set([1]));
  });
});
