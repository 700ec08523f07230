import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSession } from '../../../../test/support/unify.ts';
import type { EngineSession } from '../../../sql/engine.ts';
import { id, sql } from '../../../sql/sql.ts';
import { DEFAULT_LISTS, makeStandardTable } from '../standard/stage.ts';
import { PAIR_TABLE } from '../tables.ts';
import { makeBlocks } from './blocks.ts';
import { addPairs, openPairs } from './pairs.ts';

let session: EngineSession;
beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

/** The candidate pairs of a rule over names of organisations, records numbered from 1. */
async function pairsOver(names: readonly string[], first?: number): Promise<readonly (readonly number[])[]> {
  const rows = names.map((organization, index) => ({ rid: index + 1, organization }));
  const columns = [
    { name: 'rid', type: 'integer' as const },
    { name: 'organization', type: 'string' as const },
  ];
  await session.insert('given', columns, [rows]);
  const role = { column: 'organization', role: 'organization', from: 'declared' } as const;
  await makeStandardTable(session, [{ name: 'Given', table: 'given', rid: 'rid', columns: [role] }], DEFAULT_LISTS);
  const rule = { name: 'words', keys: [{ column: 'word', first }] };
  await makeBlocks(session, rule, 1);
  await addPairs(session, { rule, sizeLimit: 1000, pairs: 0, share: 1 }, await openPairs(session));
  const pairs = await session.rows(sql`select distinct left_rid, right_rid from ${id(PAIR_TABLE)} order by all`);
  return pairs.map((row) => [Number(row['left_rid']), Number(row['right_rid'])]);
}

describe('a blocking rule by words', () => {
  it('pairs records that share a word', async () => {
    expect(await pairsOver(['Rilason Nursery', 'Rilason Garage', 'Nursery Hope'])).toEqual([
      [1, 2],
      [1, 3],
    ]);
  });

  it('pairs no record with itself where two of its words begin alike', async () => {
    expect(await pairsOver(['Rilason Rilatu', 'Rilaki'], 4)).toEqual([[1, 2]]);
    expect(await pairsOver(['Rilason Rilatu Rilano', 'Rilaki', 'Rilabi Rilako'], 4)).toEqual([
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
  });
});
