import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { DEFINITION_KINDS, type DefinitionKind } from '../../src/model/definition.ts';
import { SEMANTIC_TYPES } from '../../src/model/vocabulary.ts';
import { messages as basque } from '../../web/src/i18n/languages/eu.ts';
import { findEnglish } from './support/english.ts';
import { companyForFile } from './support/every-page.ts';
import { addressOf, PAGES } from './support/pages.ts';
import { makeTrouble } from './support/troubled-company.ts';

const opened = companyForFile('eu');
let failedRun: string;
/** What people of the company called things, in English: definitions, entities, meanings of attributes, steps. */
let given: readonly string[];
beforeAll(async () => {
  const { company } = opened();
  failedRun = await makeTrouble(company);
  const kinds = Object.keys(DEFINITION_KINDS) as DefinitionKind[];
  const definitions = (await Promise.all(kinds.map((kind) => company.company.app.definitions.list(kind)))).flat();
  const names = definitions.map(
    ({ definition }) => (definition as { readonly displayName?: string }).displayName ?? '',
  );
  const others = [
    'Gone desk',
    'Our own desk',
    'Nightly export',
    'Customer',
    'When the segment crosses',
    'Count',
    'English',
  ];
  given = [...names, ...SEMANTIC_TYPES, ...others].filter((name) => name !== '');
});

/** Addresses beside those of every page: what failed, and forms that the server describes. */
const MORE = {
  'run-failed': '/flows/runs/{failedRun}',
  'flow-broken': '/flows/Broken',
  'designer-failed': '/flows/Broken/edit?run={failedRun}',
  'connection-teams': '/admin/exports?setUp=teams',
  'connection-mail': '/admin/exports?setUp=mail',
  'connection-http': '/admin/exports?setUp=http',
  webhook: '/admin/exports?setUp=webhook',
  'source-failed': '/data/sources/Survey',
};

/** Tabs are looked at where their page is. */
const ADDRESSES = Object.entries({ ...PAGES, ...MORE }).filter(([_name, path]) => !path.includes('?tab='));

async function open(path: string): Promise<Page> {
  const { company, browser } = opened();
  const address = addressOf(path.replace('{failedRun}', failedRun), company.places);
  const { page } = await browser.open(`${company.address}${address}`);
  await page.locator('h1').waitFor();
  await settle(page);
  return page;
}

async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => document.querySelector('.fui-Skeleton, .fui-Spinner') === null);
}

/** English of the other tabs of a page, which open faster than pages of their own. */
async function findEnglishInTabs(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const tab of await page.locator('a[aria-current][href*="?tab="]').all()) {
    await tab.click();
    await page.locator(`a[aria-current=page][href="${await tab.getAttribute('href')}"]`).waitFor();
    await settle(page);
    found.push(...(await findEnglish(page, given)));
  }
  return found;
}

describe('a reader of Basque', () => {
  it.concurrent.each(ADDRESSES)('finds no English on the page %s', async (_name, path) => {
    const page = await open(path);
    const found = await findEnglish(page, given);
    if (!path.includes('?')) found.push(...(await findEnglishInTabs(page)));
    await page.close();
    expect(found).toEqual([]);
  });

  it('finds no English among the operations to choose from, nor in the panel of a step', async () => {
    const page = await open('/flows/Growth/edit');
    await page
      .getByRole('button', { name: basque['designer.addAfter'].split(':')[0] ?? '' })
      .first()
      .click();
    await page.getByRole('searchbox').waitFor();
    const inPicker = await findEnglish(page, given);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^When the segment crosses/ }).click();
    await page.getByRole('tab', { name: basque['designer.tab.parameters'] }).waitFor();
    const inPanel = await findEnglish(page, given);
    await page.close();
    expect([...inPicker, ...inPanel]).toEqual([]);
  });
});
