import type { EngineSession } from '../../../sql/engine.ts';
import { id, sql } from '../../../sql/sql.ts';
import { blockingKey } from './key.ts';
import type { EvidenceBlocking } from './rules.ts';

/** Blocks of one rule that have several records: key, size, and the least, the largest and the sum of their numbers. */
export const BLOCK_TABLE = 'probability_block';

/** How many blocks of a size there are. */
export interface BlockSize {
  readonly size: number;
  readonly blocks: number;
}

/** Writes the blocks of a rule, of one in `share` keys: one grouping that tells their sizes, and the pairs of those that are small. */
export async function makeBlocks(session: EngineSession, rule: EvidenceBlocking, share: number): Promise<void> {
  const { rows, key, isThere, isSampled } = blockingKey(rule, session);
  await session.run(
    sql`create or replace table ${id(BLOCK_TABLE)} as select ${key} as key, count(*) as size, min(rid) as first_rid, max(rid) as last_rid, sum(rid) as sum_rid
      from ${rows} where ${isThere} and ${isSampled(share)} group by 1 having count(*) > 1`,
  );
}

/** The sizes of the blocks that were made of one in `share` keys, the smallest first. */
export async function readBlockSizes(session: EngineSession, share: number): Promise<BlockSize[]> {
  const rows = await session.rows(
    sql`select size, count(*) as blocks from ${id(BLOCK_TABLE)} group by size order by size`,
  );
  return rows.map((row) => ({ size: Number(row['size']), blocks: Number(row['blocks']) * share }));
}
