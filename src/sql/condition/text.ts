import { type Sql, sql } from '../sql.ts';

/** Where in a text another one must stand. */
export type TextPosition = 'anywhere' | 'start' | 'end';

/** True where a text holds another one at a position; nothing in the looked-for text is a wildcard. */
export function containsText(column: Sql, wanted: string, position: TextPosition, ignoreCase: boolean): Sql {
  const isPlain = !/[%_\\]/.test(wanted);
  const literal = isPlain ? wanted : wanted.replaceAll(/[%_!]/g, '!$&');
  const pattern = `${position === 'start' ? '' : '%'}${literal}${position === 'end' ? '' : '%'}`;
  const escaping = isPlain ? sql`` : sql` escape '!'`;
  return ignoreCase
    ? sql`lower(${column}) like lower(${pattern})${escaping}`
    : sql`${column} like ${pattern}${escaping}`;
}
