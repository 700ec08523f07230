import type { Dialect } from '../../sql/dialect.ts';
import { type Sql, sql } from '../../sql/sql.ts';

/**
 * Characters that stand in for those beyond ASCII, because engines may count edits in bytes. 54 occurrences in both
 * texts together are told apart; further ones are not counted.
 */
const STAND_INS = [
  ...Array.from({ length: 31 }, (_, index) => String.fromCharCode(index + 1)).filter(
    (mark) => !'\t\n\r'.includes(mark),
  ),
  ...'\x7f~^|`{}[]\\<>=;:!?$%*"#@_+&',
].join('');

/** Edits (insert, delete, substitute) between two texts, in characters of any script. */
function characterEdits(left: Sql, right: Sql, dialect: Dialect): Sql {
  const both = sql`(${left} || ${right})`;
  const foreign = dialect.regexpReplace(both, '[\\x00-\\x7F]+', '');
  const standIn = (text: Sql) => sql`translate(${text}, ${foreign}, ${STAND_INS})`;
  return sql`case when ${dialect.regexpMatches(both, '[^\\x00-\\x7F]')} then ${dialect.levenshtein(standIn(left), standIn(right))} else ${dialect.levenshtein(left, right)} end`;
}

/**
 * How alike two texts are, in [0, 1]: (length of the longer text − edits) / length of the longer text. Null where either
 * is. Customer Insights leaves open which text is the base; the longer one makes the measure the same both ways.
 * @param least what counts as a match: pairs whose lengths alone keep them below it are given 0 without counting edits.
 */
export function similarity(left: Sql, right: Sql, { least, dialect }: { least: number; dialect: Dialect }): Sql {
  const longer = sql`greatest(length(${left}), length(${right}))`;
  const shorter = sql`least(length(${left}), length(${right}))`;
  const edits = characterEdits(left, right, dialect);
  return sql`case when ${left} is null or ${right} is null then null
    when ${left} = ${right} then 1.0e0
    when ${shorter} / cast(${longer} as double) < ${least} then 0.0e0
    else (${longer} - ${edits}) / cast(${longer} as double) end`;
}
