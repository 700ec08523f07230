import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Company, openCompany } from '../support/company.ts';

const ROWS = Array.from({ length: 80 }, (_, index) => `${index},p${index}@x.org,Ane,`);
const put = (rows: readonly string[]) => company.put('contacts.csv', ['Id,Mail,First,Town', ...rows, ''].join('\n'));

let company: Company;
beforeEach(async () => {
  company = await openCompany();
  put(ROWS);
  await company.apply({
    dataSources: [
      {
        name: 'Shop',
        kind: 'csv',
        options: { folder: '.' },
        entities: [{ name: 'Contact', options: { path: 'contacts.csv' }, primaryKey: 'Id' }],
      },
    ],
    unification: {
      entities: [
        {
          entity: 'Shop_Contact',
          primaryKey: 'Mail',
          deduplicate: { rules: [{ name: 'SameTown', conditions: [{ attribute: 'Town' }] }] },
        },
      ],
    },
  });
  await company.refresh();
});
afterEach(() => company.close());

it.each([
  ['a new row', [...ROWS, '900,p3@x.org,Jon,Tolosa']],
  ['a row that changed', ROWS.with(5, '5,p3@x.org,Ane,')],
])('unifies everything anew when %s has the key of unification of one that stayed', async (_, rows) => {
  put(rows);
  const job = await company.refresh();
  expect(job.tasks.find(({ taskId }) => taskId === 'merge')).toMatchObject({
    warnings: [{ code: 'FLX_UNIFY_KEY_DUPLICATE' }],
    additionalInfo: { method: 'whole', reason: 'Primary keys of Shop_Contact are missing or repeated.' },
  });
  expect(await company.app.verify()).toMatchObject({ isEqual: true });
});

it('follows a row that came when its key of unification is new as well', async () => {
  put([...ROWS, '900,p900@x.org,Jon,Tolosa']);
  const job = await company.refresh();
  expect(job.tasks.find(({ taskId }) => taskId === 'merge')?.additionalInfo).toMatchObject({ method: 'changedRows' });
});
