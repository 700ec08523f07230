import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../base/clock.ts';
import { everyFile } from '../base/file-gate.ts';
import { duckdbEngine } from '../engines/duckdb/engine.ts';
import type { DataSource } from '../model/data-source.ts';
import { previousTableOf } from '../model/tables.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, sql } from '../sql/sql.ts';
import { type IngestionRequest, ingest, type PublishedRows } from './ingestion.ts';

let folder: string;
let session: EngineSession;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fluxu-ingest-'));
  session = await duckdbEngine.open({ workFolder: join(folder, 'engine'), memoryLimit: '500MB', threads: 2 });
});
afterEach(async () => {
  await session.close();
  rmSync(folder, { recursive: true, force: true });
});

function put(name: string, content: string | Buffer): void {
  writeFileSync(join(folder, name), content);
}

/** Files are old enough to be trusted without waiting for it. */
const later = { ...systemClock, now: () => new Date(Date.now() + 60_000) };

interface LoadOptions extends Pick<IngestionRequest, 'published'> {
  readonly clock?: Clock;
}

function load(source: DataSource, { clock = systemClock, published }: LoadOptions = {}) {
  const context = {
    clock,
    environment: {},
    baseFolder: folder,
    files: everyFile,
    workFolder: join(folder, 'work', source.name),
    fetch,
    resolveHost: async (host: string) => host,
  };
  return ingest({ source, session, context, isFullLoad: false, run: { clock }, ...(published && { published }) });
}

function csv(entity: DataSource['entities'][number]): DataSource {
  return { name: 'Shop', kind: 'csv', options: {}, entities: [entity] };
}

/** Packed rows of which some bytes far from the start are others. */
function brokenGzip(): Buffer {
  const rows = Array.from({ length: 200_000 }, (_, row) => `${row},${Math.imul(row, 0x9e3779b1)}\n`);
  const bytes = gzipSync(`Id,Name\n${rows.join('')}`);
  return bytes.fill(0xff, bytes.length - 50_000, bytes.length - 40_000);
}

const rowsOf = (table: string) => session.rows(sql`select * from ${id(table)} order by all`);

describe('notes of rows', () => {
  const longKeys = (rows: number) =>
    `Id,Name\n${Array.from({ length: rows }, (_, row) => `${String(row).padStart(6000, 'K')},Ane\n`).join('')}`;
  const notesOf = async (...rows: readonly number[]) => {
    const entities = rows.map((_count, index) => ({
      ...{ name: `Part${index}`, options: { path: `part${index}.csv` }, primaryKey: 'Id' },
    }));
    for (const [index, count] of rows.entries()) put(`part${index}.csv`, longKeys(count));
    const loaded = await load({ name: 'Shop', kind: 'csv', options: {}, entities }, { clock: later });
    return loaded.entities.map(({ rowCount, pieces, reading }) => [
      rowCount,
      pieces !== undefined && reading?.lines !== undefined,
    ]);
  };

  it('are kept of as many rows as the memory limit leaves room for', async () => {
    expect(await notesOf(3000)).toEqual([[3000, true]]);
  });

  it('are not kept of more, all entities together; the rows are all loaded', async () => {
    expect(await notesOf(4500)).toEqual([[4500, false]]);
    expect(await notesOf(3000, 3000, 100)).toEqual([
      [3000, true],
      [3000, false],
      [100, true],
    ]);
  });
});

describe('changed lines of several sources', () => {
  const lines = (mark: string) =>
    Array.from({ length: 5000 }, (_, row) => `K${row},${(row % 5 ? '' : mark).padStart(1200, 'x')}\n`);

  it('are all followed where memory suffices for comparing one after another', async () => {
    await session.close();
    session = await duckdbEngine.open({ workFolder: join(folder, 'engine'), memoryLimit: '150MB', threads: 2 });
    const names = ['Shop', 'Club', 'Desk'];
    const loadAll = (published: (name: string) => PublishedRows | undefined) =>
      Promise.all(
        names.map(async (name) => {
          const entities = [{ name: 'People', options: { path: `${name}.csv` }, primaryKey: 'Id' }];
          const source = { name, kind: 'csv', options: {}, entities };
          return (await load(source, { clock: later, published })).entities[0];
        }),
      );
    for (const name of names) put(`${name}.csv`, `Id,Name\n${lines('Ane').join('')}`);
    const before = await loadAll(() => undefined);
    for (const name of names) {
      const table = `${name}_People`;
      await session.run(sql`create table ${id(previousTableOf(table))} as from ${id(table)}`);
      put(`${name}.csv`, `Id,Name\n${lines('Jon').join('')}`);
    }
    const after = await loadAll((entityName) => {
      const entity = before.find((loaded) => loaded?.entityName === entityName);
      return entity && { ...entity, pieces: async () => entity.pieces };
    });
    expect(after.map((entity) => [entity?.method, entity?.rowCount])).toEqual(names.map(() => ['changedRows', 5000]));
  });
});

