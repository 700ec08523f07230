import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/sql/sql.ts';
import { type Company, openCompany } from '../support/company.ts';
import { openTestSession } from '../support/unify.ts';

const entity = (name: string, primaryKey: string) => ({
  name,
  primaryKey,
  options: { path: `${name.toLowerCase()}.parquet` },
});
const activity = (name: string, attribute: string) => ({
  ...{ name, entity: 'Shop_Order', primaryKey: 'OrderId', timestamp: 'OrderedAt' },
  ...{ title: attribute, detail: attribute, url: attribute, attributes: [attribute], units: { [attribute]: 'EUR' } },
});
const workspace = {
  dataSources: [
    {
      name: 'Shop',
      kind: 'parquet',
      options: { folder: '.' },
      entities: [entity('Contact', 'ContactId'), entity('Order', 'OrderId')],
    },
  ],
  relationships: [
    {
      ...{ name: 'OrderContact', fromEntity: 'Shop_Order', fromAttribute: 'ContactId' },
      ...{ toEntity: 'Shop_Contact', toAttribute: 'ContactId' },
    },
  ],
  unification: { entities: [{ entity: 'Shop_Contact', primaryKey: 'ContactId' }] },
  activities: [activity('Whole', 'Points'), activity('Fraction', 'Amount')],
};

let company: Company;
beforeAll(async () => {
  company = await openCompany();
  const session = await openTestSession();
  const put = async (name: string, query: ReturnType<typeof sql>) => {
    const path = join(company.folder, 'made.parquet');
    await session.saveFile(query, path, 'parquet');
    company.put(name, readFileSync(path));
  };
  await put('contact.parquet', sql`select 'C1' as "ContactId"`);
  const order = (key: string, time: string, points: string, amount: string) =>
    sql`select ${key} as "OrderId", 'C1' as "ContactId", cast(${time} as timestamp) as "OrderedAt",
      cast(${points} as decimal(18, 0)) as "Points", cast(${amount} as decimal(18, 9)) as "Amount"`;
  await put(
    'order.parquet',
    sql`${order('O1', '2026-02-01 10:00:00', '1500', '316.490000000')}
      union all ${order('O2', '2026-01-01 10:00:00', '0', '20.000000000')}`,
  );
  await session.close();
  await company.apply(workspace);
  await company.refresh();
});
afterAll(() => company.close());

const SHOWN = [
  ['Fraction|O1', '316.49'],
  ['Fraction|O2', '20'],
  ['Whole|O1', '1500'],
  ['Whole|O2', '0'],
] as const;

describe('decimals that activities show', () => {
  it('keep the zeros of whole numbers and lose those that only fill a fraction', async () => {
    const rows = await company.rows('UnifiedActivity');
    const told = rows.map((row) => ['ActivityId', 'Title', 'Description', 'URL'].map((column) => row[column]));
    expect(told.sort()).toEqual(SHOWN.map(([id, text]) => [id, text, text, text]));
  });

  it('are the numbers of the file in the timeline', async () => {
    const [row] = await company.rows('UnifiedActivity');
    const { timeline } = await company.app.customers.get(String(row?.['CustomerId']));
    const told = timeline.map(({ activityId, title, detail, detailNumber, url, data }) => ({
      ...{ activityId, title, detail, detailNumber, url },
      kept: Object.values(JSON.parse(data ?? '{}') as object),
    }));
    expect(told.sort((a, b) => (a.activityId < b.activityId ? -1 : 1))).toEqual(
      SHOWN.map(([activityId, text]) => ({
        ...{ activityId, title: text, detail: text, detailNumber: Number(text), url: text },
        kept: [Number(text)],
      })),
    );
  });
});
