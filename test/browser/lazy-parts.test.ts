import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from './support/browser.ts';
import { type OpenedPages, openPages } from './support/opened-pages.ts';
import { openSmallCompany, type SmallCompany } from './support/small-company.ts';

let company: SmallCompany;
let pages: OpenedPages;
let run: string;
beforeAll(async () => {
  company = await openSmallCompany();
  await company.app.start();
  await company.refresh();
  const definition = {
    triggers: { When: { type: 'Request', inputs: {} } },
    actions: { Say: { type: 'Compose', inputs: 'Kaixo', runAfter: {} } },
  };
  const flow = { name: 'Greet', state: 'started', definition };
  await company.app.definitions.put({ kind: 'flow', name: 'Greet', definition: flow, changedBy: 'test' });
  run = (await company.app.flows.run('Greet', {})).runId;
  pages = await openPages(company.app);
});
afterAll(async () => {
  await pages.close();
  await company.close();
});

/** What is loaded when it is first shown: its file, where it is, how it is asked for, what shows that it is there. */
const PARTS = [
  ['palette', () => '/segments', (page: Page) => page.keyboard.press('Control+k'), 'dialog[open] input'],
  ['shortcut-overlay', () => '/segments', (page: Page) => page.keyboard.press('?'), 'dialog[open] kbd'],
  ['run-canvas', () => `/flows/runs/${run}?view=canvas`, async () => undefined, '.react-flow'],
  ['value-plot', () => '/segments/HighValue', async () => undefined, '.u-over'],
] as const;

describe('a part that is loaded when it is first shown', () => {
  it.each(PARTS)(
    'says of %s that the server does not answer, and comes when it is tried again',
    async (file, path, ask, sign) => {
      const browser = await startBrowser();
      const page = await browser.context.newPage();
      await page.route(`**/assets/${file}*.js`, (route) => route.abort());
      await page.route('**/healthz', (route) => route.abort());
      await page.goto(`${pages.address}${path()}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await ask(page);
      const problem = page.getByRole('alert').filter({ hasText: 'The server does not answer.' });
      await problem.waitFor();
      await page.unrouteAll();
      // Chromium keeps that a module could not be loaded, so the page is loaded again.
      const isLoadedAgain = page.waitForEvent('load');
      await problem.getByRole('button', { name: 'Try again' }).click();
      await isLoadedAgain;
      await page.getByRole('heading', { level: 1 }).waitFor();
      await ask(page);
      await page.locator(sign).first().waitFor();
      await browser.close();
    },
  );

  it('draws a plot where the browser names a locale of its system, as Chromium does under LANG=C', async () => {
    const browser = await startBrowser();
    await browser.context.addInitScript(() =>
      Object.defineProperty(Navigator.prototype, 'language', { get: () => 'en-US@posix' }),
    );
    const { page, faults } = await browser.open(`${pages.address}/segments/HighValue`);
    await page.locator('.u-over').waitFor();
    expect(await page.evaluate(() => navigator.language)).toBe('en-US');
    await browser.close();
    expect(faults).toEqual([]);
  });

  it('offers to load the page again when an update has taken it away', async () => {
    const browser = await startBrowser();
    const page = await browser.context.newPage();
    await page.route('**/assets/palette*.js', (route) => route.fulfill({ status: 404 }));
    await page.goto(`${pages.address}/segments`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    const problem = page.getByRole('alert').filter({ hasText: 'A part of this page cannot be loaded' });
    await problem.waitFor();
    await page.unrouteAll();
    await problem.getByRole('button', { name: 'Try again' }).click();
    await problem.waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.locator('dialog input').waitFor();
    await browser.close();
  });
});
