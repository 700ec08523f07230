import { TABLES } from '../model/tables.ts';
import type { Dialect } from '../sql/dialect.ts';
import { id, type Sql, sql } from '../sql/sql.ts';

/** What the stages of contacts and hierarchies are made for. */
export interface AccountNaming {
  readonly dialect: Dialect;
  /** Unified entity whose keys the values are; without one they name nothing. */
  readonly accounts: string | undefined;
}

/** A value as the text in which `AlternateKey` holds keys. */
export function keyText(value: Sql, dialect: Dialect): Sql {
  return sql`cast(${value} as ${dialect.typeName('string')})`;
}

/** Joins the unified account that a key names, as `alias`; its columns are null where there is none. */
export function joinAccount(key: Sql, alias: string, { dialect, accounts = '' }: AccountNaming): Sql {
  const on = sql`${id(alias, 'EntityName')} = ${accounts} and ${id(alias, 'AlternateValue')} = ${keyText(key, dialect)}`;
  return sql` left join ${id(TABLES.alternateKey)} as ${id(alias)} on ${on}`;
}
