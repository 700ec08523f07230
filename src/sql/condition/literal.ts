import { parseMoment } from '../../base/moment.ts';
import type { ColumnType } from '../column.ts';
import type { Dialect } from '../dialect.ts';
import { type Sql, sql } from '../sql.ts';
import type { ConditionValue } from './condition-tree.ts';

const WHOLE_NUMBER = /^\s*[+-]?\d{1,18}\s*$/;

/** A value as a constant of a type, exact to the last digit. */
export function literalOf(value: ConditionValue, type: ColumnType, dialect: Dialect): Sql {
  const text = String(value);
  const cast = (target: ColumnType, content: string) => sql`cast(${content} as ${dialect.typeName(target)})`;
  switch (type) {
    case 'string':
      return sql`${text}`;
    case 'boolean':
      return sql`${text.toLowerCase() === 'true'}`;
    case 'integer':
      return cast(WHOLE_NUMBER.test(text) ? 'integer' : 'decimal', text);
    case 'date':
      return cast('date', (parseMoment(text)?.text ?? text).slice(0, 10));
    case 'dateTime':
      return dialect.momentLiteral(momentText(text));
    default:
      return cast(type, text);
  }
}

function momentText(text: string): string {
  const moment = parseMoment(text);
  return moment?.kind === 'date' ? `${moment.text}T00:00:00Z` : (moment?.text ?? text);
}

/** The two sides of a comparison of a column with a value. A moment compared with a day counts as its day. */
export function sidesOf(
  column: Sql,
  value: ConditionValue,
  {
    type,
    dialect,
    ignoreCase,
  }: { readonly type: ColumnType; readonly dialect: Dialect; readonly ignoreCase?: boolean | undefined },
): { readonly left: Sql; readonly right: Sql } {
  if (type === 'string' && ignoreCase) return { left: sql`lower(${column})`, right: sql`lower(${String(value)})` };
  if (type === 'dateTime' && isDay(value))
    return { left: sql`cast(${column} as ${dialect.typeName('date')})`, right: literalOf(value, 'date', dialect) };
  return { left: column, right: literalOf(value, type, dialect) };
}

/** True for a value that is a day without a time. */
export function isDay(value: ConditionValue): boolean {
  return typeof value === 'string' && parseMoment(value)?.kind === 'date';
}
