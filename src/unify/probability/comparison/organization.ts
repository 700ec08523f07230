import { sql } from '../../../sql/sql.ts';
import { alike, type EvidenceComparison, eitherMissing, equal, type PairColumns } from './comparison.ts';

/** One name has the rarest word of the other. */
const hasRarest = (one: PairColumns['l'], other: PairColumns['l']) =>
  sql`coalesce(contains(' ' || ${one('organization')} || ' ', ' ' || ${other('organization_word')} || ' '), false)`;

/** Agreement of the names of organisations. */
export const organization = Object.freeze<EvidenceComparison>({
  name: 'organization',
  title: 'Organisation',
  needs: ['organization'],
  similarities: ['organization'],
  weighedBy: 'organization',
  sharedBy: ['branches'],
  tellsApart: true,
  isMissing: eitherMissing('organization'),
  levels: [
    { name: 'same', when: equal('organization') },
    { name: 'spelled alike', when: alike('organization', 0.95) },
    {
      name: 'one within the other',
      when: ({ l, r }) =>
        sql`least(length(${l('organization')}), length(${r('organization')})) >= 4 and (contains(' ' || ${l('organization')} || ' ', ' ' || ${r('organization')} || ' ') or contains(' ' || ${r('organization')} || ' ', ' ' || ${l('organization')} || ' '))`,
    },
    {
      name: 'same rarest word',
      when: (pair) =>
        pair.has('organization_word') ? sql`${hasRarest(pair.l, pair.r)} or ${hasRarest(pair.r, pair.l)}` : sql`false`,
    },
    { name: 'a little alike', when: alike('organization', 0.88) },
    {
      name: 'same first word',
      when: ({ l, r }) => sql`split_part(${l('organization')}, ' ', 1) = split_part(${r('organization')}, ' ', 1)`,
    },
  ],
});
