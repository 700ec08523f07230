import { type Sql, sql } from '../../../sql/sql.ts';
import { type EvidenceComparison, eitherMissing, equal, type PairColumns, withinPlaces } from './comparison.ts';

/** A part of a date of eight digits. Years are compared first, so that few dates are taken apart. */
const part = (date: Sql, [from, length]: readonly [number, number]) => sql`substr(${date}, ${from}, ${length})`;
const MONTH = [5, 2] as const;
const DAY = [7, 2] as const;

const samePart =
  (range: readonly [number, number]) =>
  ({ l, r }: PairColumns) =>
    sql`${part(l('birth'), range)} = ${part(r('birth'), range)}`;

const sameYear = equal('birth_year');

/** Agreement of birth dates: a slip of one digit, day and month swapped, parts that agree, and dates of which only the year was known. */
export const birthDate = Object.freeze<EvidenceComparison>({
  name: 'birth_date',
  title: 'Birth date',
  needs: ['birth'],
  weighedBy: 'birth',
  sharedBy: [],
  tellsApart: true,
  isMissing: eitherMissing('birth'),
  levels: [
    { name: 'same', when: equal('birth') },
    {
      name: 'one digit off, or day and month swapped',
      when: (pair) =>
        sql`(${withinPlaces('birth', 1)(pair)}) or (${sameYear(pair)} and ${part(pair.l('birth'), MONTH)} = ${part(pair.r('birth'), DAY)} and ${part(pair.l('birth'), DAY)} = ${part(pair.r('birth'), MONTH)})`,
    },
    {
      name: 'same day of another year',
      when: equal('birth_day'),
    },
    { name: 'same year and month', when: (pair) => sql`${sameYear(pair)} and ${samePart(MONTH)(pair)}` },
    {
      name: 'same year and day, or two digits off',
      when: (pair) => sql`(${sameYear(pair)} and ${samePart(DAY)(pair)}) or (${withinPlaces('birth', 2)(pair)})`,
    },
    {
      name: 'same year, one without a day',
      when: (pair) => sql`${sameYear(pair)} and (${pair.l('birth_day')} is null or ${pair.r('birth_day')} is null)`,
    },
    { name: 'same year', when: sameYear },
  ],
});
