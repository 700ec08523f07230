import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from './accessibility.ts';
import { type Browser, buildPages, startBrowser } from './browser.ts';
import { type BusyCompany, openBusyCompany } from './busy-company.ts';
import { addressOf, PAGES } from './pages.ts';
import { showScheme } from './scheme.ts';

/** The narrowest is what a page of 1280 px has when it is enlarged fourfold (WCAG 2.2, 1.4.10). */
const WIDTHS = [320, 360, 768, 1440];

/** The busy company, and a browser in which its administrator is signed in. */
export interface OpenedCompany {
  readonly company: BusyCompany;
  readonly browser: Browser;
}

/** Opens the company for a reader of one language before the tests of a file, and closes it after them. */
export function companyForFile(language: 'en' | 'eu'): () => OpenedCompany {
  let opened: OpenedCompany;
  beforeAll(async () => {
    buildPages();
    opened = { company: await openBusyCompany(), browser: await startBrowser({ language }) };
    await opened.company.signIn(opened.browser.context);
  });
  afterAll(async () => {
    await opened.browser.close();
    await opened.company.close();
  });
  return () => opened;
}

/** A test for each page, in both themes and on a phone, a tablet and a desktop. */
export function describeEveryPage(opened: () => OpenedCompany): void {
  describe('in both themes, on a phone, a tablet and a desktop', () => {
    it.concurrent.each(Object.entries(PAGES))(
      'the page %s keeps nobody out and does nothing it must not',
      async (_name, path) => {
        const { company, browser } = opened();
        const { page, faults } = await browser.open(`${company.address}${addressOf(path, company.places)}`);
        await page.locator('h1').waitFor();
        await page.waitForFunction(() => document.querySelector('.fui-Skeleton, .fui-Spinner') === null);
        const found = [...(await findExcess(page)), ...(await findBarriersInBothThemes(page))];
        await page.close();
        expect([...found, ...faults]).toEqual([]);
      },
    );
  });
}

/** What is wider than the window. */
async function findExcess(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (excess > 0) found.push(`${width} px: ${excess} px too wide`);
  }
  return found;
}

/** What keeps people out; the themes differ in nothing but colours, so that only those are looked at twice. */
async function findBarriersInBothThemes(page: Page): Promise<string[]> {
  await showScheme(page, 'light');
  const light = await findBarriers(page);
  await showScheme(page, 'dark');
  const dark = await findBarriers(page, { onlyColours: true });
  return [...light.map((barrier) => `light: ${barrier}`), ...dark.map((barrier) => `dark: ${barrier}`)];
}
