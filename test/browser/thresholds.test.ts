import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { type Company, openCompany } from '../support/company.ts';
import { makePeople, type PersonRecord } from '../support/people.ts';
import { findBarriers } from './support/accessibility.ts';
import { type Browser, buildPages, startBrowser, WEB_ROOT } from './support/browser.ts';

let company: Company;
let server: HttpServer;
let browser: Browser;

const csv = (rows: readonly PersonRecord[]) =>
  [Object.keys(rows[0] ?? {}), ...rows.map((row) => Object.values(row).map((value) => value ?? ''))].join('\n');

const source = (name: string, entity: string) => ({
  name,
  kind: 'csv',
  options: { folder: '.' },
  entities: [{ name: entity, options: { path: `${name}.csv` }, primaryKey: 'Id' }],
});

const pair = (left: string, right: string) => ({
  entity1: 'Crm_Contact',
  key1: left,
  entity2: 'Shop_Client',
  key2: right,
});
const numbers = Array.from({ length: 20 }, (_, index) => String(index).padStart(4, '0'));

beforeAll(async () => {
  buildPages();
  company = await openCompany();
  const { left, right } = makePeople(80);
  company.put('Crm.csv', csv(left));
  company.put('Shop.csv', csv(right));
  await company.apply({
    dataSources: [source('Crm', 'Contact'), source('Shop', 'Client')],
    unification: {
      mode: 'probabilities',
      entities: ['Crm_Contact', 'Shop_Client'].map((entity) => ({ entity, primaryKey: 'Id' })),
      alwaysMatch: { pairs: numbers.map((number) => pair(`L${number}`, `R${number}`)) },
      neverMatch: { pairs: numbers.map((number, index) => pair(`L${number}`, `R${numbers[(index + 1) % 20]}`)) },
    },
  });
  await company.refresh();
  server = await createHttpServer(company.app, { access: 'open', webRoot: WEB_ROOT, version: '0.1.0' });
  await server.listen();
});
afterAll(async () => {
  await server.close();
  await company.close();
});

describe.each([
  ['en', 'light', 1440, 'Numbers by threshold'],
  ['eu', 'dark', 360, 'Zenbakiak atalasearen arabera'],
] as const)('the thresholds on labelled pairs, in %s, %s, %i px wide', (language, scheme, width, title) => {
  beforeAll(async () => {
    browser = await startBrowser({ language, scheme, width });
  });
  afterAll(() => browser.close());

  it('are a plot and a table of the numbers that the server gives, with the suggested one marked', async () => {
    const { points, suggested } = await company.app.matching.thresholds({});
    const { page, faults } = await browser.open(`${server.address}/unify/thresholds`);
    const table = page.getByRole('region', { name: title }).first();
    await table.waitFor();
    expect(await table.getByRole('row').count()).toBe(points.length + 1);
    const row = table.getByRole('row').nth(points.findIndex(({ threshold }) => threshold === suggested) + 1);
    await row.getByText(language === 'en' ? 'Suggested threshold' : 'Proposatutako atalasea').waitFor();
    const thresholds = await table.getByRole('row').locator('td:first-child').allInnerTexts();
    const percents = thresholds.map((text) => /[\d.,]+/.exec(text)?.[0]);
    expect(await page.getByText(/\d bit\)$/).count()).toBe(2);
    expect(percents.filter((percent) => percent === '100' || percent === '0')).toEqual([]);
    const drawn = await page.locator('svg[role=img] polyline').first().getAttribute('points');
    expect(drawn?.split(' ').length).toBe(points.length);
    expect(await findBarriers(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    expect(faults).toEqual([]);
    await page.close();
  });
});

describe('labelled pairs of a file', () => {
  it('count with those of the lists while the page is open', async () => {
    browser = await startBrowser();
    const { page, faults } = await browser.open(`${server.address}/unify/thresholds`);
    const row = ['Crm_Contact', 'L0030', 'Shop_Client', 'R0030', 'true'].join(',');
    await page.getByText('40', { exact: true }).first().waitFor();
    await page.getByLabel('File with labelled pairs').setInputFiles({
      name: 'labels.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`Entity1,Entity1Key,Entity2,Entity2Key,IsMatch\n${row}\n`),
    });
    await page.getByText('41', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Forget 1 pair of the file' }).click();
    await page.getByText('40', { exact: true }).first().waitFor();
    await browser.close();
    expect(faults).toEqual([]);
  });
});
