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

/** Real definitions imported through the dialog on the page of flows; each must be kept as its file has it. */
export async function runBrowserConformance(folder: string): Promise<ConformanceTable> {
  const company = await openSmallCompany();
  const pages = await openPages(company.app);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .filter((_name, index) => index % EVERY === 0);
  let passed = 0;
  try {
    const { page } = await pages.open('/flows');
    for (const [index, name] of files.entries()) {
      const [flow] = readFlows(name, readFileSync(join(folder, name)));
      const kept = `Imported${index}`;
      await importInPage(page, join(folder, name), kept);
      const { definition } = (await company.app.definitions.get('flow', kept)).definition as Flow;
      if (isDeepStrictEqual(definition, flow?.definition)) passed += 1;
      else console.log(`  ${basename(name)} is kept with another definition`);
    }
  } finally {
    await pages.close();
    await company.close();
  }
  const row = { category: 'real definitions imported in the browser', passed, total: files.length, floor: 1 };
  return { subject: 'browser', rows: [row] };
}

async function importInPage(page: Page, file: string, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Import' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import flows' });
  await dialog.getByLabel('File with flows').setInputFiles(file);
  await dialog.getByRole('textbox', { name: 'Name of the flow here' }).fill(name);
  await dialog.getByText(`${name} · `).waitFor();
  await dialog.getByRole('button', { name: 'Import' }).click();
  await dialog.waitFor({ state: 'detached' });
}
