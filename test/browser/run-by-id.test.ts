import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { type Browser, startBrowser } from './support/browser.ts';
import { smallCompanyForFile } from './support/opened-company.ts';

const opened = smallCompanyForFile(({ app }) => app.start());
const UNKNOWN = '01234567-89ab-7def-8123-456789abcdef';
const TEXTS = {
  en: { search: 'Search in runs', unknown: `There is no run '${UNKNOWN}'.` },
  eu: { search: 'Bilatu exekuzioetan', unknown: `Ez dago '${UNKNOWN}' exekuziorik.` },
};

describe.each(['en', 'eu'] as const)('a run that one has the id of, in the language %s', (language) => {
  let browser: Browser;
  let run: string;
  beforeAll(async () => {
    browser = await startBrowser({ language });
    await opened.putFlow('Said', { Say: { type: 'Compose', inputs: 'a', runAfter: {} } }, { state: 'started' });
    run = (await opened.company.app.flows.run('Said', { body: {} })).runId;
    await opened.company.app.flows.run('Said', { body: {} });
  });
  afterAll(() => browser.close());

  it('is the only one in the list, opens with Enter, and is said not to be there when it is not', async () => {
    const { page } = await browser.open(`${opened.pages.address}/flows/runs`);
    const search = page.getByRole('searchbox', { name: TEXTS[language].search });
    const runs = page.getByRole('table').getByRole('row');
    await search.fill(UNKNOWN);
    await page.getByRole('alert').getByText(TEXTS[language].unknown).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await search.press('Enter');
    expect(new URL(page.url()).pathname).toBe('/flows/runs');
    await search.fill(` ${run.toUpperCase()}`);
    await expect.poll(() => runs.count()).toBe(2);
    await search.press('Enter');
    await page.waitForURL(`**/flows/runs/${run}`);
    await page.close();
  });

  it('is found by the search of all pages', async () => {
    const { page } = await browser.open(opened.pages.address);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill(run);
    await page.getByRole('option', { name: 'Said' }).waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/flows/runs/${run}`);
    await page.close();
  });
});
