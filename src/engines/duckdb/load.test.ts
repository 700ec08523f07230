import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { duckdbEngine } from './engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'fluxu-load-'));
let session: EngineSession;

beforeAll(async () => {
  session = await duckdbEngine.open({ workFolder: join(folder, 'work'), memoryLimit: '500MB', threads: 2 });
});
afterAll(() => session.close());

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const commas = { format: 'csv', delimiter: ',', quote: '"', hasHeader: true } as const;

describe('loading files into DuckDB', () => {
  it('keeps the rows of a file too large for one thread in their order and numbers them', async () => {
    const lines = Array.from({ length: 300_000 }, (_, index) => `${index + 1},${'x'.repeat(40)}`);
    const path = file('large.csv', `n,text\n${lines.join('\n')}\n`);
    await session.loadFiles({ table: 'large', paths: [path], format: { ...commas, columns: ['n', 'text'] } });
    const misplaced = sql`select count(*) from large where cast(n as bigint) <> __row`;
    expect([await session.rowCount('large'), await session.value(misplaced)]).toEqual([300_000, 0]);
  });

  it('sets lines that are no rows apart, each with its reason', async () => {
    const path = file('ragged.csv', 'a,b\n1,"x\ny"\n2\n3,4,5\n6,7\n');
    const loaded = await session.loadFiles({
      table: 'ragged',
      paths: [path],
      format: { ...commas, columns: ['a', 'b'] },
    });
    expect(loaded.rejectedRows).toBe(2);
    expect(await session.rows(sql`select a, b, __row from ragged`)).toEqual([
      { a: '1', b: 'x\ny', __row: 1 },
      { a: '6', b: '7', __row: 2 },
    ]);
    expect(await session.rows(sql`select reason, text from ${id('ragged__rejects')}`)).toEqual([
      { reason: 'The line has too few fields: expected number of columns: 2 found: 1.', text: '2' },
      { reason: 'The line has too many fields: expected number of columns: 2 found: 3.', text: '3,4,5' },
    ]);
  });

  it('makes one text column for each key of JSON lines, in order of appearance', async () => {
    const path = file('lines.jsonl', '{"id":1,"o":{"x":[1]}}\n{broken\n\n[1]\n{"id":12345678901234567890,"Id":true}\n');
    const loaded = await session.loadFiles({
      table: 'lines',
      paths: [path],
      format: { format: 'json', shape: 'lines' },
    });
    expect(loaded.columns.map((column) => column.name)).toEqual(['id', 'o', 'Id_2']);
    expect(await session.rows(sql`select id, o, ${id('Id_2')} as again from lines order by __row`)).toEqual([
      { id: '1', o: '{"x":[1]}', again: null },
      { id: '12345678901234567890', o: null, again: 'true' },
    ]);
    expect(await session.rows(sql`select line, reason from lines__rejects`)).toEqual([
      { line: 2, reason: 'The line is not valid JSON.' },
      { line: 4, reason: 'The line is no JSON object.' },
    ]);
  });

  it.each([
    ['iso', '2019-03-04T10:00:00+02:00', '2019-03-04T08:00:00Z'],
    ['iso', '2019-03-04', '2019-03-04T00:00:00Z'],
    ['M/d/yyyy', '3/4/2019', '2019-03-04T00:00:00Z'],
    ['d.M.yyyy HH:mm', '4.3.2019 13:05', '2019-03-04T13:05:00Z'],
    ['d MMM yyyy h:mm tt', '4 Mar 2019 1:05 PM', '2019-03-04T13:05:00Z'],
    ['M/d/yyyy', '25/12/2019', null],
  ])('reads moments of the format %s: %s', async (format, text, expected) => {
    expect(await session.value(sql`select ${session.dialect.parseMoment(sql`${text}`, format)}`)).toBe(expected);
  });
});
