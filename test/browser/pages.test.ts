import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { findBarriers } from './support/accessibility.ts';
import { type Browser, buildPages, type Reader, startBrowser, WEB_ROOT } from './support/browser.ts';
import { PAGES } from './support/pages.ts';
import { createSampleApp } from './support/sample-app.ts';

let server: HttpServer;
beforeAll(async () => {
  buildPages();
  server = await createHttpServer(createSampleApp(), { access: 'open', webRoot: WEB_ROOT, version: '0.1.0' });
  await server.listen();
});
afterAll(() => server.close());

const readers: readonly (Reader & { name: string })[] = [
  { name: 'in English, light', width: 1440 },
  { name: 'in Basque, dark, on a phone', language: 'eu', scheme: 'dark', width: 360 },
];

describe.each(readers)('for a reader $name', (reader) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser(reader);
  });
  afterAll(() => browser.close());

  it.each(Object.entries(PAGES))('the page %s keeps nobody out and does nothing it must not', async (_name, path) => {
    const { page, faults } = await browser.open(`${server.address}${path}`);
    await page.locator('h1').waitFor();
    await page.waitForFunction(() => document.querySelector('.fui-Skeleton') === null);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(reader.width ?? 0);
    expect([await findBarriers(page), faults]).toEqual([[], []]);
    await page.close();
  });
});

describe('a reader', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser.close());

  it('sees what another threshold would have done', async () => {
    const { page } = await browser.open(`${server.address}/segments/HighValue`);
    await page.getByText(/would have fired \d+ times? in 90 refreshes/).waitFor();
    await page.getByRole('spinbutton', { name: 'Threshold', exact: true }).fill('100000');
    await page.getByText('would have fired 0 times in 90 refreshes').waitFor();
    await page.close();
  });

  it('comes from Home to the outputs of a failed action with one click, and to others with two', async () => {
    const { page } = await browser.open(`${server.address}/`);
    await page.getByRole('link', { name: 'Mail the data owner' }).click();
    await page
      .getByRole('region', { name: 'Post_card_in_a_chat_or_channel: Outputs (JSON)' })
      .getByText('502')
      .waitFor();
    await page.getByText('Get segment').click();
    await page.getByRole('region', { name: 'Get_segment: Outputs (JSON)' }).getByText('1042').waitFor();
    await page.close();
  });

  it('filters runs on the server and finds the filter in the address', async () => {
    const { page } = await browser.open(`${server.address}/flows/runs`);
    await page.getByRole('link', { name: 'Tell the growth channel' }).waitFor();
    await page.getByRole('combobox', { name: 'State' }).selectOption('Failed');
    await page.getByRole('link', { name: 'Tell the growth channel' }).waitFor({ state: 'detached' });
    expect(new URL(page.url()).search).toBe('?status=Failed');
    await page.close();
  });

  it('is told when an address leads nowhere', async () => {
    const { page } = await browser.open(`${server.address}/no/such/page`);
    await page.getByText('There is no such page').waitFor();
    await page.close();
  });
});
