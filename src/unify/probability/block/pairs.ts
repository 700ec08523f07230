import type { EngineSession } from '../../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../../sql/sql.ts';
import { LARGE_BLOCK_TABLE, PAIR_TABLE } from '../tables.ts';
import { BLOCK_TABLE, makeBlocks } from './blocks.ts';
import { blockingKey } from './key.ts';
import type { EvidenceBlocking } from './rules.ts';

/** How many candidate pairs there are. */
export interface PairCount {
  /** Counted once for every rule that found them since they were last kept once. */
  found: number;
  /** Those of them that are known to be different. */
  distinct: number;
}

/** Starts to gather candidate pairs, and the blocks that are too large to give some. */
export async function openPairs(session: EngineSession): Promise<PairCount> {
  await session.run(sql`create or replace table ${id(PAIR_TABLE)} (left_rid integer, right_rid integer)`);
  await session.run(sql`create or replace table ${id(LARGE_BLOCK_TABLE)} as
    select '' as rule, ${session.dialect.shortHash([sql`1`])} as hash, cast(0 as integer) as size where false`);
  return { found: 0, distinct: 0 };
}

/** Up to this size the pairs of a block follow from its sums. */
const SUMMED_SIZE = 3;

/** Adds the pairs of a rule, of blocks of up to `sizeLimit` records, and notes the larger ones; the blocks must have been made, of all keys or of a `share`. */
export async function addPairs(
  session: EngineSession,
  {
    rule,
    sizeLimit,
    pairs,
    share,
  }: { readonly rule: EvidenceBlocking; readonly sizeLimit: number; readonly pairs: number; readonly share: number },
  count: PairCount,
): Promise<void> {
  if (share > 1) await makeBlocks(session, rule, 1);
  const few = sql`${id(BLOCK_TABLE)} where first_rid < last_rid and size`;
  const middle = sql`cast(sum_rid - first_rid - last_rid as integer)`;
  const summed = [
    sql`select first_rid, last_rid from ${few} <= ${Math.min(SUMMED_SIZE, sizeLimit)}`,
    ...(sizeLimit < SUMMED_SIZE
      ? []
      : [
          sql`select first_rid, ${middle} from ${few} = ${SUMMED_SIZE}`,
          sql`select ${middle}, last_rid from ${few} = ${SUMMED_SIZE}`,
        ]),
  ];
  const larger = sizeLimit > SUMMED_SIZE ? [pairsOfLarger(session, rule, sizeLimit)] : [];
  await session.run(sql`insert into ${id(PAIR_TABLE)} ${join([...summed, ...larger], ' union all ')}`);
  await session.run(sql`insert into ${id(LARGE_BLOCK_TABLE)}
    select ${rule.name}, key, cast(size as integer) from ${id(BLOCK_TABLE)} where size > ${sizeLimit}`);
  count.found += pairs;
}

function pairsOfLarger(session: EngineSession, rule: EvidenceBlocking, sizeLimit: number): Sql {
  const { rows, key, isThere } = blockingKey(rule, session);
  const keyed = sql`select keyed.key, keyed.rid from (select ${key} as key, rid from ${rows} where ${isThere}) as keyed
    join ${id(BLOCK_TABLE)} as block on block.key = keyed.key where block.size between ${SUMMED_SIZE + 1} and ${sizeLimit}`;
  return sql`select * from (with keyed as materialized (${keyed}) select a.rid, b.rid from keyed as a join keyed as b on a.key = b.key and a.rid < b.rid) as pair`;
}

const NEXT = 'probability_next_pair';

/** Keeps every pair once and counts them. */
export async function keepEachOnce(session: EngineSession, count: PairCount): Promise<void> {
  await session.run(
    sql`create or replace table ${id(NEXT)} as select left_rid, right_rid from ${id(PAIR_TABLE)} group by left_rid, right_rid`,
  );
  await session.drop(PAIR_TABLE);
  await session.run(sql`alter table ${id(NEXT)} rename to ${id(PAIR_TABLE)}`);
  count.distinct = await session.rowCount(PAIR_TABLE);
  count.found = count.distinct;
}
