import type { ColumnType } from '../column.ts';
import type { DatePart, DateUnit, Dialect } from '../dialect.ts';
import { join, type Sql, sql } from '../sql.ts';
import type { ConditionValue } from './condition-tree.ts';

interface DateColumn {
  readonly column: Sql;
  readonly type: ColumnType;
  readonly dialect: Dialect;
  readonly now: string;
}

const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** The refresh's moment, in the type of the column. */
function nowOf({ type, dialect, now }: DateColumn): Sql {
  const moment = dialect.momentLiteral(now);
  return type === 'date' ? sql`cast(${moment} as ${dialect.typeName('date')})` : moment;
}

/** True in the last `amount` units up to now; of days, today is the last. Months before a month's end are cut to their own end. */
export function isWithinLast(date: DateColumn, amount: number, unit: DateUnit): Sql {
  const now = nowOf(date);
  return sql`(${date.column} > ${date.dialect.addToDate(now, -amount, unit)} and ${date.column} <= ${now})`;
}

/** True from the first of January of the refresh's year up to now. */
export function isYearToDate(date: DateColumn): Sql {
  const now = nowOf(date);
  return sql`(${date.column} >= ${date.dialect.truncateDate(now, 'year')} and ${date.column} <= ${now})`;
}

/** True where a part of the date has the value; days of the week also by English name. */
export function hasDatePart({ column, dialect }: DateColumn, part: DatePart, value: ConditionValue): Sql {
  const day = part === 'dayOfWeek' ? DAY_NAMES.indexOf(String(value).toLowerCase()) + 1 : 0;
  return sql`${dialect.datePart(column, part)} = ${day || Number(value)}`;
}

/** True at a time of the day, `HH:mm` (any second of it) or `HH:mm:ss`. */
export function isAtTime(date: DateColumn, time: string): Sql {
  const parts = time.split(':').map(Number);
  const tests = (['hour', 'minute', 'second'] as const)
    .slice(0, parts.length)
    .map((part, index) => wholePart(date, part, parts[index] ?? 0));
  return sql`(${join(tests, ' and ')})`;
}

function wholePart({ column, dialect }: DateColumn, part: DatePart, value: number): Sql {
  return sql`floor(${dialect.datePart(column, part)}) = ${value}`;
}
