import { expect, it } from 'vitest';
import { isShared, namesOf, recordOf } from './pair-record.ts';

const row = {
  Shop_Id: 'S1',
  Shop_FirstName: 'Ane',
  Shop_FirstName_Alternate: 'Ana',
  Shop_Mail: 'ane@example.com',
  Club_GivenName: 'ANE',
  Club_Nick: 'Anetxu',
  Club_Town: null,
};
const entities = [
  { name: 'Shop', attributes: [{ name: 'FirstName', type: 'text', semanticType: 'Person.FirstName' }] },
  {
    name: 'Club',
    attributes: [
      { name: 'GivenName', type: 'text', semanticType: 'Person.FirstName' },
      { name: 'Nick', type: 'text', semanticType: 'Person.FirstName' },
    ],
  },
];
const shop = recordOf(row, { entity: 'Shop' }, entities);
const club = recordOf(row, { entity: 'Club' }, entities);

it('puts values of one meaning on one line, whatever their names', () => {
  expect(shop.get('Person.FirstName')).toEqual({ attribute: 'FirstName', value: 'Ane' });
  expect(club.get('Person.FirstName')).toEqual({ attribute: 'GivenName', value: 'ANE' });
  expect(namesOf([shop, club], 'Person.FirstName')).toBe('FirstName / GivenName');
});

it('keeps a second value of a meaning and what has no meaning under their names, and leaves out what is empty', () => {
  expect([...club.keys()]).toEqual(['Person.FirstName', 'Nick']);
  expect([...shop.keys()]).toEqual(['Id', 'Person.FirstName', 'Mail']);
});

it('takes the meaning that unification gives before that of the entity', () => {
  const mapped = { entity: 'Club', attributes: [{ attribute: 'GivenName', semanticType: 'Person.FullName' }] };
  expect([...recordOf(row, mapped, entities).keys()]).toEqual(['Person.FullName', 'Person.FirstName']);
});

it('marks values that another record holds in any of its attributes', () => {
  expect(isShared('ane', [shop, club], 0)).toBe(true);
  expect(isShared('anetxu', [shop, club], 0)).toBe(true);
  expect(isShared('S1', [shop, club], 0)).toBe(false);
});
