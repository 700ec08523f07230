import type { Page } from 'playwright-core';
import { openPages } from '../test/browser/support/opened-pages.ts';
import { openCompany } from '../test/support/company.ts';
import { contosoWorkspace } from './contoso-workspace.ts';
import type { ConformanceTable } from './table.ts';

/** Unified profiles of Contoso. */
const PROFILES = 5002;
const ENTITIES = ['eCommerce_Contacts', 'Loyalty_Members'];

interface Condition {
  readonly attribute: string;
  readonly normalize: readonly string[];
  readonly precision?: string;
}

const RULES: readonly { readonly name: string; readonly conditions: readonly Condition[] }[] = [
  { name: 'SameMail', conditions: [{ attribute: 'EMail', normalize: ['Lower case', 'White space'] }] },
  {
    name: 'SameNameAndSimilarMail',
    conditions: [
      { attribute: 'FirstName', normalize: ['Name'] },
      { attribute: 'LastName', normalize: ['Lower case'] },
      { attribute: 'EMail', normalize: ['Lower case'], precision: 'High (80%)' },
    ],
  },
];

/** Contoso unified by hand in the browser: the preview and the profiles that the refresh publishes. */
export async function runUnifyConformance(folder: string): Promise<ConformanceTable> {
  const { unification: _byHand, ...workspace } = contosoWorkspace(folder);
  const company = await openCompany();
  const pages = await openPages(company.app);
  try {
    await company.apply(workspace as Parameters<typeof company.apply>[0]);
    await company.refresh();
    await company.app.start();
    const { page } = await pages.open('/unify/edit');
    const previewed = await unify(page);
    await page.getByRole('heading', { name: 'Unify', exact: true }).waitFor();
    const published = await publishedProfiles(company.app);
    return { subject: 'Contoso in the browser', rows: [exact('preview', previewed), exact('unified', published)] };
  } finally {
    await pages.close();
    await company.close();
  }
}

/** Walks through the steps, saves, and gives how many profiles were previewed. */
async function unify(page: Page): Promise<number> {
  for (const entity of ENTITIES) await page.getByRole('checkbox', { name: entity }).check();
  const next = () => page.getByRole('button', { name: 'Next' }).click();
  await next();
  await next();
  let row = 0;
  for (const rule of RULES) {
    await page.getByRole('button', { name: 'Add rule' }).click();
    await page.getByRole('textbox', { name: 'Rule', exact: true }).last().fill(rule.name);
    for (const [index, condition] of rule.conditions.entries()) {
      if (index > 0) await page.getByRole('button', { name: 'Add condition' }).last().click();
      await fillCondition(page, row, condition);
      row += 1;
    }
  }
  await next();
  await next();
  const figure = page.getByRole('status').filter({ hasText: PROFILES.toLocaleString('en') });
  await figure.waitFor();
  const previewed = Number((await figure.textContent())?.replaceAll(',', '').match(/\d+/)?.[0]);
  await page.getByRole('button', { name: 'Save and unify' }).click();
  return previewed;
}

async function fillCondition(page: Page, row: number, { attribute, normalize, precision }: Condition): Promise<void> {
  await page.getByLabel('Attribute', { exact: true }).nth(row).selectOption(attribute);
  await page.getByLabel('Attribute of the other').nth(row).selectOption(attribute);
  const normalizations = page.getByRole('combobox', { name: 'Normalize' }).nth(row);
  await normalizations.click();
  for (const name of normalize) await page.getByRole('menuitemcheckbox', { name, exact: true }).click();
  await page.keyboard.press('Escape');
  if (precision) await page.getByLabel('Precision level').nth(row).selectOption({ label: precision });
}

async function publishedProfiles({ entities, refreshes }: Awaited<ReturnType<typeof openCompany>>['app']) {
  const [latest] = (await refreshes.list({ limit: 1 })).items;
  if (latest) await refreshes.wait(latest.jobId);
  return (await entities.list()).find(({ name }) => name === 'Customer')?.rowCount;
}

function exact(name: string, found: number | undefined) {
  const passed = found === PROFILES ? 1 : 0;
  return { category: `${name}: ${found ?? 'none'} profiles`, passed, total: 1, floor: 1 };
}
