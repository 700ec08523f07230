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

  it('follows what is published', async () => {
    await deliver([...PEOPLE, '6,Miren Zabala,z@example.org,Gasteiz,1,2026-01-01']);
    await company.refresh();
    expect(await ids('miren')).toEqual([1, 4, 5, 6]);
    expect(await ids('zabala')).toEqual([6]);
  });
});