describe('loading a CSV file', () => {
  it('finds types from the values', async () => {
    put(
      'People.csv',
      'Id,Name,Age,Spend,Since,IsMember,Zip\n1,Ane,30,12.50,2024-02-29,true,00123\n2,Jon,,7,2023-12-31,false,48001\n',
    );
    const { entities } = await load(csv({ name: 'People', primaryKey: 'Id' }));
    expect(entities[0]?.attributes.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'Id integer',
      'Name string',
      'Age integer',
      'Spend decimal',
      'Since date',
      'IsMember boolean',
      'Zip string',
    ]);
    expect(await rowsOf('Shop_People')).toEqual([
      { Id: 1, Name: 'Ane', Age: 30, Spend: 12.5, Since: '2024-02-29', IsMember: true, Zip: '00123' },
      { Id: 2, Name: 'Jon', Age: null, Spend: 7, Since: '2023-12-31', IsMember: false, Zip: '48001' },
    ]);
  });

  it.each<[string, Buffer]>([
    ['windows-1252 with semicolons', Buffer.from('Id;Name\n1;Be\u00f1at\n', 'latin1')],
    ['UTF-16 with tabs', Buffer.from('\ufeffId\tName\n1\tBe\u00f1at\n', 'utf16le')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeffId,Name\n1,Be\u00f1at\n')],
    ['gzip', gzipSync('Id,Name\n1,Be\u00f1at\n')],
  ])('reads %s', async (_title, content) => {
    put('People.csv', content);
    await load(csv({ name: 'People' }));
    expect(await rowsOf('Shop_People')).toEqual([{ Id: 1, Name: 'Be\u00f1at' }]);
  });

  it('reads dates of two formats in one column by the order its own values prove', async () => {
    put('People.csv', 'Id,Born\n1,5/8/1986\n2,12/31/1990\n3,2018-05-08\n');
    await load(csv({ name: 'People' }));
    expect((await rowsOf('Shop_People')).map((row) => row['Born'])).toEqual(['1986-05-08', '1990-12-31', '2018-05-08']);
  });

  it('tells when dates could be read in two ways', async () => {
    put('People.csv', 'Id,Born\n1,5/8/1986\n2,1/2/1990\n');
    const { warnings } = await load(csv({ name: 'People' }));
    expect(warnings.map((warning) => warning.code)).toEqual(['FLX_SOURCE_DATE_AMBIGUOUS']);
  });

  describe('numbers with decimal commas', () => {
    const foundIn = async (name: string, values: readonly string[]) => {
      put('Bills.csv', `Id;${name}\n${values.map((value, index) => `${index};${value}\n`).join('')}`);
      const { entities, warnings } = await load(csv({ name: 'Bills' }));
      const rows = (await rowsOf('Shop_Bills')).map((row) => row[name]);
      return [entities[0]?.attributes[1]?.type, rows, warnings.map(({ message }) => message)];
    };

    it.each<[string, readonly string[], readonly unknown[]]>([
      ['points between thousands', ['1.234,50', '99,00', '0,5', '-7'], [1234.5, 99, 0.5, -7]],
      ['a value that a comma elsewhere proves', ['1.234', '99,00', ''], [1234, 99, null]],
      ['space around them', ['" 1,5 "', '2'], [1.5, 2]],
      ['more than one point', ['+1.234.567,8', '1'], [1234567.8, 1]],
    ])('are read, with %s', async (_title, values, numbers) => {
      expect(await foundIn('Amount', values)).toEqual(['decimal', numbers, []]);
    });

    it.each<[string, string, readonly string[]]>([
      ['thousands of English numbers', 'Amount', ['1,234', '12,500', '7']],
      ['decimal points beside them', 'Amount', ['1.5', '99,00']],
      ['groups of digits without a comma', 'Number', ['12.345.678', '9.876.543']],
      ['leading zeros', 'Code', ['007,5', '1,5']],
      ['lists', 'Tags', ['1,2,3', '4,5']],
      ['the name of a phone number', 'Telefonoa', ['943,12', '943,15']],
    ])('are not taken from %s', async (_title, name, values) => {
      expect(await foundIn(name, values)).toEqual(['string', values, []]);
    });

    it('leave plain decimals as they are', async () => {
      expect(await foundIn('Amount', ['1.234', '2.5'])).toEqual(['decimal', [1.234, 2.5], []]);
    });

    it('tell of the few values that are none', async () => {
      const values = ['n/a', ...Array.from({ length: 39 }, () => '1,5')];
      expect(await foundIn('Amount', values)).toEqual([
        'string',
        values,
        ["'Amount' of 'Shop_Bills' is kept as text because 1 of its values are no decimal, such as 'n/a'."],
      ]);
    });

    const declared = csv({ name: 'Bills', primaryKey: 'Id', attributes: [{ name: 'Amount', type: 'decimal' }] });

    it.each<[string, string, readonly unknown[], number]>([
      ['commas alone', '1;1.234,50\n2;0,3333333333333\n3;x\n', [0.333333333, 1234.5], 1],
      ['a comma beside points of thousands', '1;1.234\n2;1,5\n', [1.5, 1234], 0],
      ['commas beside decimal points, which are right', '1;1.5\n2;2.25\n3;99,00\n', [1.5, 2.25], 1],
      ['a comma beside a point that parts no thousands', '1;0.123\n2;2\n3;1,5\n', [0.123, 2], 1],
      ['points alone', '1;1.234\n2;7\n', [1.234, 7], 0],
    ])('are read in a column declared decimal with %s', async (_title, lines, numbers, corrupt) => {
      put('Bills.csv', `Id;Amount\n${lines}`);
      const { entities } = await load(declared);
      expect((await rowsOf('Shop_Bills')).map((row) => row['Amount'])).toEqual(numbers);
      expect(entities[0]?.quarantineRowCount).toBe(corrupt);
    });

    const plain = csv({ name: 'Bills', primaryKey: 'Id' });
    const many = Array.from({ length: 2000 }, (_, row) => `K${row};${row}\n`).join('');
    it.each<[string, DataSource, readonly [string, string], string]>([
      ['one more comma', plain, ['A;1,5\nB;2,5\n', 'A;1,5\nB;2,5\nC;3,5\n'], 'changedRows'],
      ['one more comma, declared', declared, ['A;1,5\nB;2,5\n', 'A;1,5\nB;2,5\nC;3,5\n'], 'changedRows'],
      ['the only comma gone', plain, ['A;1,5\nB;1.234\n', 'B;1.234\n'], 'read'],
      ['the only comma gone, declared', declared, ['A;1,5\nB;1.234\n', 'B;1.234\n'], 'read'],
      ['a decimal point', plain, ['A;1,5\n', 'A;1,5\nB;1.5\n'], 'read'],
      ['a point that parts no thousands, declared', declared, ['A;1,5\n', 'A;1,5\nB;0.123\n'], 'read'],
      ['the first comma', plain, ['A;1.234\n', 'A;1.234\nB;1,5\n'], 'read'],
      ['the first comma, declared', declared, ['A;1.234\n', 'A;1.234\nB;1,5\n'], 'read'],
    ])('are what a full read gives after %s', async (_title, source, [before, after], method) => {
      put('Bills.csv', `Id;Amount\n${before}${many}`);
      const [first] = (await load(source, { clock: later })).entities;
      await session.run(
        sql`create or replace table ${id(previousTableOf('Shop_Bills'))} as select * from ${id('Shop_Bills')}`,
      );
      put('Bills.csv', `Id;Amount\n${after}${many}`);
      const published = () => first && { ...first, pieces: async () => first.pieces };
      const [second] = (await load(source, { clock: later, published })).entities;
      const followed = [second?.attributes, await rowsOf('Shop_Bills')];
      await session.drop(previousTableOf('Shop_Bills'));
      const [whole] = (await load(source)).entities;
      expect(second?.method === 'changedRows' ? 'changedRows' : 'read').toBe(method);
      expect(followed).toEqual([whole?.attributes, await rowsOf('Shop_Bills')]);
    });
  });

  it('sets rows apart that do not fit, with field, value and reason', async () => {
    put('People.csv', 'Id,Age\n1,30\n2,old\n,40\n1,50\n3,60\n4,1,2\n');
    const source = csv({ name: 'People', primaryKey: 'Id', attributes: [{ name: 'Age', type: 'integer' }] });
    const { entities, warnings } = await load({ ...source, allowedCorruptShare: 1 });
    expect(entities[0]).toMatchObject({ rowCount: 2, quarantineRowCount: 4 });
    const corrupt = await session.rows(
      sql`select ${id('field')}, ${id('value')}, ${id('reason')} from ${id('Shop_People_corrupt')} order by all`,
    );
    expect(corrupt).toEqual([
      { field: 'Age', value: 'old', reason: 'The value is no integer.' },
      { field: 'Id', value: '1', reason: 'The primary key stands in row 1 already.' },
      { field: 'Id', value: null, reason: 'The primary key is missing.' },
      expect.objectContaining({ field: 'line', reason: expect.stringContaining('too many fields') }),
    ]);
    expect(warnings.map((warning) => warning.code)).toEqual(['FLX_SOURCE_CORRUPT_ROWS']);
  });

  it('sets only the line apart that cannot be split, whatever the number of its neighbours', async () => {
    put('People.csv', 'Id,Age\n1,30\n2,31,9\n3,32\n4,33\n');
    const { entities } = await load(csv({ name: 'People', primaryKey: 'Id' }));
    expect(entities[0]).toMatchObject({ rowCount: 3, quarantineRowCount: 1 });
    expect((await rowsOf('Shop_People')).map((row) => row['Id'])).toEqual([1, 3, 4]);
  });

  it('reads a file whose lines end in different ways, and keeps line ends that stand in a value', async () => {
    put('People.csv', gzipSync('Id,Name\r\n1,Ane\r\n2,Jon\n3,"Miren\r\nLeire"\r\n4,"Iker\nUnai"\n'));
    await load(csv({ name: 'People', primaryKey: 'Id' }));
    expect((await rowsOf('Shop_People')).map((row) => row['Name'])).toEqual([
      'Ane',
      'Jon',
      'Miren\r\nLeire',
      'Iker\nUnai',
    ]);
  });

  it('sets broken lines apart that end in another way than the others', async () => {
    const good = Array.from({ length: 300 }, (_, index) => `${index},Ane,a@x.org\r\n`).join('');
    put('People.csv', `Id,Name,Mail\r\n${good}7777,Only\n7778,"un,closed\n`);
    const { entities } = await load(csv({ name: 'People', primaryKey: 'Id' }));
    expect(entities[0]).toMatchObject({ rowCount: 300, quarantineRowCount: 2 });
    const corrupt = await session.rows(
      sql`select parse_filename(${id('file')}) as file, ${id('rowNumber')}, ${id('row')} from ${id('Shop_People_corrupt')} order by 2`,
    );
    expect(corrupt).toEqual([
      { file: 'People.csv', rowNumber: 302, row: '7777,Only' },
      { file: 'People.csv', rowNumber: 303, row: '7778,"un,closed' },
    ]);
  });

  it.each<[string, DataSource, string]>([
    ['a missing file', csv({ name: 'Nobody' }), 'FLX_SOURCE_FILE_MISSING'],
    ['an unknown kind', { ...csv({ name: 'People' }), kind: 'cvs' }, 'FLX_SOURCE_KIND'],
    ['an unknown option', { ...csv({ name: 'People' }), options: { separator: ';' } }, 'FLX_INVALID'],
    [
      'a packed file that is damaged',
      csv({ name: 'Broken', options: { path: 'Broken.csv.gz' } }),
      'FLX_SOURCE_FILE_UNREADABLE',
    ],
    ['a declared attribute that is not there', csv({ name: 'People', attributes: [{ name: 'Nmae' }] }), 'FLX_INVALID'],
    [
      'an encoding nobody knows',
      { ...csv({ name: 'People' }), options: { encoding: 'klingon' } },
      'FLX_SOURCE_ENCODING',
    ],
    ['incremental loading without a key', csv({ name: 'People', load: 'incremental' }), 'FLX_SOURCE_INCREMENTAL_KEY'],
    [
      'an unresolved secret',
      { ...csv({ name: 'People' }), options: { folder: '${env:NOWHERE}' } },
      'FLX_SOURCE_SECRET',
    ],
  ])('refuses %s', async (_title, source, code) => {
    put('People.csv', 'Id,Name\n1,Ane\n');
    put('Broken.csv.gz', brokenGzip());
    await expect(load(source)).rejects.toMatchObject({ code });
  });
});

