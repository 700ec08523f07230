import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { MemoryBudget, type TakeMemory } from '../../base/memory-budget.ts';
import { comparePieces, cutFiles, type KeyedFiles, rowsOf } from './compare.ts';
import { keysOf } from './match.ts';
import { packPieces, unpackPieces } from './piece.ts';
import { scanRecords } from './records.ts';
import { Turns } from './turns.ts';

const folder = mkdtempSync(join(tmpdir(), 'fluxu-pieces-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const format = { format: 'csv', delimiter: ',', quote: '"', hasHeader: true, columns: ['Id', 'Name'] } as const;

function filesOf(...contents: readonly (string | Buffer)[]): KeyedFiles {
  const paths = contents.map((content, index) => {
    const path = join(folder, `${index}.csv`);
    writeFileSync(path, content);
    return path;
  });
  return { files: { paths, format }, keyIndex: 0 };
}

const everything = () => true;
const rows = Array.from({ length: 2000 }, (_, index) => `K${index},Name of ${index * 7919}`);
const csv = (lines: readonly string[], end = '\n') => `${['Id,Name', ...lines].join(end)}${end}`;

/** Rows that came and left, when a file becomes another. */
async function compare(before: string | Buffer, after: string | Buffer) {
  const list = await cutFiles(filesOf(before), everything);
  if (!list) return 'no pieces';
  const known = { ...list, pieces: unpackPieces(packPieces(list.pieces)) };
  expect(known).toEqual(list);
  const change = await comparePieces({ ...filesOf(after), known, headRows: 10, mostNew: 0.9, take: everything });
  if (!change) return 'whole';
  const linesIn = (bytes: Buffer | undefined) => bytes?.toString().split('\n').filter(Boolean);
  const [came = [], left] = [linesIn(change.came), linesIn(change.leftKeys)];
  expect([came.length, left?.length]).toEqual([change.cameCount, change.leftCount]);
  expect(rowsOf(list.pieces) + change.cameCount - change.replacedCount - change.leftCount).toBe(change.rows);
  expect(rowsOf(change.list.pieces)).toBe(change.rows);
  return { came, replaced: change.replacedCount, left, head: linesIn(change.head) };
}

describe('pieces of a file', () => {
  it.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['a line comes at the start', ['New,Ane', ...rows], ['New,Ane'], []],
    ['a line comes in the middle', rows.toSpliced(1000, 0, 'New,Ane'), ['New,Ane'], []],
    ['a line comes at the end', [...rows, 'New,Ane'], ['New,Ane'], []],
    ['a line changes', rows.with(700, 'K700,Ane'), ['K700,Ane'], []],
    ['a line changes and one comes', ['New,Ane', ...rows.with(700, 'K700,Ane')], ['K700,Ane', 'New,Ane'], []],
    ['a key changes', rows.with(700, 'New,Name'), ['New,Name'], ['K700']],
    ['the first line leaves', rows.slice(1), [], ['K0']],
    ['the last line leaves', rows.slice(0, -1), [], [`K${rows.length - 1}`]],
    [
      'twenty lines leave and one behind them changes',
      rows.toSpliced(700, 20).with(705, 'K725,Ane'),
      ['K725,Ane'],
      Array.from({ length: 20 }, (_, index) => `K${700 + index}`),
    ],
    ['two lines change places', rows.with(700, rows[701] ?? '').with(701, rows[700] ?? ''), [], []],
    ['the halves change places', [...rows.slice(1000), ...rows.slice(0, 1000)], [], []],
  ])('tell the lines that came and left, where %s', async (_title, lines, came, left) => {
    const change = await compare(csv(rows), csv(lines));
    const isSameHead = rows.slice(0, 300).every((row, index) => lines[index] === row);
    const replaced = came.filter((line) => line.startsWith('K')).length;
    expect(change).toEqual({ came, replaced, left, head: isSameHead ? undefined : lines.slice(0, 10) });
  });

  it.each<[string, string | Buffer]>([
    ['it is the same', csv(rows)],
    ['it is packed', gzipSync(csv(rows))],
    ['its header is another', csv(rows).replace('Id,Name', 'Key,Name')],
    ['empty lines came', csv(rows).replace('\nK1000,', '\n\n\nK1000,')],
    ['one line ends otherwise', csv(rows).replace('\nK1000,', '\r\nK1000,')],
  ])('know all rows again, where %s', async (_title, after) => {
    expect(await compare(csv(rows), after)).toEqual({ came: [], replaced: 0, left: [], head: undefined });
  });

  it('need no line end after the last line, and know a longer one from it', async () => {
    expect(await compare(csv(rows), csv(rows).slice(0, -1))).toMatchObject({ came: [], left: [] });
    const longer = await compare(csv(rows).slice(0, -1), `${csv(rows).slice(0, -1)}00\n`);
    expect(longer).toMatchObject({ came: [`${rows.at(-1)}00`], replaced: 1, left: [] });
  });

  it('find keys in any field, in quotes or between longer delimiters', async () => {
    const compareBy = async (delimiter: string, line: (row: number, text: string) => string) => {
      const [before, after] = ['Ane', 'Jon'].map((name) =>
        Array.from({ length: 300 }, (_, row) => line(row, row === 200 ? name : 'Miren'))
          .concat('')
          .join('\n'),
      ) as [string, string];
      const keyed = (content: string) => {
        const { files } = filesOf(content);
        return { files: { ...files, format: { ...format, delimiter, hasHeader: false } }, keyIndex: 1 };
      };
      const list = await cutFiles(keyed(before), everything);
      const known = list ?? { size: 0, pieces: [] };
      const change = await comparePieces({ ...keyed(after), known, headRows: 10, mostNew: 0.9, take: everything });
      return [change?.came.toString(), change?.replacedCount, known.pieces.length > 1];
    };
    const quoted = (row: number, text: string) =>
      `"${text}, ""${text}""\n","K,${row}",${String(row).padStart(60, 'x')}`;
    expect(await compareBy(',', quoted)).toEqual([`${quoted(200, 'Jon')}\n`, 1, true]);
    const barred = (row: number, text: string) => `${text}||K${row}||${String(row).padStart(60, 'x')}`;
    expect(await compareBy('||', barred)).toEqual([`${barred(200, 'Jon')}\n`, 1, true]);
  });

  it('hold quoted fields whole, whatever line ends are in them', async () => {
    const text = 'one\n'.repeat(400);
    const lines = rows.with(1000, `K1000,"${text} ""quoted"""`);
    const list = await cutFiles(filesOf(csv(lines)), everything);
    expect(list?.pieces.reduce((total, piece) => total + piece.rows, 0)).toBe(rows.length);
    const [before, after] = [list, await cutFiles(filesOf(csv(lines.with(1100, 'K1100,Ane'))), everything)];
    const known = new Set(before?.pieces.map(({ fingerprint }) => fingerprint));
    expect(after?.pieces.filter(({ fingerprint }) => !known.has(fingerprint)).length).toBeLessThan(5);
  });

  it.each<[string, string]>([
    ['every line ends otherwise', csv(rows, '\r\n')],
    ['most rows are others', csv(rows.map((row) => `${row}!`))],
    ['a row stands there twice', csv([...rows.slice(0, 1000), rows[5] ?? '', rows[5] ?? '', ...rows.slice(1000)])],
    ['a key is too long', csv(rows.with(5, `${'K'.repeat(70_000)},Ane`))],
    ['a quote is never closed', csv(rows.with(5, 'K5,"Ane'))],
    ['a quote stands inside of a field', csv(rows.with(5, 'K5,An"e'))],
    ['a line ends with a carriage return only', csv(rows.with(5, 'K5,Ane\rK6,Jon'))],
    ['bytes are no UTF-8', csv(rows).replace('K9,', 'K\u00e9,')],
  ])('are given up, where %s', async (title, after) => {
    expect(await compare(csv(rows), title.includes('UTF-8') ? Buffer.from(after, 'latin1') : after)).toBe('whole');
  });

  it('hold the rows of several files with their keys, and none where there are none', async () => {
    const list = await cutFiles(filesOf(csv(rows.slice(0, 900)), csv(rows.slice(900), '\r\n')), everything);
    expect(rowsOf(list?.pieces ?? [])).toBe(rows.length);
    expect(keysOf(list?.pieces ?? []).toString()).toBe(rows.map((_row, index) => `K${index}\n`).join(''));
    expect((await cutFiles(filesOf(''), everything))?.pieces).toEqual([]);
    expect((await cutFiles(filesOf('Id,Name\n'), everything))?.pieces).toEqual([]);
  });
});

