import { sql } from '../../../sql/sql.ts';
import { alike, type EvidenceComparison, eitherMissing, equal, type PairColumns } from './comparison.ts';

const ALIKE = 0.9;

/** First and last name stand in each other's place. */
const isSwapped = ({ l, r, dialect, has }: PairColumns) =>
  has('first') && has('last')
    ? sql`(${l('first')} <> ${r('first')} and ${dialect.jaroWinkler(l('first'), r('last'), ALIKE)} >= ${ALIKE} and ${dialect.jaroWinkler(l('last'), r('first'), ALIKE)} >= ${ALIKE})`
    : sql`false`;

/** A name stands in the other's place, and the place it should be in is empty. */
const isMisplaced = ({ l, r, has }: PairColumns) =>
  has('first') && has('last')
    ? sql`((${l('first')} = ${r('last')} and (${l('last')} is null or ${r('first')} is null)) or (${l('last')} = ${r('first')} and (${l('first')} is null or ${r('last')} is null)))`
    : sql`false`;

/** One name is a word or more of the other. */
const isPart =
  (column: string) =>
  ({ l, r }: PairColumns) =>
    sql`((contains(${l(column)}, ' ') or contains(${r(column)}, ' ')) and (contains(' ' || ${l(column)} || ' ', ' ' || ${r(column)} || ' ') or contains(' ' || ${r(column)} || ' ', ' ' || ${l(column)} || ' ')))`;

/** The name is a word of the other's full name, in another place. */
const isAmongNames =
  (column: string) =>
  ({ l, r, has }: PairColumns) => {
    const within = (one: PairColumns['l'], other: PairColumns['l']) =>
      sql`(length(${one(column)}) >= 3 and coalesce(contains(' ' || ${other('full')} || ' ', ' ' || ${one(column)} || ' '), false))`;
    return has('full') ? sql`(${within(l, r)} or ${within(r, l)})` : sql`false`;
  };

/** Agreement of first names: nicknames, initials, spelling, and first and last name swapped. */
export const firstName = Object.freeze<EvidenceComparison>({
  name: 'first_name',
  title: 'First name',
  needs: ['first'],
  similarities: ['first'],
  weighedBy: 'first',
  sharedBy: ['namesakes'],
  tellsApart: true,
  isMissing: (pair) => sql`(${eitherMissing('first')(pair)}) and not coalesce(${isMisplaced(pair)}, false)`,
  levels: [
    { name: 'same', when: equal('first') },
    { name: 'nickname', when: equal('first_formal') },
    { name: 'in the place of the last name', when: (pair) => sql`${isSwapped(pair)} or ${isMisplaced(pair)}` },
    { name: 'spelled alike', when: alike('first', 0.92) },
    {
      name: 'initial',
      when: ({ l, r }) =>
        sql`least(length(${l('first')}), length(${r('first')})) = 1 and left(${l('first')}, 1) = left(${r('first')}, 1)`,
    },
    {
      name: 'one within the other',
      when: (pair) =>
        sql`${isPart('first')(pair)} or (least(length(${pair.l('first')}), length(${pair.r('first')})) >= 3 and (starts_with(${pair.l('first')}, ${pair.r('first')}) or starts_with(${pair.r('first')}, ${pair.l('first')})))`,
    },
    { name: 'among the other names', when: isAmongNames('first') },
    { name: 'a little alike', when: alike('first', 0.8) },
  ],
});

/** Agreement of last names: spelling, double names, and first and last name swapped. */
export const lastName = Object.freeze<EvidenceComparison>({
  name: 'last_name',
  title: 'Last name',
  needs: ['last'],
  similarities: ['last'],
  weighedBy: 'last',
  sharedBy: ['household', 'namesakes'],
  tellsApart: false,
  isMissing: eitherMissing('last'),
  levels: [
    { name: 'same', when: equal('last') },
    { name: 'in the place of the first name', when: isSwapped },
    { name: 'spelled alike', when: alike('last', 0.92) },
    { name: 'one within the other', when: isPart('last') },
    { name: 'among the other names', when: isAmongNames('last') },
    { name: 'a little alike', when: alike('last', 0.82) },
  ],
});

/** Agreement of middle names or their initials. */
export const middleName = Object.freeze<EvidenceComparison>({
  name: 'middle_name',
  title: 'Middle name',
  needs: ['middle'],
  similarities: ['middle'],
  sharedBy: ['namesakes'],
  tellsApart: false,
  isMissing: eitherMissing('middle'),
  levels: [
    { name: 'same', when: equal('middle') },
    {
      name: 'same initial',
      when: ({ l, r }) =>
        sql`left(${l('middle')}, 1) = left(${r('middle')}, 1) and least(length(${l('middle')}), length(${r('middle')})) = 1`,
    },
    { name: 'spelled alike', when: alike('middle', 0.88) },
  ],
});