describe('quality rules', () => {
  const mail = { operator: 'contains', attribute: 'Mail', value: '@' } as const;
  const quality = (rule: object) => csv({ name: 'People', primaryKey: 'Id', quality: [{ name: 'Rule', ...rule }] });

  it.each<[string, object, string | undefined]>([
    ['rows that keep the condition', { condition: { operator: 'isNotNull', attribute: 'Id' } }, undefined],
    [
      'rows that break it',
      { condition: mail },
      `1 of 3 rows of 'Shop_People' break the rule 'Rule', such as Id 2, Mail "none".`,
    ],
    ['as many as may break it', { condition: mail, allowedShare: 0.4 }, undefined],
    ['enough rows', { minimumRows: 3 }, undefined],
    ['too few rows', { minimumRows: 4 }, `'Shop_People' has 3 rows, but the rule 'Rule' wants at least 4.`],
  ])('tell of %s', async (_title, rule, message) => {
    put('People.csv', 'Id,Mail\n1,a@x.org\n2,none\n3,c@x.org\n');
    const { warnings } = await load(quality(rule));
    expect(warnings.map((warning) => warning.message)).toEqual(message === undefined ? [] : [message]);
  });

  it('stop the load when they are to', async () => {
    put('People.csv', 'Id,Mail\n1,a@x.org\n2,none\n');
    const source = quality({ condition: mail, onFailure: 'stop' });
    await expect(load(source)).rejects.toMatchObject({ code: 'FLX_SOURCE_QUALITY' });
  });

  it('see that rows were lost since the last load', async () => {
    put('People.csv', 'Id,Mail\n1,a@x.org\n2,b@x.org\n3,c@x.org\n');
    const source = quality({ largestLoss: 0.5 });
    await load(source);
    await session.run(sql`create or replace table ${id('previous_Shop_People')} as select * from ${id('Shop_People')}`);
    put('People.csv', 'Id,Mail\n1,a@x.org\n');
    const { warnings } = await load(source);
    expect(warnings.map((warning) => warning.code)).toEqual(['FLX_SOURCE_ROWS_LOST']);
  });
});

