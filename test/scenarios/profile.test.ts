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

const newestRefresh = async () => (await company.app.entities.list())[0]?.refreshId;

async function refreshWith(rows: string): Promise<string | undefined> {
  company.put('people.csv', `Id,Mail,Spend\n${rows}`);
  await company.refresh();
  return newestRefresh();
}

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
      before: { rows: 2, filled: 2, distinct: 2, newTop: [], goneTop: [] },
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

  it('names the frequent values that came and went, and keeps what every refresh left', async () => {
    const [first, second] = [await newestRefresh(), await refreshWith('5,c@x.org,1\n6,c@x.org,1\n7,a@x.org,1\n')];
    const mailOf = async (refreshId?: string) =>
      (await company.app.entities.profile('Shop_Person', refreshId)).find(({ name }) => name === 'Mail');
    const change = { refreshId: first, rows: 4, filled: 3, distinct: 2, newTop: ['c@x.org'], goneTop: ['b@x.org'] };
    expect((await mailOf())?.before).toEqual(change);
    expect((await mailOf(second))?.before).toEqual(change);
    expect(await mailOf(first)).toMatchObject({ filled: 3, before: { rows: 2 } });
    const entities = await company.app.entities.list();
    expect(entities.find(({ name }) => name === 'Shop_Person')).toMatchObject({ rowCount: 3, rowsBefore: 4 });
    await expect(mailOf('unknown')).rejects.toMatchObject({ code: 'FLX_REFRESH_NOT_KEPT' });
  });
});
