import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { type OpenedPages, openPages } from './support/opened-pages.ts';
import { openSmallCompany, type SmallCompany } from './support/small-company.ts';

let company: SmallCompany;
let pages: OpenedPages;
beforeAll(async () => {
  company = await openSmallCompany();
  await company.refresh();
  pages = await openPages(company.app);
});
afterAll(async () => {
  await pages.close();
  await company.close();
});

const question = (page: Page) => page.getByRole('dialog', { name: 'Leave without saving?' });
const leaveFor = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name, exact: true }).click();

/** Where something is written, by path. */
const FORMS: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  '/segments/new': (page) => page.getByRole('textbox', { name: 'Display name' }).fill('Half'),
  '/segments/HighValue/edit': (page) => page.getByRole('textbox', { name: 'Display name' }).fill('Half'),
  '/measures/TotalSpend/edit': (page) => page.getByRole('textbox', { name: 'Description' }).fill('Half'),
  '/data/sources/new': (page) => page.getByRole('button', { name: /^CSV files/ }).click(),
  '/triggers/definitions/ManyHighValue': (page) => page.getByRole('textbox', { name: 'Description' }).fill('Half'),
  '/unify/audience': (page) => page.getByRole('combobox', { name: 'Customers' }).selectOption('businessAccounts'),
  '/admin/system?tab=schedule': (page) => page.getByRole('checkbox', { name: 'Monday' }).uncheck(),
};

describe('a form with changes that are not saved', () => {
  it.each(Object.entries(FORMS))(
    'asks before %s is left, stays when told to, and leaves when told to',
    async (path, change) => {
      const { page, faults } = await pages.open(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await change(page);
      await leaveFor(page, 'Refreshes');
      await question(page).waitFor();
      expect(await findBarriers(page)).toEqual([]);
      await question(page).getByRole('button', { name: 'Keep editing' }).click();
      await question(page).waitFor({ state: 'detached' });
      expect(new URL(page.url()).pathname).toBe(new URL(path, pages.address).pathname);
      await leaveFor(page, 'Refreshes');
      await question(page).getByRole('button', { name: 'Leave', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Refreshes' }).waitFor();
      expect(faults).toEqual([]);
      await page.close();
    },
  );

  it('asks before another tab takes the place of the schedule', async () => {
    const { page, faults } = await pages.open('/admin/system?tab=schedule');
    await page.getByRole('checkbox', { name: 'Tuesday' }).uncheck();
    await page.getByRole('link', { name: 'Storage', exact: true }).click();
    await question(page).getByRole('button', { name: 'Keep editing' }).click();
    expect(await page.getByRole('checkbox', { name: 'Tuesday' }).isChecked()).toBe(false);
    await page.getByRole('link', { name: 'Storage', exact: true }).click();
    await question(page).getByRole('button', { name: 'Leave', exact: true }).click();
    await page.getByRole('table').first().waitFor();
    expect(new URL(page.url()).searchParams.get('tab')).toBe('storage');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('asks as the browser does when the tab is loaded again, and not when nothing was changed', async () => {
    const { page } = await pages.open('/segments/HighValue/edit');
    const name = page.getByRole('textbox', { name: 'Display name' });
    await name.waitFor();
    const asked: string[] = [];
    page.on('dialog', (dialog) => {
      asked.push(dialog.type());
      void dialog.accept();
    });
    await page.reload();
    await name.fill('Half');
    await page.reload();
    await name.waitFor();
    expect(asked).toEqual(['beforeunload']);
    await leaveFor(page, 'Refreshes');
    await page.getByRole('heading', { level: 1, name: 'Refreshes' }).waitFor();
    await page.close();
  });

  it('does not ask after a save, and shows the name of what exists as text', async () => {
    const { page, faults } = await pages.open('/segments/HighValue/edit');
    await page.getByRole('textbox', { name: 'Description' }).fill('Spends much');
    await page.getByText('HighValue', { exact: true }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Name', exact: true }).count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save and refresh' }).click();
    await page.getByRole('heading', { level: 1, name: 'Segments' }).waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe('a preview before the first refresh', () => {
  it.each([
    ['/segments/HighValue/edit', '2 of 12 customers'],
    ['/measures/TotalSpend/edit', '1 row'],
  ])('says on %s that a refresh comes first, starts it, and shows the preview after it', async (path, shown) => {
    const fresh = await openSmallCompany();
    const opened = await openPages(fresh.app);
    const { page } = await opened.open(path);
    const preview = page.getByRole('region', { name: 'Preview' });
    await preview.getByText('Run a refresh first').waitFor();
    expect(await preview.getByRole('alert').count()).toBe(0);
    expect(await findBarriers(page)).toEqual([]);
    await preview.getByRole('button', { name: 'Run full refresh' }).click();
    await preview.getByText(shown).waitFor();
    await opened.close();
    await fresh.close();
  });
});
