import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { PlannedEntity, PlannedRule, UnifyPlan } from '../plan/plan.ts';
import { GROUP_TABLE, linkTableOf } from '../tables.ts';
import { keyedRows } from './key.ts';

/** Match rules of the same two entities that come before this one. */
function earlierRules(plan: UnifyPlan, rule: PlannedRule): PlannedRule[] {
  if (rule.effect === 'separate') return [];
  return plan.matches
    .slice(0, plan.matches.indexOf(rule))
    .filter(({ left, right }) => [left, right].every((entity) => entity === rule.left || entity === rule.right));
}

/**
 * Rows of one side with their keys, and `is_open`: whether no earlier rule of the pair matched the record. A match of one
 * record of a deduplication group counts for the whole group.
 */
export function openRows(plan: UnifyPlan, rule: PlannedRule, side: 'left' | 'right', dialect: Dialect): Sql {
  const rows = keyedRows(rule, side, dialect);
  const earlier = earlierRules(plan, rule);
  if (earlier.length === 0) return sql`select *, true as is_open from (${rows})`;
  const matched = sql`select distinct coalesce(grouped.root, matched.rid) as root
    from (${matchedRows(earlier, rule[side])}) as matched left join ${id(GROUP_TABLE)} as grouped on grouped.rid = matched.rid`;
  return sql`select keyed.*, matched.root is null as is_open from (${rows}) as keyed
    left join ${id(GROUP_TABLE)} as grouped on grouped.rid = keyed.rid
    left join (${matched}) as matched on matched.root = coalesce(grouped.root, keyed.rid)`;
}

function matchedRows(rules: readonly PlannedRule[], entity: PlannedEntity): Sql {
  const sides = rules.map((rule) => {
    const column = rule.left === entity ? sql`left_rid` : sql`right_rid`;
    return sql`select ${column} as rid from ${id(linkTableOf(rule.key))}`;
  });
  return join(sides, ' union all ');
}
