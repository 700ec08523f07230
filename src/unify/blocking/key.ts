import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { BlockKey, PlannedRule } from '../plan/plan.ts';
import { normalTableOf, RID } from '../tables.ts';

/** The keys two rows must share before a rule looks at them: its exact conditions and its blocking. */
export function blockKeysOf(rule: PlannedRule): readonly BlockKey[] {
  return [...rule.exact, ...rule.blocking];
}

/** Columns of the keys, `key1` and so on. */
export function keyColumns(rule: PlannedRule): Sql[] {
  return blockKeysOf(rule).map((_, index) => id(`key${index + 1}`));
}

/** `left.key1 = right.key1 and …`. */
export function sameKeys(rule: PlannedRule, left: string, right: string): Sql {
  return join(
    keyColumns(rule).map((key) => sql`${id(left)}.${key} = ${id(right)}.${key}`),
    ' and ',
  );
}

/** Rows of one side with their keys: rid, key1, …; rows that lack a key agree with none and are left out. */
export function keyedRows(rule: PlannedRule, side: 'left' | 'right', dialect: Dialect): Sql {
  const columns = keyColumns(rule);
  const values = blockKeysOf(rule).map(
    (key, index) => sql`${keyValue(key, side, dialect)} as ${columns[index] ?? id(`key${index + 1}`)}`,
  );
  const present = blockKeysOf(rule).map((key) => sql`${id(key[side].column)} is not null`);
  return sql`select ${id(RID)} as rid, ${join(values)} from ${id(normalTableOf(rule[side].name))} where ${join(present, ' and ')}`;
}

/** Hash of the keys of a rule over rows of a normal table; null where one is missing. */
export function keyHash(rule: PlannedRule, side: 'left' | 'right', dialect: Dialect): Sql {
  const keys = blockKeysOf(rule);
  const present = keys.map((key) => sql`${id(key[side].column)} is not null`);
  const values = keys.map((key) => keyValue(key, side, dialect));
  return sql`case when ${join(present, ' and ')} then ${dialect.hash(values)} end`;
}

function keyValue(key: BlockKey, side: 'left' | 'right', dialect: Dialect): Sql {
  const column = id(key[side].column);
  return key.firstCharacters === undefined ? column : dialect.prefix(column, key.firstCharacters);
}
