import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DataSource } from '../../src/model/data-source.ts';
import { type Company, openCompany } from '../support/company.ts';
import { findBarriers } from './support/accessibility.ts';
import { type OpenedPages, openPages } from './support/opened-pages.ts';

let company: Company;
let pages: OpenedPages;

beforeAll(async () => {
  company = await openCompany();
  company.put('orders.csv', 'OrderId,Total\nO1,10.5\nO2,20\nO3,7\n');
  pages = await openPages(company.app);
});
afterAll(async () => {
  await pages.close();
  await company.close();
});

describe('the wizard of data sources', () => {
  it('leads from the kind over connection, entities and key to the first refresh', async () => {
    const { page, faults } = await pages.open('/data/sources/new');
    const next = () => page.getByRole('button', { name: 'Next' }).click();
    await page.getByRole('button', { name: /^CSV files/ }).click();
    await page.getByRole('textbox', { name: 'Display name' }).fill('Web shop');
    await page.getByRole('textbox', { name: 'Folder' }).fill('.');
    await page.getByRole('button', { name: 'Test connection' }).click();
    await page.getByText(/^It works: .* It offers 1 entity\.$/).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await next();
    await page.getByRole('checkbox', { name: /orders/ }).check();
    await page.getByRole('region', { name: 'What will be read' }).waitFor();
    await next();
    await page.getByText('O1').first().waitFor();
    const key = page.getByRole('combobox', { name: 'Primary key' });
    expect(await key.locator('optgroup[label="Every row has its own"] option').count()).toBe(2);
    await key.selectOption('OrderId');
    expect(await findBarriers(page)).toEqual([]);
    await next();
    await page.getByRole('button', { name: 'Save and refresh' }).click();
    await page.getByRole('heading', { level: 1, name: 'Web shop' }).waitFor();
    await page.getByText('Successful').first().waitFor();
    const row = page.getByRole('row').filter({ hasText: 'OrderId' });
    await row.getByRole('cell', { name: '3', exact: true }).first().waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });

  it('shows columns that came and rows that do not fit, with what to do, in both languages', async () => {
    const [record] = await company.app.definitions.list('dataSource');
    const source = record?.definition as DataSource;
    const [entity] = source.entities;
    const full = `${source.name}_${entity?.name}`;
    const attributes = [{ name: 'Total', type: 'decimal' }];
    await company.app.definitions.put({
      kind: 'dataSource',
      name: source.name,
      definition: { ...source, entities: [{ ...entity, attributes }] },
      changedBy: 'test',
    });
    company.put('orders.csv', 'OrderId,Total,Channel\nO1,10.5,web\nO2,many,shop\nO3,7,web\n');
    await company.refresh({ kind: 'source', name: source.name });
    const { page, faults } = await pages.open(`/data/sources/${source.name}?tab=runs`);
    await page.getByText(`'${full}' has new columns since the last refresh: Channel.`).waitFor();
    await page.getByText(/^1 of 3 rows of .* do not fit and were set apart/).waitFor();
    await page.getByRole('button', { name: /^Language: / }).click();
    await page.locator('header [popover] [lang=eu]').click();
    await page.getByText(`'${full}' entitateak zutabe berriak ditu azken freskatzetik: Channel.`).waitFor();
    await page.getByText(`Zer egin: Ikusi '${full}_corrupt'`, { exact: false }).waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await page.goto(`${pages.address}/data/sources/${source.name}`);
    await page.getByRole('link', { name: `${full}_corrupt`, exact: true }).click();
    await page.getByRole('cell', { name: 'many' }).first().waitFor();
    await page.evaluate(() => localStorage.clear());
    await page.close();
    expect(faults).toEqual([]);
  });
});

describe('an uploaded file', () => {
  it('is dropped into the wizard, becomes a source, and gives way to a newer one', async () => {
    const { page, faults } = await pages.open('/data/sources/new');
    await page.getByText('Upload a file', { exact: true }).waitFor();
    const transfer = await page.evaluateHandle(() => {
      const data = new DataTransfer();
      data.items.add(new File(['MemberId,Name\nM1,Ane\nM2,Jon\n'], 'Members 2026.csv'));
      return data;
    });
    await page.getByText('Upload a file', { exact: true }).dispatchEvent('drop', { dataTransfer: transfer });
    const displayName = page.getByRole('textbox', { name: 'Display name' });
    expect(await displayName.inputValue()).toBe('Members 2026');
    await displayName.fill('Club');
    const next = () => page.getByRole('button', { name: 'Next' }).click();
    await next();
    await page.getByRole('region', { name: 'What will be read' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('3Entities');
    await next();
    await page.getByText('M1').first().waitFor();
    await page.getByRole('combobox', { name: 'Primary key' }).selectOption('MemberId');
    await next();
    await page.getByRole('button', { name: 'Save and refresh' }).click();
    const row = page.getByRole('row').filter({ hasText: 'Club_Members_2026' });
    await row.getByRole('cell', { name: '2', exact: true }).first().waitFor();
    const files = page.getByRole('region', { name: 'Uploaded files' });
    expect(await findBarriers(page)).toEqual([]);
    await files.getByLabel('A newer file for Members_2026').setInputFiles({
      name: 'later.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('MemberId,Name\nM1,Ane\nM2,Jone\nM3,Miren\n'),
    });
    await page.getByText('Members 2026.csv has been replaced').waitFor();
    await row.getByRole('cell', { name: /^3/ }).first().waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });
});
