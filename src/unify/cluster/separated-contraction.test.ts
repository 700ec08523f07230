import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSession } from '../../../test/support/unify.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { contractSeparated } from './separated-contraction.ts';
import { Separation } from './separation.ts';
import { UnionFind } from './union-find.ts';

const SIZE = 9;
let session: EngineSession;
beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

type Pair = readonly [left: number, right: number];
interface Link {
  readonly pair: Pair;
  readonly sequence: number;
  readonly score: number;
}

const lefts = (pairs: readonly Pair[]) => Int32Array.from(pairs, ([left]) => left);
const rights = (pairs: readonly Pair[]) => Int32Array.from(pairs, ([, right]) => right);

async function contracted(links: readonly Link[], never: readonly Pair[]): Promise<number[]> {
  const integer = (name: string) => ({ name, type: 'integer' as const });
  const rids = Int32Array.from({ length: SIZE }, (_, index) => index + 1);
  await session.insertIntegerPairs('all_records', ['rid', 'again'], rids, rids);
  await session.insertIntegerPairs('all_never', ['left_rid', 'right_rid'], lefts(never), rights(never));
  await session.insert('all_links', ['sequence', 'left_rid', 'right_rid', 'score'].map(integer), [
    links.map(({ sequence, score, pair: [left, right] }) => ({ sequence, left_rid: left, right_rid: right, score })),
  ]);
  const all = (table: string) => sql`select * from ${id(table)}`;
  await contractSeparated(session, {
    table: 'separated',
    records: sql`select rid from ${id('all_records')}`,
    links: all('all_links'),
    never: all('all_never'),
  });
  const rows = await session.rows(sql`select cluster from ${id('separated')} order by rid`);
  return rows.map((row) => Number(row['cluster']));
}

function joinedOneByOne(links: readonly Link[], never: readonly Pair[]): number[] {
  const forest = new UnionFind(SIZE);
  const separation = new Separation(forest, { left: lefts(never), right: rights(never) });
  const ordered = [...links].sort(
    (x, y) => x.sequence - y.sequence || y.score - x.score || x.pair[0] - y.pair[0] || x.pair[1] - y.pair[1],
  );
  for (const { pair } of ordered) separation.join(...pair);
  return [...forest.roots()].slice(1);
}

describe('contraction with pairs that must stay apart', () => {
  it('gives the clusters of the links taken one by one, for any links and pairs', async () => {
    const record = fc.integer({ min: 1, max: SIZE });
    const pair = fc.tuple(record, record).filter(([left, right]) => left !== right);
    const link = fc.record({ pair, sequence: fc.integer({ min: 0, max: 2 }), score: fc.integer({ min: 0, max: 2 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(link, { maxLength: 14 }), fc.array(pair, { maxLength: 4 }), async (links, never) => {
        expect(await contracted(links, never)).toEqual(joinedOneByOne(links, never));
      }),
      { numRuns: 15 },
    );
  });

  it('refuses the link that comes last, not the one that comes first', async () => {
    const link = (left: number, right: number, sequence: number) => ({
      pair: [left, right] as const,
      sequence,
      score: 1,
    });
    const links = [link(1, 2, 1), link(2, 3, 0), link(3, 4, 2)];
    expect((await contracted(links, [[1, 3]])).slice(0, 4)).toEqual([1, 2, 2, 2]);
  });
});
