import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { PlannedComparison, PlannedRule } from '../plan/plan.ts';
import { isFuzzy } from './precision.ts';
import { similarity } from './similarity.ts';

/** A query over pairs `(left_rid, right_rid)` with the values of both rows, ready to be compared. */
export interface PairValues {
  readonly pairs: Sql;
  readonly leftTable: Sql;
  readonly rightTable: Sql;
  readonly rid: Sql;
}

/**
 * The pairs that agree on every fuzzy condition of a rule and that no exception parts: left_rid, right_rid, score. The
 * score is the similarity of the least similar condition, 1 where all are exact. An exception parts two rows that both
 * have a value, and whose values are less alike than its precision.
 */
export function agreeingPairs(
  rule: PlannedRule,
  { pairs, leftTable, rightTable, rid }: PairValues,
  dialect: Dialect,
): Sql {
  const scores = rule.fuzzy.map((part, index) => sql`${degree(part, dialect)} as ${id(`score${index + 1}`)}`);
  const vetoes = rule.exceptions.map((part, index) => sql`${degree(part, dialect)} as ${id(`exception${index + 1}`)}`);
  const compared = sql`select pair.left_rid, pair.right_rid${join(
    [...scores, ...vetoes].map((column) => sql`, ${column}`),
    ' ',
  )} from (${pairs}) as pair join ${leftTable} as l on l.${rid} = pair.left_rid join ${rightTable} as r on r.${rid} = pair.right_rid`;
  const agree = rule.fuzzy.map((part, index) => sql`${id(`score${index + 1}`)} >= ${part.precision}`);
  const kept = rule.exceptions.map(
    (part, index) => sql`coalesce(${id(`exception${index + 1}`)} >= ${part.precision}, true)`,
  );
  return sql`select left_rid, right_rid, ${scoreOf(rule)} as score from (${compared}) where ${join([sql`true`, ...agree, ...kept], ' and ')}`;
}

function scoreOf({ fuzzy }: PlannedRule): Sql {
  const columns = fuzzy.map((_, index) => id(`score${index + 1}`));
  if (columns.length === 0) return sql`1.0e0`;
  return columns.length === 1 ? (columns[0] ?? sql`1.0e0`) : sql`least(${join(columns)})`;
}

/** How far the values of `l` and `r` agree, in [0, 1]; null where either is missing. */
function degree({ left, right, precision }: PlannedComparison, dialect: Dialect): Sql {
  const [own, other] = [sql`l.${id(left.column)}`, sql`r.${id(right.column)}`];
  if (isFuzzy(precision)) return similarity(own, other, { least: precision, dialect });
  return sql`case when ${own} is not null and ${other} is not null then case when ${own} = ${other} then 1.0e0 else 0.0e0 end end`;
}
