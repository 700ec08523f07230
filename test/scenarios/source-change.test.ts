import { copyFileSync, cpSync, renameSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import type { RefreshJob } from '../../src/model/refresh.ts';
import { type Company, openCompany } from '../support/company.ts';
import { sqlOnlyEngine } from '../support/sql-engine.ts';

const moment = new Date('2026-01-01T00:00:00Z');
/** Files are old enough to be trusted without waiting for it. */
const later = { ...systemClock, now: () => new Date(Date.now() + 60_000) };

const workspaceOf = (entity: object = {}, options: object = {}) => ({
  dataSources: [
    {
      name: 'Shop',
      kind: 'csv',
      options: { folder: '.', ...options },
      entities: [
        {
          name: 'Contact',
          options: { path: 'contacts*.csv' },
          primaryKey: 'Id',
          attributes: [{ name: 'Spend', type: 'integer' as const }],
          ...entity,
        },
      ],
    },
  ],
});

let company: Company;
beforeEach(async () => {
  company = await openCompany({ clock: later });
  company.put('contacts.csv', 'Id,Name,Spend\n1,Ane,80\n2,Jon,10\n3,Miren,many\n');
  await company.apply(workspaceOf());
});
afterEach(() => company.close());

type Loaded = { readonly method: string; readonly rowCount: number; readonly quarantineRowCount: number };
const loadedBy = ({ tasks: [ingestion] }: RefreshJob) =>
  (ingestion?.additionalInfo['entities'] as readonly Loaded[] | undefined)?.[0];
const refreshed = async () => loadedBy(await company.refresh())?.method;
const names = async () => (await company.rows('Shop_Contact')).map(({ Name }) => Name).sort();

describe('a file that did not change', () => {
  it('is not read again, and all that is told of it stays', async () => {
    utimesSync(join(company.folder, 'contacts.csv'), moment, moment);
    const first = await company.refresh();
    const again = await company.refresh();
    expect(loadedBy(again)).toEqual({ ...loadedBy(first), method: 'unchanged' });
    expect(again.tasks[0]).toMatchObject({ status: 'successful', rows: 2, warnings: first.tasks[0]?.warnings });
    const told = async (job: RefreshJob) => (await company.eventsOf(job)).map(({ type }) => type);
    expect(await told(again)).toEqual(await told(first));
    expect((await company.eventsOf(again))[0]).toMatchObject({
      type: 'DataSourceRefreshSucceeded',
      entities: [{ entityName: 'Shop_Contact', rowCount: 2, quarantineRowCount: 1 }],
      sourceModifiedAt: '2026-01-01T00:00:00.000Z',
    });
    expect(await names()).toEqual(['Ane', 'Jon']);
    expect(await company.rows('Shop_Contact_corrupt')).toHaveLength(1);
    expect(await company.app.verify()).toMatchObject({ isEqual: true });
  });

  it('is followed by its key, in whichever field and case that is declared', async () => {
    const lines = (name: string) => `Name,id,Spend\nAne,1,80\n${name},2,10\nMiren,3,20\nAne,4,30\n`;
    company.put('contacts.csv', lines('Jon'));
    await company.apply(workspaceOf({ primaryKey: 'Key', attributes: [{ name: 'Key', column: 'ID' }] }));
    expect(await refreshed()).toBe('whole');
    company.put('contacts.csv', lines('Ane'));
    expect(await refreshed()).toBe('changedRows');
    expect(await names()).toEqual(['Ane', 'Ane', 'Ane', 'Miren']);
  });

  it('is held against the quality rules as they are now', async () => {
    await company.refresh();
    await company.apply(workspaceOf({ quality: [{ name: 'Many', minimumRows: 3 }] }));
    const job = await company.refresh();
    expect(loadedBy(job)?.method).toBe('unchanged');
    expect(job.tasks[0]?.warnings.map(({ code }) => code)).toEqual(['FLX_SOURCE_CORRUPT_ROWS', 'FLX_SOURCE_ROWS_FEW']);
  });

  it('is read again when everything is to be read', async () => {
    await company.refresh();
    const { jobId } = await company.app.refreshes.submit({
      scope: { kind: 'full' },
      submittedBy: 'test',
      isFullLoad: true,
    });
    expect(loadedBy(await company.app.refreshes.wait(jobId))?.method).toBe('whole');
  });

  it.each<[string, object, object]>([
    ['its attributes are declared otherwise', { attributes: [{ name: 'Spend', type: 'string' }] }, {}],
    ['its key is another', { primaryKey: 'Name' }, {}],
    ['it is to be read otherwise', {}, { header: true }],
  ])('is read again when %s', async (_title, entity, options) => {
    await company.refresh();
    await company.apply(workspaceOf(entity, options));
    expect(await refreshed()).toBe('whole');
    expect(await refreshed()).toBe('unchanged');
  });
});

describe('a file that changed', () => {
  const other = 'Id,Name,Spend\n1,Ana,80\n2,Jon,10\n3,Miren,many\n';
  const path = () => join(company.folder, 'contacts.csv');

  it.each<[string, () => void]>([
    ['written over, with the same size and moment', () => company.put('contacts.csv', other)],
    [
      'copied over, with the same size and moment',
      () => {
        company.put('elsewhere.txt', other);
        copyFileSync(join(company.folder, 'elsewhere.txt'), path());
      },
    ],
    [
      'moved there, with the same size and moment',
      () => {
        company.put('elsewhere.txt', other);
        utimesSync(join(company.folder, 'elsewhere.txt'), moment, moment);
        renameSync(join(company.folder, 'elsewhere.txt'), path());
      },
    ],
  ])('is noticed when it was %s', async (_title, change) => {
    utimesSync(path(), moment, moment);
    await company.refresh();
    change();
    utimesSync(path(), moment, moment);
    expect(await refreshed()).not.toBe('unchanged');
    expect(await names()).toEqual(['Ana', 'Jon']);
  });

  it('is noticed when another one came beside it, and when it left', async () => {
    await company.refresh();
    company.put('contacts-2.csv', 'Id,Name,Spend\n7,Unai,5\n');
    expect(await refreshed()).not.toBe('unchanged');
    expect(await names()).toEqual(['Ane', 'Jon', 'Unai']);
    company.lose('contacts-2.csv');
    expect(await refreshed()).not.toBe('unchanged');
    expect(await names()).toEqual(['Ane', 'Jon']);
  });

  it.each<[string, string, string]>([
    ['only its new lines', 'Ana', 'changedRows'],
    ['only its new lines, of which one goes over two', '"A\nna"', 'changedRows'],
    ['only its new lines, of which one holds a control character', 'A\u0001na', 'changedRows'],
    ['whole where a quote stands in the middle of a field', 'A"na', 'whole'],
  ])('is read: %s', async (_title, name, method) => {
    const lines = ['Id,Name,Spend', '1,Ane,80', '2,Jon,10', '3,Miren,7'];
    company.put('contacts.csv', `${lines.join('\n')}\n`);
    await company.refresh();
    company.put('contacts.csv', `${lines.with(1, `1,${name},80`).join('\n')}\n`);
    expect(await refreshed()).toBe(method);
    expect(await names()).toEqual([name.replace(/^"|"$/g, ''), 'Jon', 'Miren']);
    expect(await refreshed()).toBe('unchanged');
    company.put('contacts.csv', `${lines.with(2, '4,Unai,10').join('\n')}\n`);
    await company.refresh();
    expect(await names()).toEqual(['Ane', 'Miren', 'Unai']);
  });

  it.each<[string, string, string]>([
    ['by its new lines where types stay', '650,Ane,7', 'changedRows'],
    ['whole where a type is another', '650,Ane,7.5', 'whole'],
    ['whole where a value is almost of the type', '650,Ane,many', 'whole'],
  ])('is read %s, when it changed far behind its first rows', async (_title, changed, method) => {
    const lines = Array.from({ length: 800 }, (_, index) => `${index},Jon,${index}`);
    const entity = { attributes: [], options: { path: 'many.csv' } };
    company.put('many.csv', `Id,Name,Spend\n${lines.join('\n')}\n`);
    await company.apply(workspaceOf(entity));
    await company.refresh();
    company.put('many.csv', `Id,Name,Spend\n${lines.with(650, changed).join('\n')}\n`);
    const job = await company.refresh();
    expect(loadedBy(job)?.method).toBe(method);
    const anew = await openCompany();
    cpSync(join(company.folder, 'many.csv'), join(anew.folder, 'many.csv'));
    await anew.apply(workspaceOf(entity));
    // Who reads for the first time cannot tell what was another type before.
    const lasting = job.tasks[0]?.warnings.filter(({ code }) => code !== 'FLX_SOURCE_TYPE_CHANGED');
    expect(lasting).toEqual((await anew.refresh()).tasks[0]?.warnings);
    const tables = [company, anew].map(async (from) => [
      (await from.app.entities.list())[0]?.attributes,
      (await from.rows('Shop_Contact')).map((row) => JSON.stringify(row)).sort(),
    ]);
    expect(await tables[0]).toEqual(await tables[1]);
    await anew.close();
  });

  it('is read by its new lines also where the engine takes no columns of integers', async () => {
    const bySql = await openCompany({ clock: later, engine: sqlOnlyEngine });
    const lines = ['Id,Name,Spend', '1,Ane,80', '2,Jon,10', '3,Miren,7'];
    bySql.put('contacts.csv', `${lines.join('\n')}\n`);
    await bySql.apply(workspaceOf());
    await bySql.refresh();
    bySql.put('contacts.csv', `${lines.with(2, '4,Unai,10').join('\n')}\n`);
    expect(loadedBy(await bySql.refresh())?.method).toBe('changedRows');
    expect((await bySql.rows('Shop_Contact')).map(({ Name }) => Name).sort()).toEqual(['Ane', 'Miren', 'Unai']);
    await bySql.close();
  });

  it('takes the rows along that were set apart, once they are mended', async () => {
    await company.refresh();
    company.put('contacts.csv', 'Id,Name,Spend\n1,Ane,80\n2,Jon,10\n3,Miren,7\n');
    expect(await refreshed()).not.toBe('unchanged');
    expect(await names()).toEqual(['Ane', 'Jon', 'Miren']);
    expect((await company.app.entities.list()).map(({ name }) => name)).toEqual(['Shop_Contact']);
  });

  it('is read again when it was written too shortly before to be trusted', async () => {
    const prompt = await openCompany({ clock: { ...systemClock, now: () => new Date(Date.now() - 60_000) } });
    cpSync(path(), join(prompt.folder, 'contacts.csv'));
    await prompt.apply(workspaceOf());
    await prompt.refresh();
    expect(loadedBy(await prompt.refresh())?.method).not.toBe('unchanged');
    await prompt.close();
  });
});
