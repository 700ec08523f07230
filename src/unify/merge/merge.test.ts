import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSession, type SourceTable, unify } from '../../../test/support/unify.ts';
import type { EngineSession, Row } from '../../sql/engine.ts';
import type { SqlValue } from '../../sql/sql.ts';

let session: EngineSession;

beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

const CRM = 'Crm_Contact';
const SHOP = 'Shop_Customer';
const KEY = 'Link';

type Values = Readonly<Record<string, SqlValue>>;

/** The profile of one CRM and one shop record that match. */
async function profileOf(crm: Values, shop: Values, merge?: object, given: Partial<SourceTable> = {}): Promise<Row> {
  const sources = {
    [CRM]: { ...given, rows: [{ Id: 'c', [KEY]: '1', ...crm }] },
    [SHOP]: { ...given, rows: [{ Id: 's', [KEY]: '1', ...shop }] },
  };
  const { customers } = await unify(session, sources, {
    entities: [
      { entity: CRM, primaryKey: 'Id' },
      { entity: SHOP, primaryKey: 'Id' },
    ],
    rules: [{ name: 'ByLink', left: CRM, right: SHOP, conditions: [{ left: KEY, right: KEY }] }],
    ...(merge && { merge }),
  });
  const { CustomerId: _, PreviousCustomerId: __, ...profile } = customers[0] ?? {};
  return profile;
}

const keys = {
  Crm_Contact_Id: 'c',
  Crm_Contact_Id_Alternate: null,
  Shop_Customer_Id: 's',
  Shop_Customer_Id_Alternate: null,
  Link: '1',
};

