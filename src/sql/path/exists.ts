import type { Dialect } from '../dialect.ts';
import { id, type Sql, sql } from '../sql.ts';
import { type Hop, keyOf, restrictionOf, whereAll } from './hop.ts';

/** What is asked of the last row of a path; `alias` names it. */
export type RowTest = (alias: string) => Sql | undefined;

/**
 * True where the hops lead from the row called `alias` to a row that passes the test. One semi-join a hop, so rows are
 * never multiplied. Null (not false) where the first key is null.
 */
export function existsThrough(hops: readonly Hop[], alias: string, test: RowTest, dialect: Dialect): Sql {
  const [hop, ...further] = hops;
  if (!hop) throw new Error('A path has at least one hop.');
  const next = nextAlias(alias);
  const inner = further.length > 0 ? existsThrough(further, next, test, dialect) : test(next);
  const conditions = [...restrictionOf(next, hop), ...(inner ? [inner] : [])];
  return sql`${keyOf(alias, hop.from, dialect)} in (select ${keyOf(next, hop.to, dialect)} from ${id(hop.table)} as ${id(next)}${whereAll(conditions)})`;
}

/** Rows are called r0, r1, … by depth. */
export function nextAlias(alias: string): string {
  return `r${Number(alias.slice(1)) + 1}`;
}
