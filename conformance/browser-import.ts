import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Page } from 'playwright-core';
import { readFlows } from '../src/flows/packages/index.ts';
import type { Flow } from '../src/model/flow.ts';
import { openPages } from '../test/browser/support/opened-pages.ts';
import { openSmallCompany } from '../test/browser/support/small-company.ts';
import type { ConformanceTable } from './table.ts';

/** One file in this many is tried; each takes about a second. */
const EVERY = 25;

/** One of these in this many goes out as a package for Power Automate and comes back. */
const PACKAGE_EVERY = 4;

/** What the dialog takes. */
type ImportFile = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/**
 * Real definitions imported through the dialog on the page of flows, each kept as its file has it; and some of them
 * exported there as a package for Power Automate, a zip, and imported from it again.
 */
export async function runBrowserConformance(folder: string): Promise<ConformanceTable> {
  const company = await openSmallCompany();
  const pages = await openPages(company.app);
  const definitionOf = async (name: string) =>
    ((await company.app.definitions.get('flow', name)).definition as Flow).definition;
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .filter((_name, index) => index % EVERY === 0);
  const packed = files.filter((_name, index) => index % PACKAGE_EVERY === 0);
  const passed = { import: 0, package: 0 };
  try {
    const { page } = await pages.open('/flows');
    for (const [index, name] of files.entries()) {
      const [flow] = readFlows(name, readFileSync(join(folder, name)));
      const kept = `Imported${index}`;
      await importInPage(page, join(folder, name), kept);
      if (isDeepStrictEqual(await definitionOf(kept), flow?.definition)) passed.import += 1;
      else console.log(`  ${basename(name)} is kept with another definition`);
      if (!packed.includes(name)) continue;
      await importInPage(page, await packageInPage(page, kept), `${kept}Again`);
      if (isDeepStrictEqual(await definitionOf(`${kept}Again`), flow?.definition)) passed.package += 1;
      else console.log(`  ${basename(name)} comes back from its package with another definition`);
    }
  } finally {
    await pages.close();
    await company.close();
  }
  return {
    subject: 'browser',
    rows: [
      { category: 'real definitions imported in the browser', passed: passed.import, total: files.length, floor: 1 },
      { category: 'packages (zip) exported and imported', passed: passed.package, total: packed.length, floor: 1 },
    ],
  };
}

/** Saves a flow as a package for Power Automate, with the button in its row. */
async function packageInPage(page: Page, name: string): Promise<ImportFile> {
  const row = page.getByRole('row').filter({ has: page.locator(`a[href="/flows/${name}"]`) });
  await row.getByRole('button', { name: /^Export/ }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Package for Power Automate (zip)' }).click();
  const buffer = readFileSync(await (await download).path());
  await page.keyboard.press('Escape');
  return { name: `${name}.zip`, mimeType: 'application/zip', buffer };
}

async function importInPage(page: Page, file: ImportFile, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import flows' });
  await dialog.getByLabel('File with flows').setInputFiles(file);
  await dialog.getByRole('textbox', { name: 'Name of the flow here' }).fill(name);
  await dialog.getByText(`${name} · `).waitFor();
  await dialog.getByRole('button', { name: 'Import' }).click();
  await dialog.waitFor({ state: 'detached' });
}
