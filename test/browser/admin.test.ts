import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBarriers } from './support/accessibility.ts';
import { type OpenedPages, openPages } from './support/opened-pages.ts';
import { openSmallCompany, type SmallCompany } from './support/small-company.ts';

let company: SmallCompany;
let pages: OpenedPages;
beforeAll(async () => {
  company = await openSmallCompany();
  company.loseSurvey();
  await company.refresh();
  pages = await openPages(company.app);
});
afterAll(async () => {
  await pages.close();
  await company.close();
});

describe('the page about the system', () => {
  it('tells what the engine may take and which process does what', async () => {
    await company.app.start();
    await expect.poll(async () => (await company.app.system()).held.length).toBeGreaterThan(0);
    const { page, faults } = await pages.open('/admin/system?tab=workers');
    await page.setViewportSize({ width: 360, height: 900 });
    await page.getByText((await company.app.system()).memoryLimit).waitFor();
    const held = page.getByRole('region', { name: 'Work of one process alone' });
    await held.getByText(String(process.pid)).first().waitFor();
    const flowWorkers = page.getByRole('region', { name: 'Processes that run flows' });
    await flowWorkers.getByText('Alive').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('shows how often the API was called, as bars and in numbers', async () => {
    const { page, faults } = await pages.open('/admin/system?tab=usage');
    await page.getByRole('img', { name: 'Calls a day' }).waitFor();
    await page.getByText(/^Most on one day: \d+$/).waitFor();
    await page.getByText('The same numbers as a table').click();
    await page.getByRole('group', { name: 'Calls a day' }).getByRole('row').nth(1).waitFor();
    await page.getByRole('group', { name: 'Operation' }).getByText('GET /api/system', { exact: true }).waitFor();
    await page.getByRole('group', { name: 'Client' }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('gives a bundle that helps to find a fault, without a row of data', async () => {
    const { page, faults } = await pages.open('/admin/system?tab=about');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Diagnostics bundle' }).click();
    const files = unzipSync(readFileSync(await (await download).path()));
    expect(Object.keys(files).sort()).toEqual(
      ['definitions', 'failing', 'refreshes', 'runs', 'storage', 'system'].map((name) => `${name}.json`),
    );
    const text = Object.values(files)
      .map((file) => strFromU8(file))
      .join('\n');
    expect(text).toContain('Survey answers');
    expect(text).not.toMatch(/person1@example/i);
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe('the page about the configuration', () => {
  const textOf = (name: string) => `measures:
  - name: ${name}
    kind: business
    entity: Customer
    calculations: [{ name: Count, function: count }]
`;

  it('gives the workspace as a folder and as one text', async () => {
    const { page, faults } = await pages.open('/admin/configuration');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download folder (ZIP)' }).click();
    const files = unzipSync(readFileSync(await (await download).path()));
    expect(Object.keys(files)).toContain('segments/HighValue.yaml');
    await page.getByRole('button', { name: 'Begin with the current one' }).click();
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Workspace (YAML or JSON)' }).inputValue())
      .toContain('- name: HighValue');
    await page.close();
    expect(faults).toEqual([]);
  });

  it('tells where a text is wrong, then plans and applies it', async () => {
    const { page } = await pages.open('/admin/configuration');
    const text = page.getByRole('textbox', { name: 'Workspace (YAML or JSON)' });
    await text.fill(textOf('Pasted').replace('business', 'busines'));
    await page.getByRole('button', { name: 'See what would change' }).click();
    await page.getByText('workspace.yaml:3').waitFor();
    await text.fill(textOf('Pasted'));
    await page.getByRole('button', { name: 'See what would change' }).press('Enter');
    const focused = page.locator(':focus');
    await focused.getByRole('button', { name: 'Apply' }).press('Enter');
    await focused.getByText('1 change has been applied').waitFor();
    expect(await page.getByRole('button', { name: 'Apply' }).count()).toBe(0);
    expect((await company.app.definitions.get('measure', 'Pasted')).version).toBe(1);
    await page.close();
  });

  it('tells who applied what, and what was changed by hand since', async () => {
    const { page, faults } = await pages.open('/admin/configuration');
    await page.setViewportSize({ width: 360, height: 900 });
    const history = page.getByRole('region', { name: 'What was applied' });
    await history.getByText('1 change', { exact: true }).click();
    await history.getByRole('link', { name: 'Pasted' }).waitFor();
    await page.getByText('0 definitions differ now').waitFor();
    const change = { kind: 'trigger', name: 'SourceFails', changedBy: 'test' } as const;
    const { definition } = await company.app.definitions.get('trigger', 'SourceFails');
    await company.app.definitions.put({ ...change, definition: { ...(definition as object), displayName: 'Fails' } });
    await company.app.definitions.remove({ kind: 'measure', name: 'Pasted', changedBy: 'test' });
    await page.reload();
    const drift = page.getByRole('region', { name: 'Drift' });
    await drift.getByText('2 definitions differ now').waitFor();
    expect(await drift.getByRole('listitem').allInnerTexts()).toEqual([
      expect.stringContaining('/displayName: "A source fails" → "Fails"'),
      expect.stringContaining('Pasted'),
    ]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    expect(await findBarriers(page)).toEqual([]);
    await page.close();
    expect(faults).toEqual([]);
  });

  it('takes a zip of a workspace folder', async () => {
    const { page, faults } = await pages.open('/admin/configuration');
    const measure = strToU8('kind: business\nentity: Customer\ncalculations: [{ name: Count, function: count }]\n');
    await page.locator('#workspace-file').setInputFiles({
      name: 'mine.zip',
      mimeType: 'application/zip',
      buffer: Buffer.from(zipSync({ 'mine/measures/Zipped.yaml': measure })),
    });
    await page.getByRole('button', { name: 'See what would change' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Zipped' }).waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe('the preferences of a reader', () => {
  it('show times in another zone and the pages in another language', async () => {
    const { page, faults } = await pages.open('/account');
    await page.getByRole('combobox', { name: 'Time zone' }).selectOption('Asia/Tokyo');
    await page.getByText('Times in Asia/Tokyo').waitFor();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('eu');
    await page.locator('html[lang=eu]').waitFor();
    await page.reload();
    await page.locator('main p', { hasText: 'Asia/Tokyo' }).waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });
});
