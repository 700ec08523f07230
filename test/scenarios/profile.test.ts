import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, openCompany } from '../support/company.ts';

let company: Company;
beforeAll(async () => {
  company = await openCompany();
  const entity = { name: 'Person', options: { path: 'people.csv' }, primaryKey: 'Id' };
  await company.apply({ dataSources: [{ name: 'Shop', kind: 'csv', options: { folder: '.' }, entities: [entity] }] });
  company.put('people.csv', 'Id,Mail,Spend\n1,a@x.org,10\n2,b@x.org,20\n');
  await company.refresh();
  company.put('people.csv', 'Id,Mail,Spend\n1,a@x.org,0\n2,b@x.org,50\n3,,50\n4,a@x.org,100\n');
  await company.refresh();
});
afterAll(() => company.close());

describe('the profile of an entity', () => {
  it('counts values, missing ones and different ones, beside those of the refresh before', async () => {
    const [key, mail] = await company.app.entities.profile('Shop_Person');
    expect(key).toMatchObject({ filled: 4, missing: 0, distinct: 4, isSuggestedKey: true, before: { rows: 2 } });
    expect(mail).toMatchObject({
      filled: 3,
      missing: 1,
      distinct: 2,
      isSuggestedKey: false,
      suggestedSemanticType: 'Identity.Service.Email',
      top: [
        { value: 'a@x.org', rows: 2 },
        { value: 'b@x.org', rows: 1 },
      ],
      before: { rows: 2, filled: 2, distinct: 2 },
    });
  });

  it('tells how numbers are spread', async () => {
    const spend = (await company.app.entities.profile('Shop_Person')).find(({ name }) => name === 'Spend');
    expect(spend).toMatchObject({ least: '0', most: '100', mean: 50 });
    expect(spend?.quantiles?.map(({ value }) => value)).toEqual(['0', '0', '50', '50', '100']);
    const filled = spend?.histogram?.filter(({ rows }) => rows > 0);
    expect(filled?.map(({ from, rows }) => [from, rows])).toEqual([
      [0, 1],
      [50, 2],
      [95, 1],
    ]);
  });
});
