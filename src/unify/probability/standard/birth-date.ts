import type { Dialect } from '../../../sql/dialect.ts';
import { id, type Sql, sql } from '../../../sql/sql.ts';
import type { DateOrder } from '../role.ts';
import type { StandardLayer } from './column.ts';

/** A date as eight digits, year first, from a column whose order of day, month and year is known; null where it is no date. Day and month in the wrong place stay as they are, to be compared with those in the right one. */
export function dateDigits(column: Sql, order: DateOrder, dialect: Dialect): Sql {
  const text = sql`trim(cast(${column} as ${dialect.typeName('string')}))`;
  const digits = digitsIn(text, order, dialect);
  return sql`case when ${dialect.regexpMatches(digits, '^[12][0-9]{3}[0-3][0-9][0-3][0-9]$')} then ${digits} end`;
}

function digitsIn(text: Sql, order: DateOrder, dialect: Dialect): Sql {
  if (order === 'compact') return text;
  if (order === 'iso' || order === 'typed') return sql`replace(${dialect.prefix(text, 10)}, '-', '')`;
  const parted = dialect.regexpReplace(text, '[^0-9]+', '/');
  const part = (place: number) => sql`split_part(${parted}, '/', ${place})`;
  const [year, month, day] = order === 'ymd' ? [1, 2, 3] : order === 'dmy' ? [3, 2, 1] : [3, 1, 2];
  return sql`${part(year)} || lpad(${part(month)}, 2, '0') || lpad(${part(day)}, 2, '0')`;
}

/** Month and day of those of whom only the year, or the month, is known. */
const NO_DAY = '(?:0101|00..|..00)$';

/** The birth date with what blocking reads of it. */
export const birthLayer: StandardLayer = ({ dialect, has }) =>
  has('raw_birthDate')
    ? [
        { name: 'birth', value: id('raw_birthDate') },
        { name: 'birth_year', value: dialect.prefix(id('raw_birthDate'), 4) },
        {
          name: 'birth_day',
          value: sql`case when not ${dialect.regexpMatches(id('raw_birthDate'), NO_DAY)} then substr(${id('raw_birthDate')}, 5, 4) end`,
        },
      ]
    : [];
