import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { type Browser, buildPages, startBrowser } from './support/browser.ts';
import { type BusyCompany, openBusyCompany } from './support/busy-company.ts';
import { addressOf, PAGES } from './support/pages.ts';

const WIDTHS = [360, 768, 1440];
const SCHEMES = ['light', 'dark'] as const;

let company: BusyCompany;
let browser: Browser;
beforeAll(async () => {
  buildPages();
  company = await openBusyCompany();
  browser = await startBrowser();
  await company.signIn(browser.context);
});
afterAll(async () => {
  await browser.close();
  await company.close();
});

/** The router that the page is made of, as TanStack keeps it for its tools. */
interface RouterWindow {
  readonly __TSR_ROUTER__: {
    readonly routesByPath: object;
    getMatchedRoutes(pathname: string): readonly [unknown, unknown, { readonly fullPath: string } | undefined];
  };
}

describe('the list of pages', () => {
  it('has an address for every route of the application', async () => {
    const { page } = await browser.open(`${company.address}/help`);
    const paths = Object.values(PAGES).map((path) => addressOf(path, company.places).replace(/\?.*/, ''));
    const { routes, visited } = await page.evaluate((given) => {
      const { __TSR_ROUTER__: router } = window as unknown as RouterWindow;
      return {
        routes: Object.keys(router.routesByPath),
        visited: given.map((path) => router.getMatchedRoutes(path)[2]?.fullPath),
      };
    }, paths);
    expect(routes.length).toBeGreaterThan(40);
    expect(routes.filter((route) => !visited.includes(route))).toEqual([]);
    await page.close();
  });
});

describe('for readers of both languages, in both themes, on a phone, a tablet and a desktop', () => {
  it.each(Object.entries(PAGES))('the page %s keeps nobody out and does nothing it must not', async (_name, path) => {
    const { page, faults } = await browser.open(`${company.address}${addressOf(path, company.places)}`);
    await settle(page);
    const found = await lookAt(page, 'en');
    await page.locator('header [popovertarget]').first().click();
    await page.locator('header [popover] [lang=eu]').click();
    await page.locator('html[lang=eu]').waitFor();
    await settle(page);
    found.push(...(await lookAt(page, 'eu')));
    await page.evaluate(() => localStorage.clear());
    await page.close();
    expect([...found, ...faults]).toEqual([]);
  });
});

async function settle(page: Page): Promise<void> {
  await page.locator('h1').waitFor();
  await page.waitForFunction(() => document.querySelector('.fui-Skeleton, .fui-Spinner') === null);
}

/** What keeps people out in each theme, on the narrowest and the widest screen, and what does not fit on one of them. */
async function lookAt(page: Page, language: string): Promise<string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const excess = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (excess > 0) found.push(`${language}, ${width} px: ${excess} px too wide`);
  }
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-scheme=${colorScheme}]`).waitFor();
    found.push(...(await findBarriers(page)).map((barrier) => `${language}, ${colorScheme}: ${barrier}`));
  }
  return found;
}
