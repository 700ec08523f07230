import type { Dialect } from '../../sql/dialect.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import { trimmedText } from '../../sql/text.ts';
import { PATTERNS } from './detect.ts';

/** What is read as a number with a decimal comma; as of those with a point, digits beyond the ninth are rounded. */
const READ = '^[+-]?(0|[1-9][0-9]*|[1-9][0-9]{0,2}(\\.[0-9]{3})+)(,[0-9]+)?$';

/** A decimal from text such as `1.234,50`; null where it is of another form. */
export function parseDecimalComma(value: Sql, dialect: Dialect): Sql {
  const plain = sql`replace(replace(${value}, '.', ''), ',', '.')`;
  return dialect.tryCast(sql`case when ${dialect.regexpMatches(value, READ)} then ${plain} end`, 'decimal');
}

/**
 * Whether a column that is declared decimal is written with decimal commas: some value can be nothing else, and none has
 * a decimal point.
 */
export async function hasDecimalCommas(session: EngineSession, table: string, column: string): Promise<boolean> {
  const value = trimmedText(id(column));
  const [first] = await session.rows(sql`select 1 from ${id(table)} where ${id(column)} like '%,%' limit 1`);
  if (!first) return false;
  const has = (pattern: string) => session.dialect.regexpMatches(value, pattern);
  const isComma = has(READ);
  const [row = {}] = await session.rows(
    sql`select count(case when ${isComma} and not ${has(PATTERNS.commaUnproven)} then 1 end) as commas,
      count(case when ${has(POINT)} and not ${isComma} then 1 end) as points from ${id(table)}`,
  );
  return Number(row['commas']) > 0 && Number(row['points']) === 0;
}

/** A number with a decimal point, with or without commas between its thousands. */
const POINT = '^[+-]?[0-9,]*\\.[0-9]+$';
