import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { Stage } from '../../sql/stage.ts';
import type { PlannedRule, UnifyPlan } from '../plan/plan.ts';
import { blockTableOf, skippedTableOf } from '../tables.ts';
import { blockKeysOf, keyColumns, keyedRows, sameKeys } from './key.ts';
import { openRows } from './open-rows.ts';
import { refuseWithoutKeys } from './suggest.ts';

/** The stage that finds the pairs a rule will compare: rows that share all its keys, in blocks that are not too large. */
export function blockStage(plan: UnifyPlan, rule: PlannedRule, dialect: Dialect): Stage {
  const named = {
    name: rule.kind === 'match' ? `match:block:${rule.name}` : `deduplicate:block:${rule.left.name}:${rule.name}`,
    summary: `Pairs of rows that share the keys of ${rule.name}.`,
    table: blockTableOf(rule.key),
  };
  if (blockKeysOf(rule).length === 0) return { ...named, run: (session) => refuseWithoutKeys(session, rule) };
  const skipped = id(skippedTableOf(rule.key));
  const pairs = rule.kind === 'match' ? matchPairs(plan, rule, dialect) : deduplicationPairs(rule, dialect);
  return {
    ...named,
    statements: [
      sql`create or replace table ${skipped} as ${largeBlocks(plan, rule, dialect)}`,
      sql`create or replace table ${id(blockTableOf(rule.key))} as ${pairs}`,
    ],
  };
}

/** Blocks with more rows than allowed: their keys and size. */
function largeBlocks(plan: UnifyPlan, rule: PlannedRule, dialect: Dialect): Sql {
  const keys = join(keyColumns(rule));
  const sizes = (side: 'left' | 'right', name: Sql) =>
    sql`(select ${keys}, count(*) as ${name} from (${keyedRows(rule, side, dialect)}) group by ${keys})`;
  if (rule.kind === 'deduplicate')
    return sql`select ${keys}, size from ${sizes('left', sql`size`)} where size > ${plan.maxBlockSize}`;
  return sql`select ${keys}, left_rows + right_rows as size from ${sizes('left', sql`left_rows`)} join ${sizes('right', sql`right_rows`)} using (${keys})
    where left_rows + right_rows > ${plan.maxBlockSize}`;
}

/** Condition on rows `rows`: their block was not skipped. */
function notSkipped(rule: PlannedRule): Sql {
  return sql`not exists (select 1 from ${id(skippedTableOf(rule.key))} as skipped where ${sameKeys(rule, 'skipped', 'rows')})`;
}

function deduplicationPairs(rule: PlannedRule, dialect: Dialect): Sql {
  const rows = sql`select * from (${keyedRows(rule, 'left', dialect)}) as rows where ${notSkipped(rule)}`;
  return sql`with keyed as (${rows})
    select a.rid as left_rid, b.rid as right_rid from keyed as a join keyed as b on ${sameKeys(rule, 'a', 'b')} and a.rid < b.rid`;
}

function matchPairs(plan: UnifyPlan, rule: PlannedRule, dialect: Dialect): Sql {
  const rows = (side: 'left' | 'right') =>
    sql`select * from (${openRows(plan, rule, side, dialect)}) as rows where ${notSkipped(rule)}`;
  return sql`select a.rid as left_rid, b.rid as right_rid from (${rows('left')}) as a join (${rows('right')}) as b
    on ${sameKeys(rule, 'a', 'b')} where a.is_open or b.is_open`;
}
