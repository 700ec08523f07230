import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Company, openCompany } from '../support/company.ts';
import { findBarriers } from './support/accessibility.ts';
import { type OpenedPages, openPages } from './support/opened-pages.ts';

let company: Company;
let pages: OpenedPages;
beforeAll(async () => {
  company = await openCompany();
  pages = await openPages(company.app);
});
afterAll(async () => {
  await pages.close();
  await company.close();
});

describe('in a company without data', () => {
  it.each([
    '/data/sources',
    '/data/entities',
    '/data/relationships',
    '/data/activities',
    '/data/refreshes',
    '/customers',
    '/segments',
    '/measures',
    '/triggers',
    '/triggers?tab=events',
    '/flows',
    '/flows/runs',
    '/admin/exports?tab=subscriptions',
    '/admin/exports?tab=deliveries',
  ])('the list at %s leads to the first data source and offers the sample', async (path) => {
    const { page, faults } = await pages.open(path);
    await page.locator('main').getByRole('button', { name: 'Load the sample company' }).first().waitFor();
    expect(await findBarriers(page)).toEqual([]);
    const add = page.locator('main').getByRole('button', { name: 'Add data source' }).last();
    await add.focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/data/sources/new');
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe('the builder of a segment without history', () => {
  it('says that there is none and that the first value never fires', async () => {
    const { page } = await pages.open('/segments/new');
    const panel = page.getByRole('region', { name: 'Try a threshold' });
    await panel.getByText('There is no history yet').waitFor();
    await panel.getByText('never fires').waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
  });
});
