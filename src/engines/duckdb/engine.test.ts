import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FluxuError } from '../../base/errors.ts';
import { CHANGE_FILES, type EngineSession, isChangeFile } from '../../sql/engine.ts';
import { id, join as joinSql, type Sql, sql } from '../../sql/sql.ts';
import { duckdbEngine } from './engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'fluxu-engine-'));
let session: EngineSession;

beforeAll(async () => {
  session = await duckdbEngine.open({ workFolder: join(folder, 'work'), memoryLimit: '500MB', threads: 2 });
});
afterAll(() => session.close());

describe('the DuckDB engine', () => {
  it('binds values and quotes identifiers, so that neither can break out', async () => {
    const hostile = `x"; drop table "y'; --`;
    await session.run(sql`create table ${id(hostile)} as select ${hostile} as v`);
    expect(await session.value(sql`select v from ${id(hostile)}`)).toBe(hostile);
  });

  it.each([
    ['a small bigint is a number', sql`cast(7 as bigint)`, 7],
    ['a bigint beyond 2^53 is text', sql`cast(9007199254740993 as bigint)`, '9007199254740993'],
    ['a decimal loses its trailing zeros', sql`cast(12.5 as decimal(38,9))`, 12.5],
    [
      'a long decimal is text',
      sql`cast('12345678901234567890.123456789' as decimal(38,9))`,
      '12345678901234567890.123456789',
    ],
    ['a date is ISO text', sql`date '2026-02-28'`, '2026-02-28'],
    ['a moment is ISO text', sql`timestamp '2026-02-28 06:00:00'`, '2026-02-28T06:00:00Z'],
    [
      'a moment before 1970 keeps its microseconds',
      sql`timestamp '1969-12-31 23:59:59.999999'`,
      '1969-12-31T23:59:59.999999Z',
    ],
    ['null is null', sql`null`, null],
  ])('%s', async (_title, expression, expected) => {
    expect(await session.value(sql`select ${expression}`)).toBe(expected);
  });

  it('gives integer columns without copying row by row, and takes them back', async () => {
    await session.insertIntegerPairs(
      'pairs',
      ['a', 'b'],
      Int32Array.from({ length: 5000 }, (_, i) => i),
      Int32Array.from({ length: 5000 }, (_, i) => i * 2),
    );
    const { left, right } = await session.integerPairs(sql`select a, b from pairs order by a`);
    expect([left.length, left[4999], right[4999]]).toEqual([5000, 4999, 9998]);
  });

  it('inserts typed rows and knows their columns', async () => {
    await session.insert(
      'typed',
      [
        { name: 'n', type: 'integer' },
        { name: 'd', type: 'date' },
      ],
      [
        [
          { n: 1, d: '2026-01-01' },
          { n: null, d: null },
        ],
      ],
    );
    expect(await session.columns('typed')).toEqual([
      { name: 'n', type: 'integer' },
      { name: 'd', type: 'date' },
    ]);
    expect(await session.rows(sql`select * from typed order by n nulls last`)).toEqual([
      { n: 1, d: '2026-01-01' },
      { n: null, d: null },
    ]);
  });

  it('saves a snapshot file and reads it back under a name', async () => {
    const path = join(folder, "it's.parquet");
    await session.saveFile(sql`select 42 as answer`, path, 'parquet');
    await session.attachFile('answer', [path]);
    expect(await session.rows(sql`select * from answer`)).toEqual([{ answer: 42 }]);
  });

  it('tells the columns of the file that a name stands for now', async () => {
    const paths = [join(folder, 'one.parquet'), join(folder, 'two.parquet')] as const;
    await session.saveFile(sql`select 1 as one`, paths[0], 'parquet');
    await session.saveFile(sql`select 'b' as two`, paths[1], 'parquet');
    await session.attachFile('told', [paths[0]]);
    expect(await session.columns('told')).toEqual([{ name: 'one', type: 'integer' }]);
    await session.attachFile('told', [paths[1]]);
    expect(await session.columns('told')).toEqual([{ name: 'two', type: 'string' }]);
    await session.drop('told');
    expect(await session.columns('told')).toBeUndefined();
  });

  it.each<[string, number | undefined, Sql]>([
    ['that creates a table', 3, sql`create or replace table written as select * from range(3)`],
    ['that adds rows', 2, sql`insert into written select * from range(2)`],
    ['that creates a view', undefined, sql`create or replace view seen as select 1`],
  ])('tells how many rows a statement wrote %s', async (_what, rows, statement) => {
    await session.run(sql`create table if not exists written (n bigint)`);
    expect(await session.run(statement)).toBe(rows);
  });

  it('makes tables of the same name apart in an area, which reads the rest from the session', async () => {
    await session.run(sql`create table shared as select 1 as n`);
    await session.run(sql`create table shadowed as select 1 as n`);
    const area = await session.area('part');
    await area.run(sql`create table shadowed as select n + 1 as other from ${area.outer('shadowed')}`);
    await area.createFileTable('shared_file', sql`select 3 as n`);
    expect(await area.rows(sql`select n, other from shared, shadowed`)).toEqual([{ n: 1, other: 2 }]);
    expect(await area.columns('shadowed')).toEqual([{ name: 'other', type: 'integer' }]);
    await area.drop('shared');
    await area.close();
    expect(await session.rows(sql`select * from shared, shadowed`)).toHaveLength(1);
    expect(await session.columns('shared_file')).toBeUndefined();
    const again = await session.area('part');
    expect(await again.rows(sql`select * from shadowed, shared_file`)).toEqual([{ other: 2, n: 3 }]);
    const second = await again.fork();
    expect(await second.rows(sql`select * from shadowed`)).toEqual([{ other: 2 }]);
    await second.close();
    await again.close();
  });

  it('stops what runs in an area together with the session', async () => {
    const fork = await session.fork();
    const area = await fork.area('stopped');
    const endless = area.run(
      sql`create table endless as select count(*) as n from range(10000000) as a, range(10000000) as b`,
    );
    const stop = setInterval(() => fork.interrupt(), 5);
    await expect(endless).rejects.toMatchObject({ code: 'FLX_ENGINE_INTERRUPTED' });
    clearInterval(stop);
    await area.close();
    await fork.close();
  });

  it('keeps a file and what changed in it, counted from that file, until the changes are many', async () => {
    const paths = { gone: join(folder, 'many.gone.parquet'), rows: join(folder, 'many.rows.parquet') };
    await session.saveFile(sql`select range as n, 'old' as v from range(100)`, join(folder, 'many.parquet'), 'parquet');
    await session.attachFile('many_0', [join(folder, 'many.parquet')]);
    const put = (numbers: Sql, value: string) => ({
      keys: ['n'],
      gone: sql`select n from (${numbers})`,
      rows: sql`select n, ${value} as v from (${numbers})`,
    });
    await session.createChangedTable('many_1', {
      previous: 'many_0',
      ...put(sql`select 7 as n union select 200`, 'new'),
    });
    expect(await session.saveChanges('many_1', paths)).toBe('added');
    await session.attachFile('many_1_saved', [join(folder, 'many.parquet'), paths.gone, paths.rows]);
    const gone = {
      previous: 'many_1_saved',
      keys: ['n'],
      gone: sql`select 200 as n union select 8`,
      rows: sql`select 0 as n, '' as v where false`,
    };
    await session.createChangedTable('many_2', gone);
    expect(await session.rows(sql`select * from many_2 where n in (6, 7, 8, 200) order by n`)).toEqual([
      { n: 6, v: 'old' },
      { n: 7, v: 'new' },
    ]);
    expect(await session.rowCount('many_2')).toBe(99);
    const differing = await session.differingRows('many_2', 'many_1_saved');
    const sorted = (rows = sql`select 'unknown' as n`) => session.rows(sql`select * from (${rows}) order by n`);
    expect(await sorted(differing?.now)).toEqual([]);
    expect(await sorted(differing?.before)).toEqual([
      { n: 8, v: 'old' },
      { n: 200, v: 'new' },
    ]);
    expect(await session.differingRows('many_1', 'others')).toBeUndefined();
    const few = await session.rowsWhere('many_2', sql`n in (6, 7, 8)`, { hasPlaces: true });
    expect(await sorted(few)).toEqual([
      { n: 6, v: 'old', __place: 6 },
      { n: 7, v: 'new', __place: expect.any(Number) },
    ]);
    await session.createChangedTable('many_4', {
      ...gone,
      previous: 'many_2',
      gone: sql`select n from (${few})`,
      gonePlaces: sql`select __place from (${few})`,
    });
    expect(await sorted(await session.rowsWhere('many_4', sql`n < 10 and n > 4`))).toEqual([
      { n: 5, v: 'old' },
      { n: 9, v: 'old' },
    ]);
    expect(await session.rowCount('many_4')).toBe(97);
    await session.createChangedTable('many_3', {
      previous: 'many_1_saved',
      ...put(sql`select range as n from range(10, 20)`, 'newer'),
    });
    const others = { gone: join(folder, 'others.gone.parquet'), rows: join(folder, 'others.rows.parquet') };
    expect(await session.saveChanges('many_3', others)).toBeUndefined();
    expect(await session.rows(sql`select v, count(*) as c from many_3 group by v order by v`)).toEqual([
      { v: 'new', c: 2 },
      { v: 'newer', c: 10 },
      { v: 'old', c: 89 },
    ]);
  });

  it('writes a table whole that has columns by which places are told', async () => {
    const path = join(folder, 'own-places.parquet');
    const index = id('File_Index');
    await session.saveFile(sql`select range as n, 7 as ${index}, 0 as version from range(100)`, path, 'parquet');
    await session.attachFile('own_0', [path]);
    for (const version of [1, 2])
      await session.createChangedTable(`own_${version}`, {
        previous: `own_${version - 1}`,
        keys: ['n'],
        gone: sql`select ${version} as n`,
        rows: sql`select ${version} as n, 8 as ${index}, ${version} as version`,
      });
    const found = await session.rows(
      sql`select version, ${index} as place, count(*) as c from own_2 group by all order by version`,
    );
    expect(found).toEqual([
      { version: 0, place: 7, c: 98 },
      { version: 1, place: 8, c: 1 },
      { version: 2, place: 8, c: 1 },
    ]);
  });

  it('keeps each change of a table in files of its own, and makes one of many', async () => {
    const place = (name: string) => join(folder, `often${name}`);
    await session.saveFile(sql`select range as n, 0 as version from range(1000)`, place('.parquet'), 'parquet');
    let files = [place('.parquet')];
    const versions = new Map<unknown, number>();
    const methods: unknown[] = [];
    for (let version = 1; version <= 10; version++) {
      const [previous, table] = [`often_${version}_before`, `often_${version}`];
      await session.attachFile(previous, files);
      const changed = [7, version, 1000 + version];
      for (const n of changed) versions.set(n, version);
      const keys = sql`select distinct unnest([${joinSql(changed.map((n) => sql`${n}`))}]) as n`;
      const found = await session.rowsWhere(previous, sql`n in (${keys})`, { hasPlaces: true });
      await session.createChangedTable(table, {
        ...{ previous, keys: ['n'], gone: keys, rows: sql`select n, ${version} as version from (${keys})` },
        gonePlaces: version % 2 === 0 ? sql`select __place from (${found})` : undefined,
      });
      const paths = { gone: place(`${version}.gone.parquet`), rows: place(`${version}.rows.parquet`) };
      const method = await session.saveChanges(table, paths);
      methods.push(method);
      files = files.filter((file) => !isChangeFile(file) || (method === 'added' && file.endsWith(CHANGE_FILES.rows)));
      files.push(paths.gone, paths.rows);
      await session.attachFile('often_saved', files);
      const rows = [...versions].map(([n, newest]) => ({ n, version: newest }));
      for (const name of [table, 'often_saved']) {
        const query = sql`select * from ${id(name)} where version > 0`;
        expect(new Set(await session.rows(query))).toEqual(new Set(rows));
        expect(await session.rowCount(name)).toBe(1000 + version);
        const now = (await session.differingRows(name, previous))?.now ?? query;
        expect(await session.rows(sql`select n from (${now}) where version = ${version} order by n`)).toEqual(
          await session.rows(sql`select n from (${keys}) order by n`),
        );
      }
    }
    expect(methods).toEqual(methods.map((_method, index) => (index === 8 ? 'folded' : 'added')));
    expect(files).toHaveLength(4);
  });

  it('says what was wrong with a statement, and shows it', async () => {
    await expect(session.run(sql`select * from nothing_here`)).rejects.toMatchObject({
      code: 'FLX_ENGINE',
      place: { excerpt: 'select * from nothing_here' },
    });
  });

  it('names a missing file', async () => {
    await expect(session.rows(sql`select * from read_parquet('/nowhere/none.parquet')`)).rejects.toMatchObject({
      code: 'FLX_ENGINE_FILE',
    });
  });

  it('says how to write a memory limit that it does not take', async () => {
    const options = { workFolder: join(folder, 'limits'), memoryLimit: 'lots', threads: 1 };
    await expect(duckdbEngine.open(options)).rejects.toMatchObject({ code: 'FLX_ENGINE_LIMITS' });
  });

  it('tells the limit where memory runs out, and not the statement', async () => {
    const small = await duckdbEngine.open({ workFolder: join(folder, 'small'), memoryLimit: '64MB', threads: 1 });
    const work = small.run(
      sql`create table t as select list(cast(range as varchar)) as all_of_them from range(5000000)`,
    );
    const fault = await work.catch((error: FluxuError) => error.toJSON());
    await small.close();
    expect(fault).toMatchObject({
      code: 'FLX_ENGINE_MEMORY',
      message: expect.stringContaining("limit '64MB'"),
      mend: expect.stringContaining('FLUXU_MEMORY_LIMIT'),
    });
    expect(JSON.stringify(fault)).not.toContain('create table');
  });

  it('keeps a fifth of the memory for what lies beside its buffers', async () => {
    expect(await session.value(sql`select current_setting('memory_limit')`)).toBe('381.4 MiB');
    const fork = await session.fork();
    const taken = await session.processMemory.hold(
      async ({ take }) => [
        take(50_000_001),
        take(50_000_000),
        await fork.processMemory.hold(
          async (other) => other.take(1),
          () => 0,
        ),
      ],
      () => 0,
    );
    await fork.close();
    expect(taken).toEqual([false, true, false]);
  });

  it('never fetches an extension', async () => {
    await expect(session.run(sql`load httpfs`)).rejects.toMatchObject({ code: 'FLX_ENGINE_FILE' });
  });
});