describe('incremental loading', () => {
  const entity = {
    name: 'People',
    primaryKey: 'Id',
    lastUpdated: 'Changed',
    load: 'incremental',
    deleted: { attribute: 'Gone', value: true },
  } as const;

  it('gives what one load of the final data gives', async () => {
    put(
      'People.csv',
      'Id,Name,Changed,Gone\n1,Ane,2026-01-01,false\n2,Jon,2026-01-01,false\n3,Miren,2026-01-01,false\n',
    );
    await load(csv(entity));
    await session.run(sql`create or replace table ${id('previous_Shop_People')} as select * from ${id('Shop_People')}`);
    put(
      'People.csv',
      'Id,Name,Changed,Gone\n2,Jon Ander,2026-01-02,false\n3,Miren,2026-01-03,true\n4,Unai,2026-01-02,false\n1,Old,2025-01-01,false\n',
    );
    await load(csv(entity));
    expect((await rowsOf('Shop_People')).map((row) => row['Name'])).toEqual(['Ane', 'Jon Ander', 'Unai']);
  });
});

describe('loading JSON', () => {
  it('reads lines and arrays, with columns in order of first appearance', async () => {
    put('a.jsonl', '{"Id":1,"Name":"Ane"}\n{"Id":2,"City":"Bilbo"}\n');
    await load({
      name: 'Crm',
      kind: 'json',
      options: {},
      entities: [{ name: 'Contact', options: { path: 'a.jsonl' } }],
    });
    expect(await rowsOf('Crm_Contact')).toEqual([
      { Id: 1, Name: 'Ane', City: null },
      { Id: 2, Name: null, City: 'Bilbo' },
    ]);
    put('b.json', '[{"Id":7}]');
    await load({
      name: 'Crm',
      kind: 'json',
      options: {},
      entities: [{ name: 'Contact', options: { path: 'b.json' } }],
    });
    expect(await rowsOf('Crm_Contact')).toEqual([{ Id: 7 }]);
  });
});
