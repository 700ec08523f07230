import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderError } from '../../src/base/errors.ts';
import { runProgram } from '../../src/cli/program.ts';
import { duckdbEngine } from '../../src/engines/duckdb/engine.ts';
import type { Engine } from '../../src/sql/engine.ts';
import { type Company, openCompany } from '../support/company.ts';

let company: Company;
/** The sessions that plans count in then get hardly any memory. */
let isShortOfMemory = false;

const engine: Engine = {
  dialect: duckdbEngine.dialect,
  describe: duckdbEngine.describe,
  open: (options) => duckdbEngine.open(isShortOfMemory ? { ...options, memoryLimit: '1MB' } : options),
};

const sides = { left: 'Crm_Contact', right: 'Shop_Client' } as const;
const on = (attribute: string, more: object = {}) => ({ left: attribute, right: attribute, ...more });
const byName = (blocking: string) => ({
  name: 'ByName',
  ...sides,
  conditions: [on('Name', { precision: 'high' })],
  blocking: [on(blocking)],
});
const byMail = { name: 'ByMail', ...sides, conditions: [on('Email')] };
const unified = (rules: readonly object[], more: object = {}) => ({
  entities: ['Crm_Contact', 'Shop_Client'].map((entity) => ({ entity, primaryKey: 'Id' })),
  rules,
  ...more,
});

const planned = async (unification: object) =>
  (await company.app.definitions.plan({ workspace: { unification } })).warnings.map((warning) => renderError(warning));

beforeAll(async () => {
  company = await openCompany({ engine });
  const people = (prefix: string) =>
    [
      'Id,Name,Email,City',
      ...Array.from(
        { length: 60 },
        (_, index) => `${prefix}${index},Ane ${index},${index}@x.org,${index < 50 ? 'Bilbo' : `Town${index}`}`,
      ),
    ].join('\n');
  company.put('Crm.csv', people('C'));
  company.put('Shop.csv', people('S'));
  const source = (name: string, entity: string) => ({
    name,
    kind: 'csv',
    options: { folder: '.' },
    entities: [{ name: entity, options: { path: `${name}.csv` }, primaryKey: 'Id' }],
  });
  await company.apply({
    dataSources: [source('Crm', 'Contact'), source('Shop', 'Client')],
    unification: unified([byMail]),
  });
  await company.refresh();
}, 60_000);
afterAll(() => company.close());

describe('the plan of a unification', () => {
  it('tells a rule with too many pairs, its largest blocks and better keys, before it is applied', async () => {
    expect(await planned(unified([byMail, byName('City')], { maxPairs: 1000 }))).toEqual([
      `FLX_UNIFY_TOO_MANY_PAIRS  The rule 'ByName' would compare 2510 pairs, more than 1000. Its largest blocks are City = 'Bilbo' (100 rows); City = 'Town50' (2 rows); City = 'Town51' (2 rows).
  at  unification 'unification', /rules/1
  fix Add an exact condition or a blocking key that splits these blocks (the best keys here are Email (60 pairs, largest block 2 rows), Name (60 pairs, largest block 2 rows), City (2510 pairs, largest block 100 rows)), ignore worn-out values with bypass, or raise maxPairs.`,
    ]);
  });

  it('tells the blocks that a rule would skip, with their sizes', async () => {
    const warnings = await planned(unified([byMail, byName('City')], { maxBlockSize: 20 }));
    expect(warnings).toEqual([
      expect.stringContaining("would skip the block City = 'Bilbo': 100 rows share it, more than 20."),
    ]);
  });

  it('stands where the pairs cannot be counted, and says so', async () => {
    isShortOfMemory = true;
    const plan = await company.app.definitions.plan({ workspace: { unification: unified([byMail, byName('City')]) } });
    isShortOfMemory = false;
    expect(plan).toMatchObject({
      changes: [{ kind: 'unification' }],
      warnings: [
        {
          code: 'FLX_PAIRS_NOT_COUNTED',
          message: expect.stringMatching(/were not counted: The work needs more memory than the limit '1MB'/),
          place: { object: "unification 'unification'" },
        },
      ],
    });
  });

  it('says nothing of rules that compare few pairs, nor of a unification that stays', async () => {
    expect(await planned(unified([byMail, byName('Email')]))).toEqual([]);
    expect(await planned(unified([byMail]))).toEqual([]);
  });

  it('is the same at the command line, with file and line', async () => {
    const folder = join(company.folder, 'workspace');
    await company.app.pullFolder(folder, false);
    const definition = unified([byMail, byName('City')], { maxPairs: 1000 });
    writeFileSync(join(folder, 'unification/unification.yaml'), JSON.stringify(definition, null, 2));
    let output = '';
    const code = await runProgram(['plan', folder], {
      stdout: { write: (text) => (output += text) },
      stderr: { write: () => true },
      environment: { FLUXU_HOME: join(company.folder, 'home') },
      stopRequested: new AbortController().signal,
    });
    expect([code, output]).toEqual([
      0,
      expect.stringMatching(/would compare 2510 pairs.*\n.*unification\.yaml#\/rules\/1, line \d+/),
    ]);
  });
});
