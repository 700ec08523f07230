import { type Sql, sql } from '../../../sql/sql.ts';
import { type EvidenceComparison, eitherMissing, equal, type PairColumns, withinPlaces } from './comparison.ts';

/** A part of a date of eight digits. */
const part = (date: Sql, [from, length]: readonly [number, number]) => sql`substr(${date}, ${from}, ${length})`;
const YEAR = [1, 4] as const;
const MONTH = [5, 2] as const;
const DAY = [7, 2] as const;
const MONTH_AND_DAY = [5, 4] as const;

const samePart =
  (range: readonly [number, number]) =>
  ({ l, r }: PairColumns) =>
    sql`${part(l('birth'), range)} = ${part(r('birth'), range)}`;

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
        sql`(${withinPlaces('birth', 1)(pair)}) or (${samePart(YEAR)(pair)} and ${part(pair.l('birth'), MONTH)} = ${part(pair.r('birth'), DAY)} and ${part(pair.l('birth'), DAY)} = ${part(pair.r('birth'), MONTH)})`,
    },
    {
      name: 'same day of another year',
      when: (pair) => sql`${samePart(MONTH_AND_DAY)(pair)} and ${part(pair.l('birth'), MONTH_AND_DAY)} <> '0101'`,
    },
    { name: 'same year and month', when: (pair) => sql`${samePart(YEAR)(pair)} and ${samePart(MONTH)(pair)}` },
    {
      name: 'same year and day, or two digits off',
      when: (pair) => sql`(${samePart(YEAR)(pair)} and ${samePart(DAY)(pair)}) or (${withinPlaces('birth', 2)(pair)})`,
    },
    {
      name: 'same year, one without a day',
      when: (pair) =>
        sql`${samePart(YEAR)(pair)} and (${part(pair.l('birth'), MONTH_AND_DAY)} = '0101' or ${part(pair.r('birth'), MONTH_AND_DAY)} = '0101')`,
    },
    { name: 'same year', when: samePart(YEAR) },
  ],
});
