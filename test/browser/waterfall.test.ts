import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Company, openCompany } from '../support/company.ts';
import { makePeople, type PersonRecord } from '../support/people.ts';
import { findBarriers } from './support/accessibility.ts';
import { type OpenedPages, openPages } from './support/opened-pages.ts';

let company: Company;
let pages: OpenedPages;

const csv = (records: readonly PersonRecord[]) =>
  ['Id,First,Last,Email,Phone,Born,Street,Zip', ...records.map((record) => Object.values(record).join(','))].join('\n');

beforeAll(async () => {
  company = await openCompany();
  const { left, right } = makePeople(200);
  company.put('Crm.csv', csv(left));
  company.put('Shop.csv', csv(right));
  await company.apply({
    dataSources: ['Crm', 'Shop'].map((name) => ({
      name,
      kind: 'csv',
      options: { folder: '.' },
      entities: [{ name: 'Person', options: { path: `${name}.csv` }, primaryKey: 'Id' }],
    })),
    unification: {
      mode: 'probabilities',
      entities: ['Crm_Person', 'Shop_Person'].map((entity) => ({ entity, primaryKey: 'Id' })),
      rules: [],
    },
  });
  await company.refresh();
  pages = await openPages(company.app);
});
afterAll(async () => {
  await pages.close();
  await company.close();
});

it.each([
  { language: 'en', why: 'Why?', evidence: /^Last name: same/, weight: 'Match weight', mark: '.' },
  { language: 'eu', why: 'Zergatik?', evidence: /^Abizena: berdina/, weight: 'Bat-etortze pisua', mark: ',' },
])('shows how the match weight of two records comes about, in $language', async ({ language, ...texts }) => {
  const explained = await company.app.matching.explain({
    left: { entity: 'Crm_Person', key: 'L0001' },
    right: { entity: 'Shop_Person', key: 'R0001' },
  });
  const { page, faults } = await pages.open('/');
  await page.evaluate((tag) => localStorage.setItem('fluxu.language', tag), language);
  await page.goto(`${pages.address}/customers/${explained.leftId}`);
  for (const record of ['Crm_Person L0001', 'Shop_Person R0001']) {
    const choice = page.getByRole('combobox').filter({ hasText: record });
    await (record.startsWith('Crm') ? choice.first() : choice.last()).selectOption({ label: record });
  }
  await page.getByRole('button', { name: texts.why }).last().click();
  await page.getByRole('rowheader', { name: texts.evidence }).waitFor();
  const total = page.getByRole('row', { name: texts.weight });
  const bits = String(explained.weights?.weight.toFixed(1)).replace('.', texts.mark);
  expect(await total.textContent()).toContain(`+${bits}`);
  expect(await findBarriers(page)).toEqual([]);
  await page.close();
  expect(faults).toEqual([]);
});
