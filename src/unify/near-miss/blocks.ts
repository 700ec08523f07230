import type { Dialect } from '../../sql/dialect.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { join, type Sql, sql } from '../../sql/sql.ts';
import { keyColumns, keyedRows, sameKeys } from '../blocking/key.ts';
import type { PlannedRule } from '../plan/plan.ts';

/** Rows that share all keys of a rule, beyond which they are no near misses but one large block. */
const LARGEST_BLOCK = 100;

/** Which blocks of a rule are looked at. */
export interface BlockBound {
  /** Rows of the largest of them. */
  readonly largestBlock: number;
  /** Whether there are larger ones. */
  readonly isBounded: boolean;
}

/** The blocks of a rule, the smallest first, whose pairs stay within a number: all of one size or none. */
export async function boundBlocks(session: EngineSession, rule: PlannedRule, mostPairs: number): Promise<BlockBound> {
  const sizes =
    await session.rows(sql`select size, sum(pairs) as pairs from (${sizedBlocks(rule, session.dialect)}) as block
    where pairs > 0 group by size order by size`);
  let [found, largestBlock] = [0, 0];
  for (const row of sizes) {
    const size = Number(row['size']);
    found += Number(row['pairs']);
    if (size > LARGEST_BLOCK || found > mostPairs) return { largestBlock, isBounded: true };
    largestBlock = size;
  }
  return { largestBlock, isBounded: false };
}

/** The blocks of a rule with their rows and pairs: key1, …, size, pairs. */
function sizedBlocks(rule: PlannedRule, dialect: Dialect): Sql {
  const keys = join(keyColumns(rule));
  const [left, right] = [keyedRows(rule, 'left', dialect), keyedRows(rule, 'right', dialect)];
  if (rule.kind === 'deduplicate')
    return sql`select ${keys}, count(*) as size, count(*) * (count(*) - 1) / 2 as pairs from (${left}) as sized group by ${keys}`;
  const both = sql`select *, 1 as of_left from (${left}) as l union all select *, 0 as of_left from (${right}) as r`;
  return sql`select ${keys}, count(*) as size, sum(of_left) * (count(*) - sum(of_left)) as pairs from (${both}) as sized group by ${keys}`;
}

/** Query of the pairs of rows in blocks of up to `largestBlock` rows: left_rid, right_rid. */
export function pairsInBlocks(rule: PlannedRule, largestBlock: number, dialect: Dialect): Sql {
  const [left, right] = [keyedRows(rule, 'left', dialect), keyedRows(rule, 'right', dialect)];
  const isOnce = rule.kind === 'deduplicate' ? sql`and a.rid < b.rid` : sql``;
  return sql`select a.rid as left_rid, b.rid as right_rid from (${left}) as a join (${right}) as b on ${sameKeys(rule, 'a', 'b')} ${isOnce}
    join (select * from (${sizedBlocks(rule, dialect)}) as sized where size <= ${largestBlock}) as block on ${sameKeys(rule, 'a', 'block')}`;
}
