import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Browser, startBrowser } from './support/browser.ts';
import { smallCompanyForFile } from './support/opened-company.ts';

const WIDTHS = [360, 768, 1440];
const opened = smallCompanyForFile(({ app }) => app.start());

/** What reaches over the right edge of the window, or of the panel it is in; the canvas pans. */
async function findExcess(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const excess = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((element) => element.closest('.react-flow, .cm-scroller') === null)
        .map((element) => ({ text: element.textContent?.slice(0, 40), ...element.getBoundingClientRect().toJSON() }))
        .filter(({ right, width: own }) => own > 0 && right > innerWidth + 1)
        .map(({ text, right }) => `${text} ends at ${Math.round(right)} px`),
    );
    found.push(...excess.map((each) => `${width} px: ${each}`));
  }
  return found;
}

describe.each(['en', 'eu'] as const)('the designer in the language %s', (language) => {
  let browser: Browser;
  let run: string;
  beforeAll(async () => {
    browser = await startBrowser({ language });
    const Say = { type: 'Compose', inputs: '@triggerBody()', runAfter: {} };
    const Wrong = { type: 'Compose', inputs: "@outputs('Nobody')", runAfter: { Say: ['Succeeded'] } };
    const draft = { triggers: { When: { type: 'Request', inputs: {} } }, actions: { Say, Wrong } };
    await opened.putFlow('Wide', { Say }, { state: 'started', displayName: 'A flow whose name goes on and on', draft });
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
    expect(await findExcess(page)).toEqual([]);
    await page.close();
  });
});
