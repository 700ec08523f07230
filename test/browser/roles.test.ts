import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBrowser, type Browser as Person } from '../connector/browser.ts';
import { PASSWORD } from '../connector/sign-in-server.ts';
import { type Browser, buildPages, startBrowser } from './support/browser.ts';
import { type BusyCompany, openBusyCompany } from './support/busy-company.ts';
import { addressOf, PAGES } from './support/pages.ts';

let company: BusyCompany;
let browser: Browser;
let viewer: Person;
beforeAll(async () => {
  buildPages();
  company = await openBusyCompany();
  const { address, places } = company;
  viewer = createBrowser(address);
  const token = new URLSearchParams(places.welcome).get('token');
  await viewer.send('POST', `/api/sign-in-links/${token}`, { password: PASSWORD });
  await viewer.remember();
  browser = await startBrowser();
  const data = { email: 'jon@example.org', password: PASSWORD };
  await browser.context.request.post(`${address}/api/session`, { data });
});
afterAll(async () => {
  await browser.close();
  await company.close();
});

/** Beginnings of commands that change something for others. */
const CHANGES =
  /^(Add|New|Edit|Delete|Remove|Save(?! as)|Set up|Refresh|Run|Deactivate|Activate|Duplicate|Cancel refresh|Resubmit|Import|Publish|Pause|Resume|Replay|Rotate|Apply|Plan|Invite|Try|Sign in|Connect|Test)\b/;
/** Beginnings of commands that the API keeps to administrators. */
const OF_ADMINISTRATORS =
  /^(Load the sample|New connection|Add connection|Edit connection|Sign in|Sign out|Invite|Add program|Add client|Apply|Plan|Diagnostics)\b/;
/** Pages of one's own, where what a viewer changes is his, and the show of shared parts, whose buttons do nothing. */
const OWN = ['account', 'sign-in', 'welcome', 'welcome-without-link', 'ui'];
const PAGES_OF_OTHERS = Object.entries(PAGES).filter(([name]) => !OWN.includes(name));

describe('a contributor', () => {
  let own: Browser;
  beforeAll(async () => {
    const { address } = company;
    const administrator = createBrowser(address);
    await administrator.send('POST', '/api/session', { email: 'ane@example.org', password: PASSWORD });
    await administrator.remember();
    const invitation = { email: 'miren@example.org', displayName: 'Miren', role: 'contributor' };
    const { link } = (await administrator.send('POST', '/api/users', invitation)).body as { readonly link: string };
    const token = new URL(link, address).searchParams.get('token');
    await createBrowser(address).send('POST', `/api/sign-in-links/${token}`, { password: PASSWORD });
    own = await startBrowser();
    const data = { email: 'miren@example.org', password: PASSWORD };
    expect((await own.context.request.post(`${address}/api/session`, { data })).ok()).toBe(true);
  });
  afterAll(() => own.close());

  it.each(PAGES_OF_OTHERS)('is shown nothing on the page %s that the API refuses', async (_name, path) => {
    const page = await own.context.newPage();
    const refused: string[] = [];
    page.on('response', (response) => {
      if (response.status() === 403) refused.push(`${response.request().method()} ${response.url()}`);
    });
    await page.goto(`${company.address}${addressOf(path, company.places)}`);
    await page.locator('h1').waitFor();
    await page.waitForFunction(() => document.querySelector('.fui-Skeleton, .fui-Spinner') === null);
    const commands = page.locator('main').getByRole('button', { name: OF_ADMINISTRATORS, disabled: false });
    // Steps of a set-up are called after what is done in them.
    const names = await commands.and(page.locator(':not(ol button)')).allInnerTexts();
    await page.close();
    expect([...refused, ...names]).toEqual([]);
  });

  it('pauses a subscription and lets it go on, sets up a webhook, and makes no connection', async () => {
    const { page, faults } = await own.open(`${company.address}/admin/exports?tab=subscriptions`);
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByRole('button', { name: 'Resume', exact: true }).click();
    await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
    await page.goto(`${company.address}/admin/exports?tab=discover`);
    await page.getByRole('button', { name: 'Set up Webhook' }).click();
    await page.getByRole('dialog', { name: 'Add webhook' }).waitFor();
    await page.goto(`${company.address}/admin/exports?setUp=http`);
    await page.getByRole('button', { name: 'Set up Webhook' }).waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Set up HTTP' }).count()).toBe(0);
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe('a viewer', () => {
  it.each(PAGES_OF_OTHERS)('sees no command on the page %s that changes something', async (_name, path) => {
    const { page } = await browser.open(`${company.address}${addressOf(path, company.places)}`);
    await page.locator('h1').waitFor();
    await page.waitForFunction(() => document.querySelector('.fui-Skeleton, .fui-Spinner') === null);
    const commands = page.locator('main').getByRole('button', { name: CHANGES, disabled: false });
    const buttons = await commands.and(page.locator(':not(th button)')).all();
    const names = await Promise.all(
      buttons.map(async (button) => (await button.getAttribute('aria-label')) ?? (await button.textContent())),
    );
    const links = await page
      .locator('main')
      .getByRole('link', { name: /^(Add|New|Edit|Set up)\b/ })
      .allTextContents();
    await page.close();
    expect([...names, ...links]).toEqual([]);
  });

  it('is refused by every route of the API that changes something for others', async () => {
    const { paths } = (await viewer.get('/api/openapi.json')).body as {
      paths: Record<string, Record<string, unknown>>;
    };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => method !== 'get' && path.startsWith('/api/'))
        .map((method) => [method.toUpperCase(), path.replaceAll(/\{\w+\}/g, 'x')] as const),
    );
    const own =
      /^\/api\/(account|bell|designer\/favourites|session|sign-in-links|triggers\/backtest)|^\/api\/(audience|segments|measures|unification|schedule)\/preview$/;
    const open: string[] = [];
    for (const [method, path] of routes.filter((route) => !own.test(route[1]))) {
      const { status } = await viewer.send(method, path, {});
      if (status !== 403) open.push(`${method} ${path} ${status}`);
    }
    expect(routes.length).toBeGreaterThan(50);
    expect(open).toEqual([]);
  });

  it.each(['users', 'keys', 'oauth-clients', 'sign-in-settings', 'audit', 'system/address'])(
    'cannot read /api/%s',
    async (name) => {
      expect((await viewer.get(`/api/${name}`)).status).toBe(403);
    },
  );
});
