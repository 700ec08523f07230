import { type Sql, sql } from './sql.ts';

/** Every printable character but the space sorts from here on. */
const FIRST_PRINTABLE = '!';

/**
 * Text without surrounding space, null where nothing is left. Nearly all values have none; to see that takes a look at two
 * characters, where to trim takes a walk over all of them.
 */
export function trimmedText(value: Sql): Sql {
  return sql`case when ${value} >= ${FIRST_PRINTABLE} and ${value} not like '% ' then ${value} else nullif(trim(${value}), '') end`;
}

/** Whether text says something: not null, and more than space. */
export function saysSomething(value: Sql): Sql {
  return sql`(${value} >= ${FIRST_PRINTABLE} or trim(${value}) <> '')`;
}
