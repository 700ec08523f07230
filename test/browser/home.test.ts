import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { findBarriers } from './support/accessibility.ts';
import { type Browser, buildPages, type Reader, startBrowser, WEB_ROOT } from './support/browser.ts';
import { createSampleApp, type SampleApp } from './support/sample-app.ts';
import { sampleHome, sampleRunningRefresh } from './support/sample-home.ts';

let app: SampleApp;
let server: HttpServer;
let address: string;

beforeAll(async () => {
  buildPages();
  app = createSampleApp();
  server = await createHttpServer(app, { access: 'open', webRoot: WEB_ROOT, version: '0.1.0' });
  address = await server.listen();
});
afterAll(() => server.close());

const TITLES = { en: 'Home', eu: 'Hasiera' } as const;
const readers: readonly (Reader & { language: 'en' | 'eu'; scheme: 'light' | 'dark' })[] = [
  { language: 'en', scheme: 'light' },
  { language: 'en', scheme: 'dark' },
  { language: 'eu', scheme: 'light' },
  { language: 'eu', scheme: 'dark' },
];

describe.each(readers)('Home for a reader of $language in the $scheme scheme', (reader) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser(reader);
  });
  afterAll(() => browser.close());

  it('shows everything, keeps nobody out, stays on its own origin and complains of nothing', async () => {
    const { page, faults } = await browser.open(address);
    await page.getByRole('heading', { level: 1, name: TITLES[reader.language] }).waitFor();
    await page.locator('.ac-adaptiveCard').waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(reader.language);
    expect(await page.locator('html').getAttribute('data-scheme')).toBe(reader.scheme);
    expect(await findBarriers(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.close();
  });
});

