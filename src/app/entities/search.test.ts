import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, openCompany } from '../../../test/support/company.ts';

const HEAD = 'id,name,mail,city,spend,since';
const PEOPLE = [
  '1,Miren Etxeberria,miren@example.org,Bilbo,12.5,2024-03-01',
  '2,Jon Agirre,JON.A@example.org,San Sebastián,120,2025-11-26',
  '3,ÁNGELES Núñez,angeles@example.org,Bilbo,7,2023-01-15',
  '4,Miren Agirre,m.agirre@example.org,,0.25,2024-03-31',
  '5,Jon,,Miren kalea,1e3,2022-02-02',
];

describe('a search for customers', () => {
  let company: Company;
  beforeAll(async () => {
    company = await openCompany();
    const source = { name: 'people', options: { path: 'people.csv' }, primaryKey: 'id' };
    await deliver(PEOPLE);
    await company.apply({
      dataSources: [{ name: 'shop', kind: 'csv', options: { folder: '.' }, entities: [source] }],
      unification: { entities: [{ entity: 'shop_people', primaryKey: 'id' }] },
    } as never);
    await company.refresh();
  });
  afterAll(() => company.close());

  const deliver = async (people: readonly string[]) => company.put('people.csv', [HEAD, ...people, ''].join('\n'));
  const ids = async (search: string, rest: object = {}) => {
    const { items } = await company.app.entities.rows('Customer', { search, limit: 50, ...rest });
    return items.map((row) => Number(row['shop_people_id'])).sort();
  };
  /** Found in the rows themselves. */
  const wanted = async (search: string) => {
    const words = search.toLowerCase().split(/\s+/).filter(Boolean);
    const rows = await company.rows('Customer');
    const fits = (row: Readonly<Record<string, unknown>>, word: string) =>
      Object.values(row).some((value) => value !== null && String(value).toLowerCase().includes(word));
    return rows
      .filter((row) => words.every((word) => fits(row, word)))
      .map((row) => Number(row['shop_people_id']))
      .sort();
  };

  it.each(['miren', 'MIREN agirre', 'jon.a@', 'ángeles', 'bilbo 12.5', 'agirre miren', '2024-03', 'nobody', "o'neil%"])(
    'finds every word of %j in any column',
    async (search) => {
      const found = await ids(search);
      expect(found).toEqual(await wanted(search));
      expect(await company.app.entities.count('Customer', { search })).toBe(found.length);
    },
  );

  it('orders, filters and pages what it found', async () => {
    const order = { sort: '-spend', search: 'miren' };
    const first = await company.app.entities.rows('Customer', { ...order, limit: 2 });
    const second = await company.app.entities.rows('Customer', {
      ...order,
      limit: 2,
      ...(first.nextCursor !== undefined && { cursor: first.nextCursor }),
    });
    expect([...first.items, ...second.items].map((row) => Number(row['spend']))).toEqual([1000, 12.5, 0.25]);
    const filter = { attribute: 'city', operator: 'equals', value: 'Bilbo' };
    expect(await ids('miren', { filter })).toEqual([1]);
  });

  it('says nothing of other values where every value is shown', async () => {
    const { alsoKnown } = await company.app.entities.rows('Customer', { search: 'miren', limit: 50 });
    expect(alsoKnown).toEqual([]);
  });

  it('follows what is published', async () => {
    await deliver([...PEOPLE, '6,Miren Zabala,z@example.org,Gasteiz,1,2026-01-01']);
    await company.refresh();
    expect(await ids('miren')).toEqual([1, 4, 5, 6]);
    expect(await ids('zabala')).toEqual([6]);
  });
});

describe('a search for customers of several records', () => {
  let company: Company;
  const source = (name: string) => ({
    name,
    kind: 'csv',
    options: { folder: '.' },
    entities: [{ name: 'Person', options: { path: `${name}.csv` }, primaryKey: 'Id' }],
  });

  beforeAll(async () => {
    company = await openCompany();
    company.put(
      'Crm.csv',
      'Id,Name,Mail,Phone,Card,Secret\nC1,Ane Etxe,ane@x.org,600,K1,\nC2,Ana Etxe,Old@x.org,600,K1,hush',
    );
    company.put('Shop.csv', 'Id,Name,Mail,Phone,Card\nS1,Ane E.,shop@y.org,600,K1\nS2,Jon,jon@x.org,700,K2\n');
    const attributes = ['Id', 'Name', 'Mail', 'Phone', 'Card'].map((attribute) => ({ attribute }));
    await company.apply({
      dataSources: [source('Crm'), source('Shop')],
      unification: {
        entities: [
          {
            entity: 'Crm_Person',
            primaryKey: 'Id',
            attributes,
            deduplicate: { rules: [{ name: 'SameCard', conditions: [{ attribute: 'Card' }] }] },
          },
          { entity: 'Shop_Person', primaryKey: 'Id' },
        ],
        rules: [
          {
            name: 'Card',
            left: 'Crm_Person',
            right: 'Shop_Person',
            conditions: [{ left: 'Card', right: 'Card' }],
          },
        ],
      },
    } as never);
    await company.refresh();
  });
  afterAll(() => company.close());

  const find = async (search: string) => {
    const { items, alsoKnown = [] } = await company.app.entities.rows('Customer', { search, limit: 50 });
    expect(await company.app.entities.count('Customer', { search })).toBe(items.length);
    return { found: items.map((row) => row['Crm_Person_Id'] ?? row['Shop_Person_Id']), items, alsoKnown };
  };

  it.each(['ane@x.org', 'old@x.org', 'SHOP@y.org', 'ana', 'old@x.org shop@y.org', 'old@x.org 600'])(
    'finds one by what any of its records says: %s',
    async (search) => {
      expect((await find(search)).found).toHaveLength(1);
    },
  );

  it('says by which values that are not shown it was found, and whose they are', async () => {
    const { items, alsoKnown } = await find('@');
    const [ane] = items.filter((row) => row['Crm_Person_Id'] != null);
    expect(alsoKnown).toEqual([]);
    const lost = ['ane@x.org', 'Old@x.org', 'shop@y.org'].filter((value) => value !== ane?.['Mail']);
    for (const value of lost) {
      const { alsoKnown: told } = await find(value);
      const entity = value === 'shop@y.org' ? 'Shop_Person' : 'Crm_Person';
      expect(told).toEqual([{ key: ane?.['CustomerId'], value, entity }]);
    }
  });

  it('does not search attributes that are not mapped', async () => {
    expect((await find('hush')).found).toEqual([]);
  });

  it('forgets what a record does not say any more', async () => {
    company.put('Shop.csv', 'Id,Name,Mail,Phone,Card\nS1,Ane E.,new@y.org,600,K1\nS2,Jon,jon@x.org,700,K2\n');
    await company.refresh();
    expect([(await find('shop@y.org')).found, (await find('new@y.org')).found.length]).toEqual([[], 1]);
  });
});
