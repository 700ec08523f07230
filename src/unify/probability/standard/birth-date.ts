import type { Dialect } from '../../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../../sql/sql.ts';
import type { DateReading, DateShape } from '../role.ts';
import type { StandardLayer } from './column.ts';

/** What is read from a column whose dates are mostly written in another way. */
const OTHER_SHAPES: readonly (readonly [DateShape, string])[] = [
  ['ymd', '^[0-9]{4}[^0-9][0-9]{1,2}[^0-9][0-9]{1,2}([^0-9]|$)'],
  ['yearLast', '^[0-9]{1,2}[^0-9][0-9]{1,2}[^0-9][0-9]{4}([^0-9]|$)'],
  ['compact', '^(1[89]|20)[0-9]{2}(0[0-9]|1[0-2])([0-2][0-9]|3[01])$'],
];

/**
 * A date as eight digits, year first; null where it is no date. Each value is read as it is written, first as most of its
 * column are. Day and month in the wrong place stay as they are where the year is first, to be compared with those in the
 * right one; where it is last, a part over 12 is the day.
 */
export function dateDigits(column: Sql, reading: DateReading, dialect: Dialect): Sql {
  const text = sql`trim(cast(${column} as ${dialect.typeName('string')}))`;
  const digits = (shape: DateShape) => {
    const found = digitsIn(text, { ...reading, shape }, dialect);
    return sql`case when ${dialect.regexpMatches(found, '^[12][0-9]{3}[0-3][0-9][0-3][0-9]$')} then ${found} end`;
  };
  if (reading.shape === 'typed') return digits('typed');
  const others = OTHER_SHAPES.filter(([shape]) => shape !== reading.shape).map(
    ([shape, pattern]) => sql`when ${dialect.regexpMatches(text, pattern)} then ${digits(shape)}`,
  );
  return sql`coalesce(${digits(reading.shape)}, case ${join(others, ' ')} end)`;
}

function digitsIn(text: Sql, { shape, monthFirst }: DateReading, dialect: Dialect): Sql {
  if (shape === 'compact') return text;
  if (shape === 'iso' || shape === 'typed') return sql`replace(${dialect.prefix(text, 10)}, '-', '')`;
  const parted = dialect.regexpReplace(text, '[^0-9]+', '/');
  const part = (place: number) => sql`split_part(${parted}, '/', ${place})`;
  const two = (place: number) => sql`lpad(${part(place)}, 2, '0')`;
  if (shape === 'ymd') return sql`${part(1)} || ${two(2)} || ${two(3)}`;
  const monthLeads =
    monthFirst.length === 0 ? sql`false` : dialect.regexpMatches(text, `^[0-9]{1,2}[${monthFirst.join('')}]`);
  const isDayFirst = sql`${two(1)} > '12' or (${two(2)} <= '12' and not ${monthLeads})`;
  return sql`${part(3)} || case when ${isDayFirst} then ${two(2)} || ${two(1)} else ${two(1)} || ${two(2)} end`;
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
