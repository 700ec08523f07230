import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { createTableStage, type Stage } from '../../sql/stage.ts';
import { blockStage } from '../blocking/block.ts';
import { keyColumns, keyedRows, sameKeys } from '../blocking/key.ts';
import { openRows } from '../blocking/open-rows.ts';
import { agreeingPairs } from '../comparison/condition.ts';
import { comparesPairs, type PlannedRule, type UnifyPlan } from '../plan/plan.ts';
import { blockTableOf, linkTableOf, NEVER_TABLE, normalTableOf, RID } from '../tables.ts';

/** Stages of one rule: the candidate pairs where it compares pairs, then its links. */
export function ruleStages(plan: UnifyPlan, rule: PlannedRule, dialect: Dialect): Stage[] {
  const links = createTableStage({
    name: rule.kind === 'match' ? `match:${rule.name}` : `deduplicate:${rule.left.name}:${rule.name}`,
    summary:
      rule.kind === 'match'
        ? `Links between ${rule.left.name} and ${rule.right.name} by ${rule.name}.`
        : `Links between records of ${rule.left.name} by ${rule.name}.`,
    table: linkTableOf(rule.key),
    query: withoutNeverMatch(
      plan,
      comparesPairs(rule) ? comparedLinks(rule, dialect) : sharedKeyLinks(plan, rule, dialect),
    ),
  });
  return comparesPairs(rule) ? [blockStage(plan, rule, dialect), links] : [links];
}

/** A pair that must never match is no link, so that later rules still find another partner for both. */
function withoutNeverMatch(plan: UnifyPlan, links: Sql): Sql {
  if (!hasNeverMatch(plan)) return links;
  return sql`select * from (${links}) as link where not exists (select 1 from ${id(NEVER_TABLE)} as never
    where never.left_rid = least(link.left_rid, link.right_rid) and never.right_rid = greatest(link.left_rid, link.right_rid))`;
}

function comparedLinks(rule: PlannedRule, dialect: Dialect): Sql {
  const values = {
    pairs: sql`select left_rid, right_rid from ${id(blockTableOf(rule.key))}`,
    leftTable: id(normalTableOf(rule.left.name)),
    rightTable: id(normalTableOf(rule.right.name)),
    rid: id(RID),
  };
  return agreeingPairs(rule, values, dialect);
}

/**
 * Links of a rule with exact conditions only. Rows with the same keys all belong together, so each is linked to one
 * partner instead of to all of them: as many links as rows, however large the block.
 */
function sharedKeyLinks(plan: UnifyPlan, rule: PlannedRule, dialect: Dialect): Sql {
  const links = rule.kind === 'match' ? matchLinks(plan, rule, dialect) : deduplicationLinks(rule, dialect);
  if (!hasNeverMatch(plan)) return links;
  return sql`${links} union ${separatedLinks(plan, rule, dialect)}`;
}

/** True when some pairs must never match. */
export function hasNeverMatch({ unification, separations }: UnifyPlan): boolean {
  return unification.neverMatch !== undefined || separations.length > 0;
}

/** Stages of a rule that keeps records apart: what it finds joins the pairs that never match. */
export function separationStages(plan: UnifyPlan, rule: PlannedRule, dialect: Dialect): Stage[] {
  return [
    blockStage(plan, rule, dialect),
    {
      name: `match:separate:${rule.name}`,
      summary: `Pairs that ${rule.name} keeps apart.`,
      table: NEVER_TABLE,
      statements: [
        sql`insert into ${id(NEVER_TABLE)} select least(left_rid, right_rid), greatest(left_rid, right_rid) from (${comparedLinks(rule, dialect)})`,
      ],
    },
  ];
}

function deduplicationLinks(rule: PlannedRule, dialect: Dialect): Sql {
  const keys = join(keyColumns(rule));
  return sql`select first_rid as left_rid, keyed.rid as right_rid, 1.0e0 as score
    from (select ${keys}, min(rid) as first_rid from (${keyedRows(rule, 'left', dialect)}) group by ${keys} having count(*) > 1) as block
    join (${keyedRows(rule, 'left', dialect)}) as keyed on ${sameKeys(rule, 'block', 'keyed')}
    where keyed.rid <> first_rid`;
}

/**
 * Each left row is linked to an open right row of its block, or, where it is open itself, to the first right row; and the
 * other way round. Every link is a pair the rule tries, and every pair it tries ends up connected.
 */
function matchLinks(plan: UnifyPlan, rule: PlannedRule, dialect: Dialect): Sql {
  const keys = join(keyColumns(rule));
  const firsts = (side: string) =>
    sql`select ${keys}, min(rid) as first_rid, min(case when is_open then rid end) as open_rid from ${id(side)} group by ${keys}`;
  const partners = (side: string, other: string) =>
    sql`select ${id(side)}.rid, coalesce(block.open_rid, case when ${id(side)}.is_open then block.first_rid end) as partner
      from ${id(side)} join (${firsts(other)}) as block on ${sameKeys(rule, side, 'block')}`;
  return sql`with left_rows as (${openRows(plan, rule, 'left', dialect)}),
      right_rows as (${openRows(plan, rule, 'right', dialect)})
    select rid as left_rid, partner as right_rid, 1.0e0 as score from (${partners('left_rows', 'right_rows')}) where partner is not null
    union
    select partner as left_rid, rid as right_rid, 1.0e0 as score from (${partners('right_rows', 'left_rows')}) where partner is not null`;
}

/** All pairs of the blocks that hold a record of the never match list: there, one partner could be the wrong one. */
function separatedLinks(plan: UnifyPlan, rule: PlannedRule, dialect: Dialect): Sql {
  const keys = join(keyColumns(rule));
  const separated = sql`select left_rid from ${id(NEVER_TABLE)} union select right_rid from ${id(NEVER_TABLE)}`;
  const touched = (side: 'left' | 'right') =>
    sql`select ${keys} from (${keyedRows(rule, side, dialect)}) where rid in (${separated})`;
  const isMatch = rule.kind === 'match';
  const rows = (side: 'left' | 'right') =>
    isMatch
      ? openRows(plan, rule, side, dialect)
      : sql`select *, true as is_open from (${keyedRows(rule, side, dialect)})`;
  const size = sql`(select ${keys}, count(*) as size from (select ${keys} from (${keyedRows(rule, 'left', dialect)})${
    isMatch ? sql` union all select ${keys} from (${keyedRows(rule, 'right', dialect)})` : sql``
  }) group by ${keys})`;
  return sql`select a.rid as left_rid, b.rid as right_rid, 1.0e0 as score
    from (${rows('left')}) as a join (${rows('right')}) as b on ${sameKeys(rule, 'a', 'b')}${isMatch ? sql`` : sql` and a.rid < b.rid`}
    join (${touched('left')} union ${touched('right')}) as block on ${sameKeys(rule, 'a', 'block')}
    join ${size} as sized on ${sameKeys(rule, 'a', 'sized')} and sized.size <= ${plan.maxBlockSize}
    where a.is_open or b.is_open`;
}