describe('memory for pieces', () => {
  const before = Array.from({ length: 2000 }, (_, index) => `K${index},${'x'.repeat(60)}`);
  /** What is there with so many bytes to take, and how many were taken of no end of them. */
  const within = <Result>(bytes: number, work: (take: TakeMemory) => Promise<Result>) =>
    work(new MemoryBudget(bytes).take);
  async function taken(work: (take: TakeMemory) => Promise<unknown>): Promise<number> {
    let total = 0;
    await work((bytes) => {
      total += bytes;
      return true;
    });
    return total;
  }

  it('is taken for all notes twice; one byte less, and there are none', async () => {
    const cut = (take: TakeMemory) => cutFiles(filesOf(csv(before)), take);
    const [list, bytes] = [await cut(everything), await taken(cut)];
    const packed = packPieces(list?.pieces ?? []).length;
    expect(bytes).toBeGreaterThan(2 * packed - 32 * (list?.pieces.length ?? 0));
    expect(await within(bytes, cut)).toEqual(list);
    expect(await within(bytes - 1, cut)).toBeUndefined();
  });

  it.each<[string, readonly string[], number]>([
    ['that are known', before, 2 * 2000 * 10],
    ['that are known and lines that came', before.map((line, row) => (row < 1000 ? `${line}!` : line)), 2 * 65_000],
    ['that are known and lines here and there', before.map((line, row) => (row % 50 ? line : `${line}!`)), 65_000],
    ['that are known and gone', before.slice(0, 100), 1900 * 100],
  ])('is taken for the notes %s; one byte less, and all is read', async (_title, after, least) => {
    const known = await cutFiles(filesOf(csv(before)), everything);
    if (!known) throw new Error('The file has no pieces.');
    const files = filesOf(csv(after));
    const compareIn = (take: TakeMemory) => comparePieces({ ...files, known, headRows: 10, mostNew: 0.9, take });
    const bytes = await taken(compareIn);
    expect(bytes).toBeGreaterThan(least);
    expect(await within(bytes, compareIn)).toEqual(await compareIn(everything));
    expect(await within(bytes - 1, compareIn)).toBeUndefined();
  });
});

