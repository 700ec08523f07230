import { describe, expect, it } from 'vitest';
import {
  combine,
  group,
  isDated,
  type ProfileField,
  separate,
  sharedEntities,
  ungroup,
  withField,
  withGroup,
  withoutField,
} from './merge-draft.ts';

const field = (name: string, ...sources: readonly string[]): ProfileField => ({
  name,
  isWritten: false,
  policy: 'importance',
  recency: {},
  sources: sources.map((source) => {
    const [entity = '', attribute = ''] = source.split('.');
    return { entity, attribute };
  }),
});
const email = field('Email', 'Shop.Email', 'Club.Mail');
const city = field('City', 'Shop.City', 'Club.Town');
const street = field('Street', 'Shop.Street');

describe('the merge of fields', () => {
  it('writes a field with its order, and the dates only where they decide', () => {
    const winner = { ...email, sources: email.sources.toReversed(), recency: { Club: 'Since', Other: 'At' } };
    expect(withField({}, 'Email', winner).fields).toEqual([{ name: 'Email', sources: winner.sources }]);
    expect(withField({}, 'Email', { ...winner, policy: 'mostRecent' }).fields).toMatchObject([
      { policy: 'mostRecent', recency: { Club: 'Since' } },
    ]);
    expect(withoutField(withField({ exclude: ['City'] }, 'Email', winner), 'Email')).toEqual({ exclude: ['City'] });
  });

  it('separates the sources of a field and combines fields to one', () => {
    expect(separate({}, email).fields).toEqual([
      { name: 'Email', sources: [{ entity: 'Shop', attribute: 'Email' }] },
      { name: 'Club_Mail', sources: [{ entity: 'Club', attribute: 'Mail' }] },
    ]);
    const combined = combine(
      { rename: { Street: 'Road', City: 'Place' }, exclude: ['Street'] },
      [city, street],
      'City',
    );
    expect(combined).toEqual({
      rename: { City: 'Place' },
      fields: [{ name: 'City', sources: [...city.sources, ...street.sources] }],
    });
  });

  it('takes fields together from one source, in another order, and apart again', () => {
    const road = field('Street', 'Club.Street', 'Shop.Street');
    expect(sharedEntities([city, street])).toEqual(['Shop']);
    const grouped = group({}, [city, road], 'Address');
    expect(grouped.groups).toEqual([
      {
        name: 'Address',
        fields: ['City', 'Street'],
        sources: [
          { entity: 'Shop', attributes: { City: 'City', Street: 'Street' } },
          { entity: 'Club', attributes: { City: 'Town', Street: 'Street' } },
        ],
      },
    ]);
    const dated = {
      policy: 'mostRecent',
      recency: { Shop: 'At', Club: 'Since' },
      sources: city.sources.toReversed(),
    } as const;
    expect(withGroup(grouped, 'Address', dated).groups).toMatchObject([
      { policy: 'mostRecent', sources: [{ entity: 'Club' }, { entity: 'Shop' }] },
    ]);
    expect(ungroup(grouped, 'Address')).toEqual({});
  });

  it.each([
    ['importance needs no dates', { ...email }, true],
    ['most recent needs a date of every source', { ...email, policy: 'mostRecent', recency: { Shop: 'At' } }, false],
    ['most recent has them', { ...email, policy: 'mostRecent', recency: { Shop: 'At', Club: 'At' } }, true],
    ['nothing comes from nowhere', { ...email, sources: [] }, false],
  ] as const)('%s', (_what, winner, expected) => {
    expect(isDated(winner)).toBe(expected);
  });
});
