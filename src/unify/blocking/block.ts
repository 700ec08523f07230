import type { Dialect } from '../../sql/dialect.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import { createTableStage, type Stage } from '../../sql/stage.ts';
import type { PlannedRule, UnifyPlan } from '../plan/plan.ts';
import { blockTableOf, skippedTableOf } from '../tables.ts';
import { keyedRows, sameKeys } from './key.ts';
import { openRows } from './open-rows.ts';

/**
 * The stage that finds the pairs a rule will compare: rows that share all its keys, in blocks that are not too large.
 * `blockCheckStage` has run before it.
 */
export function blockStage(plan: UnifyPlan, rule: PlannedRule, dialect: Dialect): Stage {
  return createTableStage({
    name: rule.kind === 'match' ? `match:block:${rule.name}` : `deduplicate:block:${rule.left.name}:${rule.name}`,
    summary: `Pairs of rows that share the keys of ${rule.name}.`,
    table: blockTableOf(rule.key),
    query: rule.kind === 'match' ? matchPairs(plan, rule, dialect) : deduplicationPairs(rule, dialect),
  });
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
