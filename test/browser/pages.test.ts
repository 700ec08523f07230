import { describe, expect, it } from 'vitest';
import { messages as eu } from '../../web/src/i18n/languages/eu.ts';
import { companyForFile, describeEveryPage } from './support/every-page.ts';
import { addressOf, PAGES } from './support/pages.ts';

const opened = companyForFile('en');

/** The router that the page is made of, as TanStack keeps it for its tools. */
interface RouterWindow {
  readonly __TSR_ROUTER__: {
    readonly routesByPath: object;
    getMatchedRoutes(pathname: string): readonly [unknown, unknown, { readonly fullPath: string } | undefined];
  };
}

/** The busy company sells to people; a contact of a company is looked at in `business-accounts.test.ts`. */
const ROUTE_OF_CONTACTS = '/contacts/$id';

describe('the list of pages', () => {
  it('has an address for every route of the application', async () => {
    const { browser, company } = opened();
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
    expect(routes.filter((route) => !visited.includes(route))).toEqual([ROUTE_OF_CONTACTS]);
    await page.close();
  });
});

describe('the menu of languages', () => {
  it('changes the words of the page where it stands', async () => {
    const { browser, company } = opened();
    const { page, faults } = await browser.open(`${company.address}/segments/HighValue`);
    await page.getByRole('link', { name: 'Entered and left' }).waitFor();
    await page.getByRole('button', { name: /^Language: / }).click();
    await page.locator('header [popover] [lang=eu]').click();
    await page.locator('html[lang=eu]').waitFor();
    await page.getByRole('link', { name: eu['segment.changes'] }).waitFor();
    await page.evaluate(() => localStorage.clear());
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe('in English', () => {
  describeEveryPage(opened);
});
