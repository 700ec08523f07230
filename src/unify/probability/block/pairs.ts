import type { EngineSession } from '../../../sql/engine.ts';
import { id, sql } from '../../../sql/sql.ts';
import { PAIR_TABLE } from '../tables.ts';
import { blockingKey } from './key.ts';
import type { EvidenceBlocking } from './rules.ts';

const FOUND = 'probability_found';
const KEYED = 'probability_keyed';

/** How many candidate pairs there are. */
export interface PairCount {
  /** Counted once for every rule that found them since they were last kept once. */
  found: number;
  /** Those of them that are known to be different. */
  distinct: number;
}

/** Starts to gather candidate pairs. */
export async function openPairs(session: EngineSession): Promise<PairCount> {
  await session.run(sql`create or replace table ${id(FOUND)} (left_rid integer, right_rid integer)`);
  return { found: 0, distinct: 0 };
}

/** Adds the pairs of a rule, of blocks of up to `largestBlock` records. */
export async function addPairs(
  session: EngineSession,
  {
    rule,
    largestBlock,
    pairs,
  }: { readonly rule: EvidenceBlocking; readonly largestBlock: number; readonly pairs: number },
  count: PairCount,
): Promise<void> {
  const { rows, key, isThere } = blockingKey(rule, session);
  await session.run(sql`create or replace table ${id(KEYED)} as
    with keyed as (select ${key} as key, rid from ${rows} where ${isThere})
    select keyed.key, keyed.rid from keyed join (select key from keyed group by key having count(*) between 2 and ${largestBlock}) as block on block.key = keyed.key`);
  await session.run(
    sql`insert into ${id(FOUND)} select a.rid, b.rid from ${id(KEYED)} as a join ${id(KEYED)} as b on a.key = b.key and a.rid < b.rid`,
  );
  await session.drop(KEYED);
  count.found += pairs;
}

/** Keeps every pair once, in the table of candidate pairs, and counts them. */
export async function keepEachOnce(session: EngineSession, count: PairCount): Promise<void> {
  await session.run(
    sql`create or replace table ${id(PAIR_TABLE)} as select left_rid, right_rid from ${id(FOUND)} group by left_rid, right_rid`,
  );
  await session.run(sql`create or replace table ${id(FOUND)} as select * from ${id(PAIR_TABLE)}`);
  count.distinct = await session.rowCount(PAIR_TABLE);
  count.found = count.distinct;
}

/** Ends the gathering; the candidate pairs stay. */
export function dropPairs(session: EngineSession): Promise<void> {
  return session.drop(FOUND);
}
