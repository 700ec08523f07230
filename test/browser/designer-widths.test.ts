import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { type Browser, startBrowser } from './support/browser.ts';
import { smallCompanyForFile } from './support/opened-company.ts';

const WIDTHS = [360, 768, 1440];
/** Names of a command with a count, and of one that may lose its label. */
const COMMANDS = {
  en: {
    checker: /^Flow checker.* problems?$/,
    save: 'Save draft',
    recover: /^This browser still has changes/,
    last: 'Last run',
    more: 'More',
  },
  eu: {
    checker: /^Fluxu-egiaztatzailea.*[Aa]razo/,
    save: 'Gorde zirriborroa',
    recover: /^Nabigatzaile honek gorde gabeko/,
    last: 'Exekuzioa',
    more: 'Gehiago',
  },
};
const opened = smallCompanyForFile(({ app }) => app.start());

/** What reaches over the right edge of the window, or of the panel it is in; the canvas pans. */
const findExcess = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => element.closest('.react-flow, .cm-scroller') === null)
      .map((element) => ({ text: element.textContent?.slice(0, 40), ...element.getBoundingClientRect().toJSON() }))
      .filter(({ right, width: own }) => own > 0 && right > innerWidth + 1)
      .map(({ text, right }) => `${text} ends at ${Math.round(right)} px`),
  );

/** Expects that nothing does at any width; bars of messages wrap a moment after the window is another. */
async function expectFit(page: Page): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => findExcess(page), { message: `${width} px` }).toEqual([]);
  }
}

/** Names of the commands in the bar of the designer that stand in another row than its title. */
const commandsBelowTitle = (page: Page) =>
  page.evaluate(() => {
    const title = document.querySelector('h1');
    const bottom = title?.getBoundingClientRect().bottom ?? 0;
    const commands = [...(title?.parentElement?.querySelectorAll('a, button, [role=switch]') ?? [])];
    return commands.flatMap((each) => (each.getBoundingClientRect().top > bottom ? [each.textContent] : []));
  });

describe.each(['en', 'eu'] as const)('the designer in the language %s', (language) => {
  let browser: Browser;
  let run: string;
  beforeAll(async () => {
    browser = await startBrowser({ language });
    const Say = { type: 'Compose', inputs: '@triggerBody()', runAfter: {} };
    const Wrong = { type: 'Compose', inputs: "@outputs('Nobody')", runAfter: { Say: ['Succeeded'] } };
    const draft = { triggers: { When: { type: 'Request', inputs: {} } }, actions: { Say, Wrong } };
    const more = { displayName: 'A flow whose name goes on and on', draft };
    await opened.putFlow('Wide', { Say }, { ...more, state: 'started' });
    await opened.putFlow('Tight', { Say }, { ...more, state: 'stopped' });
    run = (await opened.company.app.flows.run('Wide', { body: {} })).runId;
  });
  afterAll(() => browser.close());

  it.each([
    '',
    '?action=Say',
    '?trigger=When',
    '?view=code',
    '?view=checker',
    '?view=find',
    '?view=test',
    '?view=versions',
    '?action=Say&run={run}',
  ])('fits a phone, a tablet and a desktop at /edit%s', async (search) => {
    const { page } = await browser.open(`${opened.pages.address}/flows/Wide/edit${search.replace('{run}', run)}`);
    await page.locator('[data-step], .cm-editor').first().waitFor();
    await page.waitForFunction(() => document.querySelector('.fui-Skeleton, .fui-Spinner') === null);
    await expectFit(page);
    await page.close();
  });

  it('fits them also while it offers changes that were not saved', async () => {
    const { page } = await browser.open(`${opened.pages.address}/flows/Wide/edit`);
    const copy = { version: 1, edited: { definition: { triggers: {}, actions: {} }, connections: {} } };
    await page.evaluate((kept) => localStorage.setItem('fluxu.flow.Wide', JSON.stringify(kept)), copy);
    await page.reload();
    await page.getByText(COMMANDS[language].recover).waitFor();
    await expectFit(page);
    await page.evaluate(() => localStorage.clear());
    await page.close();
  });

  it.each([1280, 1440, 1920])('keeps every command in one row at %s px, each with its name', async (width) => {
    const { page } = await browser.open(`${opened.pages.address}/flows/Tight/edit`);
    await page.setViewportSize({ width, height: 900 });
    await page.getByRole('button', { name: COMMANDS[language].checker }).waitFor();
    await expect.poll(() => commandsBelowTitle(page)).toEqual([]);
    await page.getByRole('button', { name: COMMANDS[language].save }).waitFor();
    expect(await page.getByRole('heading', { level: 1 }).evaluate(({ clientWidth }) => clientWidth)).toBeGreaterThan(
      90,
    );
    await page.close();
  });

  it('keeps the tabs of a step in one row; a menu leads to those that a phone has no room for', async () => {
    const { page } = await browser.open(`${opened.pages.address}/flows/Tight/edit?action=Say`);
    const tabs = page.getByRole('tab');
    const rows = async () =>
      new Set((await Promise.all((await tabs.all()).map((tab) => tab.boundingBox()))).map((box) => box?.y));
    await expect.poll(() => tabs.count()).toBe(5);
    expect((await rows()).size).toBe(1);
    const { last, more } = COMMANDS[language];
    await page.setViewportSize({ width: 360, height: 900 });
    await expect.poll(() => tabs.count()).toBeLessThan(5);
    expect((await rows()).size).toBe(1);
    expect(await findBarriers(page)).toEqual([]);
    await page.getByRole('button', { name: more, exact: true }).press('Enter');
    await page.getByRole('menuitem', { name: last }).press('Enter');
    await page.getByRole('tab', { name: last, selected: true }).waitFor();
    expect((await rows()).size).toBe(1);
    await page.close();
  });
});
