import type { Dialect } from '../dialect.ts';
import { id, join, type Sql, sql } from '../sql.ts';

/** A column by which rows are joined; `isText` compares it as text. */
export interface KeyColumn {
  readonly name: string;
  readonly isText: boolean;
}

/** One join: from a column of the row stood on to the rows of `table` with the same value in `to`. */
export interface Hop {
  readonly from: KeyColumn;
  readonly table: string;
  readonly to: KeyColumn;
  /** Only rows of the table with this value. */
  readonly only?: { readonly column: string; readonly value: string };
}

/** A key column of the row called `alias`. */
export function keyOf(alias: string, key: KeyColumn, dialect: Dialect): Sql {
  const column = id(alias, key.name);
  return key.isText ? sql`cast(${column} as ${dialect.typeName('string')})` : column;
}

/** Only the rows that the hop is about, as conditions. */
export function restrictionOf(alias: string, hop: Hop): readonly Sql[] {
  return hop.only ? [sql`${id(alias, hop.only.column)} = ${hop.only.value}`] : [];
}

/** `where …`, or nothing. */
export function whereAll(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`` : sql` where ${join(conditions, ' and ')}`;
}
