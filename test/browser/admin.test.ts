import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenedPages, openPages } from './support/opened-pages.ts';
import { openSmallCompany, type SmallCompany } from './support/small-company.ts';

let company: SmallCompany;
let pages: OpenedPages;
beforeAll(async () => {
  company = await openSmallCompany();
  company.loseSurvey();
  await company.refresh();
  pages = await openPages(company.app);
});
afterAll(async () => {
  await pages.close();
  await company.close();
});

describe('the page about the system', () => {
  it('gives a bundle that helps to find a fault, without a row of data', async () => {
    const { page, faults } = await pages.open('/admin/system?tab=about');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Diagnostics bundle' }).click();
    const files = unzipSync(readFileSync(await (await download).path()));
    expect(Object.keys(files).sort()).toEqual(
      ['definitions', 'failing', 'refreshes', 'runs', 'storage', 'system'].map((name) => `${name}.json`),
    );
    const text = Object.values(files)
      .map((file) => strFromU8(file))
      .join('\n');
    expect(text).toContain('Survey answers');
    expect(text).not.toMatch(/person1@example/i);
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe('the preferences of a reader', () => {
  it('show times in another zone and the pages in another language', async () => {
    const { page, faults } = await pages.open('/account');
    await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Asia/Tokyo');
    await page.getByText('Times in Asia/Tokyo').waitFor();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('eu');
    await page.locator('html[lang=eu]').waitFor();
    await page.reload();
    await page.locator('main p', { hasText: 'Asia/Tokyo' }).waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });
});
