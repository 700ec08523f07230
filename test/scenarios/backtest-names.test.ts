import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.ts';
import { type Company, openCompany } from '../support/company.ts';

let company: Company;

const segment = (name: string) => ({
  name,
  rules: [{ condition: { attribute: 'City', operator: 'equals', value: 'Bilbo' } }],
});

beforeAll(async () => {
  company = await openCompany();
  company.put('Crm.csv', 'Id,City\nC1,Bilbo\n');
  await company.apply({
    dataSources: [
      {
        name: 'Crm',
        kind: 'csv',
        options: { folder: '.' },
        entities: [{ name: 'Contact', options: { path: 'Crm.csv' }, primaryKey: 'Id' }],
      },
    ],
    unification: { entities: [{ entity: 'Crm_Contact', primaryKey: 'Id' }] },
    segments: [segment('HighValue')],
  });
  await company.refresh();
}, 60_000);
afterAll(() => company.close());

const backtest = (
  parameters: Readonly<Record<string, unknown>>,
  trigger: 'SegmentThresholdCrossed' | 'MeasureThresholdCrossed' = 'SegmentThresholdCrossed',
) => company.app.triggers.backtest({ trigger, parameters: { threshold: 0, ...parameters } });

describe('a backtest', () => {
  it('of a name that there is not says so, with the nearest one', async () => {
    await expect(backtest({ segment: 'HihgValue' })).rejects.toMatchObject({
      code: 'FLX_BACKTEST_UNKNOWN',
      status: 404,
      mend: "Did you mean 'HighValue'?",
    });
    await expect(backtest({ measure: 'Sales' }, 'MeasureThresholdCrossed')).rejects.toMatchObject({
      code: 'FLX_BACKTEST_UNKNOWN',
      mend: 'There is none yet; create one first.',
    });
  });

  it('of a name that there is goes through its history', async () => {
    expect((await backtest({ segment: 'HighValue' })).evaluations).toHaveLength(1);
  });

  it('is refused at the command line too, as not found', async () => {
    const file = join(company.folder, 'trigger.json');
    writeFileSync(
      file,
      JSON.stringify({
        name: 'High',
        trigger: 'SegmentThresholdCrossed',
        parameters: { segment: 'HighValeu', threshold: 1 },
      }),
    );
    let told = '';
    const code = await runProgram(['trigger', 'backtest', '--file', file], {
      stdout: { write: () => true },
      stderr: { write: (text) => (told += text) },
      environment: { FLUXU_HOME: join(company.folder, 'home') },
      stopRequested: new AbortController().signal,
    });
    expect([code, told]).toEqual([3, expect.stringContaining("Did you mean 'HighValue'?")]);
  });
});