describe('turns', () => {
  it('begin when the work before has ended, even if it failed', async () => {
    const [turns, told] = [new Turns(), [] as string[]];
    const first = turns.take(async () => {
      await readFile(import.meta.filename);
      told.push('first');
      throw new Error('first');
    });
    const second = turns.take(async () => told.push('second'));
    await expect(first).rejects.toThrow('first');
    expect(await second).toBe(2);
    expect(told).toEqual(['first', 'second']);
  });
});

describe('records', () => {
  const commas = { quote: 34, delimiter: 44 };
  it.each<[string, string, number | 'open' | 'doubtful']>([
    ['lines', 'a,b\nc,d\n', 2],
    ['a last line without an end', 'a,b\nc,d', 2],
    ['empty lines', '\na,b\n\r\n\nc,d\n', 2],
    ['carriage returns before line ends', 'a,b\r\nc,d\r\n', 2],
    ['quoted fields', '"a","b"\n"c","d"\r\n', 2],
    ['a quoted line end', 'a,"b\nb",c\nd,e,f\n', 2],
    ['doubled quotes and delimiters in quotes', 'a,"say ""hi"", he said"\n""\n', 2],
    ['an open quote', 'a,"b\nc,d\n', 'open'],
    ['text after a closing quote', '"a"b,c\n', 'doubtful'],
    ['a quote in the middle of a field', '5" pipe,b\n', 'doubtful'],
    ['a space before a quote', 'a, "b"\n', 'doubtful'],
    ['a carriage return by itself', 'a\rb,c\n', 'doubtful'],
  ])('are counted: %s', (_title, text, expected) => {
    const records = scanRecords(Buffer.from(text), commas);
    const found = records?.isOpen ? 'open' : (records?.count ?? 'doubtful');
    expect(found).toBe(expected);
  });

  it('end after as many as are asked for', () => {
    expect(scanRecords(Buffer.from('a,"b\n"\n\nc,d\ne,f\n'), commas, { most: 2 })).toMatchObject({ count: 2, end: 12 });
  });

  it('with quotes are doubtful where the delimiter is longer than a byte', () => {
    expect(scanRecords(Buffer.from('a||"b"\n'), { quote: 34, delimiter: undefined })).toBeUndefined();
    expect(scanRecords(Buffer.from('a||b\n'), { quote: 34, delimiter: undefined })).toMatchObject({ count: 1 });
  });
});