describe('Home', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it('leads from what happened to why, and from a source to its page', async () => {
    const { page, faults } = await browser.open(address);
    await page.getByRole('region', { name: 'What has happened' }).getByRole('link').first().click();
    await page.waitForURL(/\/triggers\/[^/]+$/);
    await page.getByRole('heading', { name: 'Parameters' }).waitFor();
    await page.goBack();
    const source = page.getByRole('region', { name: 'Data sources' }).getByRole('link').first();
    const name = await source.textContent();
    await source.click();
    await page.getByRole('heading', { level: 1, name: String(name) }).waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });

  it('marks a refresh that failed as failed, says amounts in their unit and how runs began, and leads to the refresh', async () => {
    const { page, faults } = await browser.open(address);
    const lineWith = (name: string, text: string) =>
      page.getByRole('region', { name }).getByRole('listitem').filter({ hasText: text });
    const failed = lineWith('What has happened', 'The refresh has ended; some of its tasks failed');
    const red = await lineWith('What has happened', 'could not be refreshed')
      .locator('svg')
      .evaluate((mark) => getComputedStyle(mark).color);
    expect(await failed.locator('svg').evaluate((mark) => getComputedStyle(mark).color)).toBe(red);
    await page.getByText('rose from €9,876.00 to €12,345.00 and crossed €10,000.00').waitFor();
    await lineWith('Flow runs', 'Started by hand').getByText('Mail the data owner').waitFor();
    await lineWith('Flow runs', 'Static results').getByText('Tell the growth channel').waitFor();
    await page.getByRole('region', { name: 'Last refresh' }).getByRole('link', { name: 'Full refresh' }).click();
    await page.waitForURL(/\/data\/refreshes\/[^/]+$/);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('follows a refresh without being loaded again', async () => {
    const { page } = await browser.open(address);
    await page.getByText('Last refresh').waitFor();
    await page.getByRole('button', { name: 'Run full refresh' }).click();
    await page.getByText('Refresh in progress').waitFor();
    await page.getByText('3 of 9 tasks done').waitFor();
    await page.getByRole('link', { name: 'Refreshing, 33%' }).waitFor();
    app.show({
      ...sampleHome,
      currentRefresh: { ...sampleRunningRefresh, tasks: sampleHome.lastRefresh?.tasks ?? [] },
    });
    await page.getByText('9 of 9 tasks done').waitFor();
    await page.getByRole('button', { name: 'Cancel refresh' }).click();
    await page.getByText('Last refresh').waitFor();
    await page.close();
  });

  it('says why a source failed and what mends it', async () => {
    const { page } = await browser.open(address);
    const sources = page.getByRole('region', { name: 'Data sources' });
    const first = sources.getByRole('listitem').first();
    await first.getByText('What to do: Start the database or correct its address.').waitFor();
    expect(await first.textContent()).toContain('Point of sale');
    await page.close();
  });

  it('shows mails and cards without running, fetching or following what they bring', async () => {
    const { page, faults } = await browser.open(address);
    const messages = page.getByRole('region', { name: 'Messages received' });
    await messages.getByRole('link', { name: 'Open segment' }).waitFor();
    await messages.getByRole('link', { name: 'open Fluxu' }).waitFor();
    expect(await messages.getByRole('link').count()).toBe(2);
    expect(await messages.locator('img, script, style').count()).toBe(0);
    expect(await page.title()).toBe('Home · Fluxu');
    expect(faults).toEqual([]);
    await page.close();
  });

  it('says that the server does not answer, and recovers by itself', async () => {
    const { page } = await browser.open(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.route('**/api/refreshes', (route) => route.abort());
    await page.getByRole('button', { name: 'Run full refresh' }).click();
    await page.getByRole('alert').getByText('The server does not answer.').waitFor();
    await page.unroute('**/api/refreshes');
    await page.getByRole('button', { name: 'Run full refresh' }).click();
    await page.getByText('Refresh in progress').waitFor();
    app.show(sampleHome);
    await page.getByText('Last refresh').waitFor();
    await page.close();
  });

  it('shows what is missing and how it comes when there is nothing yet', async () => {
    const { lastRefresh: _last, asOf: _asOf, ...rest } = sampleHome;
    app.show({ ...rest, profiles: {}, measures: [], segments: [], sources: [], firings: [], runs: [], isDemo: false });
    const { page, faults } = await browser.open(address);
    for (const text of [
      'No refresh yet',
      'No data source yet',
      'No trigger has fired yet',
      'No flow has run yet',
      'No segment yet',
    ]) {
      await page.getByText(text, { exact: true }).waitFor();
    }
    expect(await page.getByText('Messages received').count()).toBe(0);
    expect([await findBarriers(page), faults]).toEqual([[], []]);
    app.show(sampleHome);
    await page.close();
  });

  it('keeps the first steps with those done until a flow has run, or somebody hides them', async () => {
    app.show({ ...sampleHome, runs: [], isDemo: false });
    const { page } = await browser.open(address);
    const start = page.getByRole('region', { name: 'Getting started' });
    await start.getByText('Start a flow when something happens').waitFor();
    expect(await start.getByLabel('Done').count()).toBe(3);
    await start.getByRole('button', { name: 'Hide' }).click();
    await start.waitFor({ state: 'detached' });
    await page.evaluate(() => localStorage.removeItem('fluxu.startHidden'));
    app.show({ ...sampleHome, isDemo: false });
    await page.reload();
    await page.getByText('Last refresh').waitFor();
    expect(await start.count()).toBe(0);
    app.show(sampleHome);
    await page.close();
  });

  it('changes language and theme from the top bar and keeps them', async () => {
    const { page } = await browser.open(address);
    await page.getByRole('button', { name: 'Language: English' }).click();
    await page.getByRole('button', { name: 'Euskara', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Hasiera' }).waitFor();
    await page.getByText('9.120').first().waitFor();
    await page.getByRole('button', { name: 'Gaia: Sistemarena' }).click();
    await page.getByRole('button', { name: 'Iluna' }).click();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Hasiera' }).waitFor();
    expect(await page.locator('html').getAttribute('data-scheme')).toBe('dark');
    await page.evaluate(() => localStorage.clear());
    await page.close();
  });
});

describe('with the keyboard alone', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it('the first stop leads past the navigation to the content', async () => {
    const { page } = await browser.open(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content');
    await page.close();
  });

  it('Ctrl+K finds a definition and Enter opens it; Escape closes', async () => {
    const { page, faults } = await browser.open(address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    const field = page.getByRole('combobox');
    await field.fill('high val');
    await page.getByRole('option', { name: /High value customers/ }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'High value customers' }).waitFor();
    await page.keyboard.press('Control+k');
    await field.waitFor();
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    expect(faults).toEqual([]);
    await page.close();
  });
});

describe.each([360, 768, 1440])('at a width of %d', (width) => {
  it('nothing is wider than the page, and the navigation can be reached', async () => {
    const browser = await startBrowser({ width, height: 800 });
    const { page, faults } = await browser.open(address);
    await page.locator('.ac-adaptiveCard').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const menu = page.getByRole('button', { name: 'Open navigation' });
    if (width < 900) await menu.click();
    await page.getByRole('navigation').getByRole('link', { name: 'Home' }).waitFor();
    expect([await findBarriers(page), faults]).toEqual([[], []]);
    await browser.close();
  });
});
