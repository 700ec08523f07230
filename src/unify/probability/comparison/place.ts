import { sql } from '../../../sql/sql.ts';
import { alike, type EvidenceComparison, eitherMissing, equal, withinEdits } from './comparison.ts';

/** Agreement of street and house number. */
export const address = Object.freeze<EvidenceComparison>({
  name: 'address',
  title: 'Address',
  needs: ['address', 'street_name', 'number'],
  similarities: ['street_name'],
  weighedBy: 'address',
  sharedBy: ['household'],
  movesHouse: true,
  tellsApart: true,
  isMissing: eitherMissing('address'),
  levels: [
    { name: 'same', when: equal('address') },
    { name: 'same street and number', when: (pair) => sql`${equal('street_name')(pair)} and ${equal('number')(pair)}` },
    {
      name: 'same number, street spelled alike',
      when: (pair) => sql`${equal('number')(pair)} and ${alike('street_name', 0.86)(pair)}`,
    },
    { name: 'same street', when: equal('street_name') },
    { name: 'street spelled alike', when: alike('street_name', 0.92) },
    { name: 'same number', when: equal('number') },
  ],
});

/** Agreement of postcode, or of the place where there is none. */
export const postalCode = Object.freeze<EvidenceComparison>({
  name: 'postal_code',
  title: 'Postcode',
  needs: ['postal'],
  weighedBy: 'postal',
  sharedBy: ['household'],
  movesHouse: true,
  tellsApart: false,
  isMissing: eitherMissing('postal'),
  levels: [
    { name: 'same', when: equal('postal') },
    { name: 'one edit apart', when: withinEdits('postal', 1) },
    { name: 'same area', when: equal('postal_area') },
    { name: 'two edits apart', when: withinEdits('postal', 2) },
  ],
});

/** Agreement of town, where the postcode does not say as much already: what agrees in both is told once. */
export const city = Object.freeze<EvidenceComparison>({
  name: 'city',
  title: 'Town',
  needs: ['city'],
  similarities: ['city'],
  weighedBy: 'city',
  sharedBy: ['household'],
  movesHouse: true,
  tellsApart: false,
  isMissing: (pair) =>
    pair.has('postal')
      ? sql`${eitherMissing('city')(pair)} or coalesce(${equal('postal')(pair)}, false)`
      : eitherMissing('city')(pair),
  levels: [
    { name: 'same', when: equal('city') },
    { name: 'spelled alike', when: alike('city', 0.88) },
  ],
});

/** Agreement of birth place. */
export const birthPlace = Object.freeze<EvidenceComparison>({
  name: 'birth_place',
  title: 'Birth place',
  needs: ['birthPlace'],
  similarities: ['birthPlace'],
  weighedBy: 'birthPlace',
  sharedBy: ['household'],
  tellsApart: false,
  isMissing: eitherMissing('birthPlace'),
  levels: [
    { name: 'same', when: equal('birthPlace') },
    { name: 'spelled alike', when: alike('birthPlace', 0.88) },
    {
      name: 'same first word',
      when: ({ l, r }) => sql`split_part(${l('birthPlace')}, ' ', 1) = split_part(${r('birthPlace')}, ' ', 1)`,
    },
  ],
});

/** Agreement of occupation. */
export const occupation = Object.freeze<EvidenceComparison>({
  name: 'occupation',
  title: 'Occupation',
  needs: ['occupation'],
  similarities: ['occupation'],
  weighedBy: 'occupation',
  sharedBy: [],
  tellsApart: false,
  isMissing: eitherMissing('occupation'),
  levels: [
    { name: 'same', when: equal('occupation') },
    { name: 'spelled alike', when: alike('occupation', 0.88) },
  ],
});
