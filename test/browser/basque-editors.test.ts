import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messages as basque } from '../../web/src/i18n/languages/eu.ts';
import { type Browser, startBrowser } from './support/browser.ts';
import { smallCompanyForFile } from './support/opened-company.ts';

const opened = smallCompanyForFile();
let browser: Browser;
beforeAll(async () => {
  browser = await startBrowser({ language: 'eu' });
});
afterAll(() => browser.close());

const fontOf = (element: Element) => getComputedStyle(element).fontFamily;

describe('editors in Basque', () => {
  it('tell in Basque where a step is no JSON, and their searches can be cleared', async () => {
    await opened.putFlow('Typed', { Only: { type: 'Compose', inputs: 'one', runAfter: {} } });
    const { page, faults } = await browser.open(`${opened.pages.address}/flows/Typed/edit?action=Only`);
    await page.getByRole('button', { name: /editore handian$/ }).click();
    const search = page.getByRole('searchbox', { name: basque['designer.searchVocabulary'] });
    await search.fill('batu');
    await page.getByRole('button', { name: 'Garbitu', exact: true }).click();
    expect(await search.inputValue()).toBe('');
    expect(await page.getByRole('dialog').locator('.cm-content').evaluate(fontOf)).toContain('monospace');
    await page.keyboard.press('Escape');
    await page.getByRole('tab', { name: basque['designer.tab.code'] }).click();
    await page.getByRole('textbox', { name: basque['designer.tab.code'] }).fill('{\n  "type": bai\n}');
    await page.getByRole('alert').getByText('2. lerroa, 11. zutabea: ‘bai’ ezin da hemen egon.').waitFor();
    await page.evaluate(() => localStorage.clear());
    await page.close();
    expect(faults).toEqual([]);
  });

  it('show the configuration in letters of one width, and tell in Basque where it is no JSON', async () => {
    const { page } = await browser.open(`${opened.pages.address}/admin/configuration`);
    const text = page.getByRole('textbox', { name: basque['configuration.text'] });
    expect(await text.evaluate(fontOf)).toContain('monospace');
    await text.fill('{\n  "segments": [1 2]\n}');
    await page.getByRole('button', { name: basque['configuration.see'] }).click();
    const alert = page.getByRole('alert');
    await alert.waitFor();
    const said = await alert.textContent();
    expect(said).toContain("',' edo ']' falta da hemen");
    expect(said).toContain('workspace.json:2:18');
    await page.close();
  });
});
