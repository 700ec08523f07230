import type { EngineSession } from '../../../sql/engine.ts';
import { id, sql } from '../../../sql/sql.ts';
import { PAIR_TABLE, STANDARD_TABLE } from '../tables.ts';
import { blockingKey, type MeasuredBlocking } from './choose.ts';

const FOUND = 'probability_found';
const KEYED = 'probability_keyed';

/** Writes the candidate pairs of the rules that are used, each pair once. */
export async function makePairs(session: EngineSession, blocking: readonly MeasuredBlocking[]): Promise<void> {
  await session.run(sql`create or replace table ${id(FOUND)} (left_rid integer, right_rid integer)`);
  for (const { rule, largestBlock } of blocking.filter(({ isUsed }) => isUsed)) {
    const { key, isThere } = blockingKey(rule, session);
    await session.run(sql`create or replace table ${id(KEYED)} as
      with keyed as (select ${key} as key, rid from ${id(STANDARD_TABLE)} where ${isThere})
      select keyed.key, keyed.rid from keyed join (select key from keyed group by key having count(*) between 2 and ${largestBlock}) as block on block.key = keyed.key`);
    await session.run(
      sql`insert into ${id(FOUND)} select a.rid, b.rid from ${id(KEYED)} as a join ${id(KEYED)} as b on a.key = b.key and a.rid < b.rid`,
    );
  }
  await session.run(
    sql`create or replace table ${id(PAIR_TABLE)} as select left_rid, right_rid from ${id(FOUND)} group by left_rid, right_rid`,
  );
  await session.drop(FOUND);
  await session.drop(KEYED);
}
