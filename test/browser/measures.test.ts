import { describe, expect, it } from 'vitest';
import type { Flow } from '../../src/model/flow.ts';
import { findBarriers } from './support/accessibility.ts';
import { smallCompanyForFile } from './support/opened-company.ts';

const opened = smallCompanyForFile(async (company) => {
  const spend = { function: 'sum', expression: { attribute: 'Spend' } };
  await company.app.definitions.apply(
    {
      workspace: {
        measures: [
          {
            name: 'SpendOfEach',
            displayName: 'Spend of each',
            kind: 'customerAttribute',
            entity: 'Customer',
            calculations: [{ name: 'SpendOfEach', ...spend }],
          },
          {
            name: 'RecordsOfSource',
            displayName: 'Records of each source',
            kind: 'business',
            entity: 'AlternateKey',
            dimensions: [{ attribute: 'DataSourceName', name: 'Source' }],
            calculations: [{ name: 'Records', displayName: 'Number of records', function: 'count' }],
          },
          {
            name: 'AmountOfSource',
            displayName: 'Amount of each source',
            kind: 'business',
            entity: 'AlternateKey',
            unit: 'EUR',
            dimensions: [{ attribute: 'DataSourceName', name: 'Source' }],
            calculations: [
              { name: 'Records', function: 'count' },
              { name: 'Amount', function: 'sum', expression: { constant: 1234.5 } },
            ],
          },
        ],
      },
    },
    'test',
  );
  await company.refresh();
});

describe('the table of a measure', () => {
  it('calls customers by their names, with the way to each', async () => {
    const { page, faults } = await opened.pages.open('/measures/SpendOfEach');
    const link = page.getByRole('link', { name: 'Person 1', exact: true });
    await link.waitFor();
    expect(await findBarriers(page)).toEqual([]);
    await link.click();
    await page.getByRole('heading', { level: 1, name: 'Person 1', exact: true }).waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });

  it('writes amounts of a row in the unit of the measure, and counts beside them without', async () => {
    const { page, faults } = await opened.pages.open('/measures/AmountOfSource');
    const row = page.getByRole('row').filter({ hasText: 'Web shop' });
    await row.getByRole('cell', { name: '€14,814.00', exact: true }).waitFor();
    await row.getByRole('cell', { name: '12', exact: true }).waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });

  it('calls the values of dimensions and the calculations as people named them', async () => {
    const { page, faults } = await opened.pages.open('/measures/RecordsOfSource');
    const row = page.getByRole('row').filter({ hasText: 'Web shop' });
    await row.waitFor();
    await page.getByRole('columnheader', { name: 'Number of records' }).waitFor();
    await row.getByRole('button').click();
    await page.getByRole('region', { name: 'Web shop' }).waitFor();
    await page.close();
    expect(faults).toEqual([]);
  });

  it('takes the row that is looked at along into a new trigger and a new flow', async () => {
    const { page, faults } = await opened.pages.open('/measures/RecordsOfSource');
    const rowOf = async (command: string) => {
      await page.goto(new URL('/measures/RecordsOfSource', page.url()).href);
      await page.getByRole('row').filter({ hasText: 'Web shop' }).getByRole('button').click();
      await page.getByRole('button', { name: command, exact: true }).click();
      await page.getByRole('heading', { level: 1, name: /^New / }).waitFor();
      await page.getByRole('definition').filter({ hasText: 'Web shop' }).waitFor();
      expect(await page.getByRole('combobox', { name: 'Measure' }).inputValue()).toBe('RecordsOfSource');
    };
    const { definitions } = opened.company.app;
    const row = { Source: 'Shop' };
    await rowOf('Create a trigger');
    await page.getByRole('textbox', { name: 'Display name' }).fill('Web records');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL('**/triggers');
    expect((await definitions.get('trigger', 'WebRecords')).definition).toMatchObject({ parameters: { row } });
    await rowOf('Create a flow with this threshold');
    await page.getByRole('textbox', { name: 'Name of the flow' }).fill('Web records');
    await page.getByRole('button', { name: 'Add more steps' }).click();
    await page.waitForURL('**/flows/WebRecords/edit');
    const { definition } = (await definitions.get('flow', 'WebRecords')).definition as Flow;
    expect(Object.values(definition['triggers'] as object)).toMatchObject([
      { inputs: { parameters: { measure: 'RecordsOfSource', row: JSON.stringify(row) } } },
    ]);
    await page.close();
    expect(faults).toEqual([]);
  });
});