describe('merging', () => {
  it('combines attributes of one name; the first entity that has a value gives it', async () => {
    const profile = await profileOf(
      { Email: 'crm@x', Phone: ' ', City: 'Bilbo' },
      { email: 'shop@x', Phone: '2', Size: 'L' },
    );
    expect(profile).toEqual({ ...keys, Email: 'crm@x', Phone: '2', City: 'Bilbo', Size: 'L' });
  });

  it('combines attributes of one semantic type, whatever their names; a second one of a type goes with the second', async () => {
    const semanticTypes = {
      Mail: 'Identity.Service.Email',
      Mail2: 'Identity.Service.Email',
      Address: 'Identity.Service.Email',
      Other: 'Identity.Service.Email',
    };
    const profile = await profileOf({ Mail: null, Mail2: 'b' }, { Address: 'c', Other: 'd' }, undefined, {
      semanticTypes,
    });
    expect(profile).toEqual({ ...keys, Mail: 'c', Mail2: 'b' });
  });

  it('does not combine attributes of one name and different meaning', async () => {
    const sources = {
      [CRM]: { rows: [{ Id: 'c', [KEY]: '1', Name: 'Ane' }], semanticTypes: { Name: 'Person.FullName' } },
      [SHOP]: { rows: [{ Id: 's', [KEY]: '1', Name: 'Contoso' }], semanticTypes: { Name: 'Organization.Name' } },
    };
    const { customers, result } = await unify(session, sources, {
      entities: [
        { entity: CRM, primaryKey: 'Id' },
        { entity: SHOP, primaryKey: 'Id' },
      ],
      rules: [{ name: 'ByLink', left: CRM, right: SHOP, conditions: [{ left: KEY, right: KEY }] }],
    });
    expect(customers[0]).toMatchObject({ Name: 'Ane', Shop_Customer_Name: 'Contoso' });
    expect(result.columns.find((column) => column.name === 'Name')).toEqual({
      name: 'Name',
      type: 'string',
      semanticType: 'Person.FullName',
    });
  });

  it('takes what is written: order of sources, name, exclusion, display name, separate fields', async () => {
    const merge = {
      fields: [
        {
          name: 'Mail',
          sources: [
            { entity: SHOP, attribute: 'Email' },
            { entity: CRM, attribute: 'Email' },
          ],
        },
        { name: 'CrmCity', sources: [{ entity: CRM, attribute: 'City' }] },
        { name: 'ShopCity', sources: [{ entity: SHOP, attribute: 'City' }] },
      ],
      exclude: ['Phone'],
      rename: { Mail: 'E-mail' },
    };
    const profile = await profileOf(
      { Email: 'crm@x', City: 'Bilbo', Phone: '1' },
      { Email: 'shop@x', City: 'Donostia', Phone: '2' },
      merge,
    );
    expect(profile).toEqual({ ...keys, Mail: 'shop@x', CrmCity: 'Bilbo', ShopCity: 'Donostia' });
  });

  it.each([
    ['mostRecent', '2026-01-01', '2026-02-01', 'shop'],
    ['mostRecent', '2026-02-01', '2026-01-01', 'crm'],
    ['mostRecent', null, '1999-01-01', 'shop'],
    ['mostRecent', null, null, 'crm'],
    ['leastRecent', '2026-01-01', '2026-02-01', 'crm'],
    ['leastRecent', null, '2026-02-01', 'shop'],
    ['mostRecent', '2026-01-01', '2026-01-01', 'crm'],
  ])('takes the %s of %s and %s: %s', async (policy, crmDate, shopDate, expected) => {
    const sources = [
      { entity: CRM, attribute: 'Email' },
      { entity: SHOP, attribute: 'Email' },
    ];
    const merge = { fields: [{ name: 'Email', sources, policy, recency: { [CRM]: 'Changed', [SHOP]: 'Changed' } }] };
    const profile = await profileOf({ Email: 'crm', Changed: crmDate }, { Email: 'shop', Changed: shopDate }, merge, {
      types: { Changed: 'date' },
    });
    expect(profile['Email']).toBe(expected);
  });

  it('takes the most recent of the values that are there', async () => {
    const sources = [
      { entity: CRM, attribute: 'Email' },
      { entity: SHOP, attribute: 'Email' },
    ];
    const merge = { fields: [{ name: 'Email', sources, policy: 'mostRecent', recency: { [CRM]: 'N', [SHOP]: 'N' } }] };
    expect(
      (await profileOf({ Email: 'crm', N: 1 }, { Email: null, N: 2 }, merge, { types: { N: 'integer' } }))['Email'],
    ).toBe('crm');
  });

  const address = ['Street', 'City'];
  const groupSources = [CRM, SHOP].map((entity) => ({ entity, attributes: { Street: 'Street', City: 'City' } }));

  it('takes a group of fields from the first source that is not entirely empty', async () => {
    const merge = { groups: [{ name: 'Address', fields: address, sources: groupSources }] };
    expect(
      await profileOf({ Street: null, City: 'Bilbo' }, { Street: 'Kale 1', City: 'Donostia' }, merge),
    ).toMatchObject({ Street: null, City: 'Bilbo' });
    expect(await profileOf({ Street: null, City: null }, { Street: 'Kale 1', City: 'Donostia' }, merge)).toMatchObject({
      Street: 'Kale 1',
      City: 'Donostia',
    });
  });

  it('takes a group of fields from the most recent source', async () => {
    const merge = {
      groups: [
        {
          name: 'Address',
          fields: address,
          sources: groupSources,
          policy: 'mostRecent',
          recency: { [CRM]: 'N', [SHOP]: 'N' },
        },
      ],
    };
    const profile = await profileOf(
      { Street: 'Kale 1', City: 'Bilbo', N: 1 },
      { Street: null, City: 'Donostia', N: 2 },
      merge,
      { types: { N: 'integer' } },
    );
    expect(profile).toMatchObject({ Street: null, City: 'Donostia' });
  });

  it('gives a field the type that holds all its sources', async () => {
    const sources = {
      [CRM]: { rows: [{ Id: 'c', [KEY]: '1', Points: null }], types: { Points: 'integer' } as const },
      [SHOP]: { rows: [{ Id: 's', [KEY]: '1', Points: 2.5 }], types: { Points: 'double' } as const },
    };
    const { customers, result } = await unify(session, sources, {
      entities: [
        { entity: CRM, primaryKey: 'Id' },
        { entity: SHOP, primaryKey: 'Id' },
      ],
      rules: [{ name: 'ByLink', left: CRM, right: SHOP, conditions: [{ left: KEY, right: KEY }] }],
    });
    expect(customers[0]?.['Points']).toBe(2.5);
    expect(result.columns.find((column) => column.name === 'Points')?.type).toBe('double');
  });

  it('names the mapped attributes only', async () => {
    const sources = { [CRM]: { rows: [{ Id: 'c', A: '1', B: '2' }] } };
    const { customers } = await unify(session, sources, {
      entities: [{ entity: CRM, primaryKey: 'Id', attributes: [{ attribute: 'A' }] }],
    });
    expect(Object.keys(customers[0] ?? {})).toEqual([
      'CustomerId',
      'PreviousCustomerId',
      'Crm_Contact_Id',
      'Crm_Contact_Id_Alternate',
      'A',
    ]);
  });
});
