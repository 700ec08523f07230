import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { PlannedRule, UnifyPlan } from '../plan/plan.ts';
import { LINK_TABLE } from '../tables.ts';
import { linkSources } from './link.ts';

/** A column with the number of links that a rule gave a record. */
export interface LinkCount {
  readonly rule: PlannedRule;
  /** The side it stands on in these links; a record of a match rule is always on the side of its entity. */
  readonly side: 'left' | 'right' | 'own';
  readonly column: Sql;
  /** Place of the rule among the sources of links. */
  readonly sequence: number;
}

/** The columns `Links1`, `Links2` and so on: one for each match rule, two for each deduplication rule. */
export function linkCountsOf(plan: UnifyPlan): LinkCount[] {
  return linkSources(plan)
    .flatMap(({ rule, sequence }) => {
      if (!rule) return [];
      const sides = rule.kind === 'match' ? (['own'] as const) : (['left', 'right'] as const);
      return sides.map((side) => ({ rule, sequence, side }));
    })
    .map((count, index) => ({ ...count, column: id(`Links${index + 1}`) }));
}

/** Query of these numbers for every record with a link, over the links in `area`: rid, Links1, … */
export function linkCounts(plan: UnifyPlan, dialect: Dialect, area?: string): Sql {
  const links = area === undefined ? id(LINK_TABLE) : id(area, LINK_TABLE);
  const counts = linkCountsOf(plan).map(({ sequence, side, column }) => {
    const isSide = side === 'own' ? sql`` : sql` and is_left = ${side === 'left'}`;
    const links = sql`count(case when sequence = ${sequence}${isSide} then 1 end)`;
    return sql`cast(${links} as ${dialect.typeName('integer')}) as ${column}`;
  });
  return sql`select ${join([sql`rid`, ...counts])} from (
    select sequence, left_rid as rid, true as is_left from ${links} union all select sequence, right_rid, false from ${links}) group by rid`;
}
