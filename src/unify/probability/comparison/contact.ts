import { sql } from '../../../sql/sql.ts';
import {
  alike,
  type EvidenceComparison,
  eitherMissing,
  equal,
  type PairColumns,
  withinEdits,
  withinPlaces,
} from './comparison.ts';

/** Agreement of mail addresses: the whole, the part before the at sign, and slips. */
export const email = Object.freeze<EvidenceComparison>({
  name: 'email',
  title: 'Mail address',
  needs: ['email'],
  similarities: ['email_user'],
  weighedBy: 'email',
  sharedBy: ['household', 'namesakes'],
  tellsApart: true,
  isMissing: eitherMissing('email'),
  levels: [
    { name: 'same', when: equal('email') },
    {
      name: 'same user, another domain',
      when: ({ l, r }) => sql`${l('email_user')} = ${r('email_user')} and length(${l('email_user')}) > 3`,
    },
    {
      name: 'two edits apart',
      when: (pair) => sql`${alike('email_user', 0.8)(pair)} and ${withinEdits('email', 2)(pair)}`,
    },
    { name: 'users spelled alike', when: alike('email_user', 0.92) },
    { name: 'users a little alike', when: alike('email_user', 0.84) },
  ],
});

/** Both countries are known, and are not one. */
const isOfOtherCountry = ({ l, r, has }: PairColumns) =>
  has('phone_code') ? sql`coalesce(${l('phone_code')} <> ${r('phone_code')}, false)` : sql`false`;

/** Agreement of telephone numbers; one number in two known countries is two, and agrees no more than in its last digits. */
export const phone = Object.freeze<EvidenceComparison>({
  name: 'phone',
  title: 'Telephone',
  needs: ['phone'],
  weighedBy: 'phone',
  sharedBy: ['household', 'branches'],
  tellsApart: true,
  isMissing: eitherMissing('phone'),
  levels: [
    { name: 'same', when: (pair) => sql`${equal('phone')(pair)} and not ${isOfOtherCountry(pair)}` },
    {
      name: 'one digit off',
      when: (pair) => sql`(${withinPlaces('phone', 1)(pair)}) and not ${isOfOtherCountry(pair)}`,
    },
    { name: 'same last six digits', when: ({ l, r }) => sql`right(${l('phone')}, 6) = right(${r('phone')}, 6)` },
  ],
});

/** Agreement of a number that names one person or organisation. */
export const identifier = Object.freeze<EvidenceComparison>({
  name: 'identifier',
  title: 'Identifier',
  needs: ['identifier'],
  weighedBy: 'identifier',
  sharedBy: [],
  tellsApart: true,
  isMissing: eitherMissing('identifier'),
  levels: [
    { name: 'same', when: equal('identifier') },
    { name: 'one edit apart', when: withinEdits('identifier', 1) },
    { name: 'two edits apart', when: withinEdits('identifier', 2) },
  ],
});

/** Agreement of gender. */
export const gender = Object.freeze<EvidenceComparison>({
  name: 'gender',
  title: 'Gender',
  needs: ['gender'],
  sharedBy: ['namesakes'],
  tellsApart: false,
  isMissing: eitherMissing('gender'),
  levels: [{ name: 'same', when: equal('gender') }],
});
