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

const trainedOn = async () => String((await company.app.matching.weights()).weights?.trainedOn);

it('offers it only where weights are kept', async () => {
  const { page, faults } = await pages.open('/unify/edit?step=match');
  const panel = page.getByRole('region', { name: 'Weights that are kept' });
  await panel.waitFor();
  await page.getByRole('combobox', { name: 'Weights are learned' }).selectOption('At every refresh');
  await panel.waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'Weights are learned' }).selectOption('Once, and kept');
  await panel.waitFor();
  await page.getByRole('combobox', { name: 'Way of matching' }).selectOption('By rules');
  await panel.waitFor({ state: 'detached' });
  await page.close();
  expect(faults).toEqual([]);
});

it.each([
  {
    language: 'en',
    title: 'Weights that are kept',
    learn: 'Learn weights anew',
    begun: 'A refresh to learn the weights',
  },
  {
    language: 'eu',
    title: 'Gordetako pisuak',
    learn: 'Ikasi pisuak berriro',
    begun: 'Pisuak berriro ikasteko freskatzea',
  },
])('learns weights anew that are kept, after asking, in $language', async ({ language, title, learn, begun }) => {
  const before = await trainedOn();
  const { page, faults } = await pages.open('/');
  await page.evaluate((tag) => localStorage.setItem('fluxu.language', tag), language);
  await page.goto(`${pages.address}/unify/edit?step=match`);
  const panel = page.getByRole('region', { name: title });
  await panel.waitFor();
  expect(await panel.getByRole('definition').allTextContents()).toEqual([expect.anything(), '400', '400']);
  expect(await findBarriers(page)).toEqual([]);
  await panel.getByRole('button', { name: learn }).click();
  const dialog = page.getByRole('dialog', { name: learn });
  await dialog.waitFor();
  expect(await findBarriers(page)).toEqual([]);
  await dialog.getByRole('button', { name: learn }).click();
  await panel.getByRole('link', { name: begun }).waitFor();
  await expect.poll(async () => (await trainedOn()) > before, { timeout: 30_000 }).toBe(true);
  await panel.getByRole('link', { name: begun }).click();
  await page.waitForURL('**/data/refreshes/*');
  const job = await company.app.refreshes.get(page.url().split('/').at(-1) ?? '');
  expect(job).toMatchObject({ scope: { kind: 'unify' }, learnsWeights: true });
  await page.close();
  expect(faults).toEqual([]);
});
