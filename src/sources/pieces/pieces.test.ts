import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { LineFiles } from '../kind.ts';
import { comparePieces, cutFiles } from './compare.ts';
import { packPieces, unpackPieces } from './piece.ts';
import { scanRecords } from './records.ts';
import { Turns } from './turns.ts';

const folder = mkdtempSync(join(tmpdir(), 'fluxu-pieces-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const format = { format: 'csv', delimiter: ',', quote: '"', hasHeader: true, columns: ['Id', 'Name'] } as const;

function filesOf(...contents: readonly (string | Buffer)[]): LineFiles {
  const paths = contents.map((content, index) => {
    const path = join(folder, `${index}.csv`);
    writeFileSync(path, content);
    return path;
  });
  return { paths, format };
}

const rows = Array.from({ length: 2000 }, (_, index) => `K${index},Name of ${index * 7919}`);
const csv = (lines: readonly string[], end = '\n') => `${['Id,Name', ...lines].join(end)}${end}`;

/** Rows of pieces that are new and gone, when a file becomes another. */
async function compare(before: string | Buffer, after: string | Buffer) {
  const list = await cutFiles(filesOf(before));
  if (!list) return 'no pieces';
  const known = { ...list, pieces: unpackPieces(packPieces(list.pieces)) };
  const paths = { newPath: join(folder, 'new.csv'), headPath: join(folder, 'head.csv') };
  const change = await comparePieces({ files: filesOf(after), known, ...paths, headRows: 10, mostNew: 0.6 });
  if (!change) return 'whole';
  const linesIn = (path: string) => readFileSync(path, 'utf8').split('\n').filter(Boolean);
  const came = linesIn(paths.newPath);
  expect(came).toHaveLength(change.newRows);
  const gone = change.gone.reduce((total, piece) => total + piece.rows, 0);
  expect(known.pieces.reduce((total, piece) => total + piece.rows, 0) - gone + change.newRows).toBe(change.rows);
  return { came, gone, head: linesIn(paths.headPath) };
}

const few = expect.toSatisfy((count: number) => count < 60);

describe('pieces of a file', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['a line comes at the start', ['New,Ane', ...rows], ['New,Ane']],
    ['a line comes in the middle', rows.toSpliced(1000, 0, 'New,Ane'), ['New,Ane']],
    ['a line comes at the end', [...rows, 'New,Ane'], ['New,Ane']],
    ['a line changes', rows.with(700, 'K700,Ane'), ['K700,Ane']],
    ['the first line leaves', rows.slice(1), []],
    ['the last line leaves', rows.slice(0, -1), []],
    ['the halves change places', [...rows.slice(1000), ...rows.slice(0, 1000)], []],
  ])('are new only around a change, where %s', async (_title, lines, news) => {
    const change = await compare(csv(rows), csv(lines));
    if (typeof change === 'string') throw new Error(change);
    expect(change.came).toEqual(expect.arrayContaining([...news]));
    expect(change.came.length).toBeLessThan(60);
    expect(change.gone).toBeLessThan(60);
    expect(change.head).toEqual(lines.slice(0, 10));
  });

  it.each<[string, string | Buffer]>([
    ['it is the same', csv(rows)],
    ['it is packed', gzipSync(csv(rows))],
    ['its header is another', csv(rows).replace('Id,Name', 'Key,Name')],
    ['empty lines came', csv(rows).replace('\nK1000,', '\n\n\nK1000,')],
  ])('know all rows again, where %s', async (_title, after) => {
    expect(await compare(csv(rows), after)).toMatchObject({ gone: few, head: rows.slice(0, 10) });
  });

  it('need no line end after the last line, and know a longer one from it', async () => {
    expect(await compare(csv(rows), csv(rows).slice(0, -1))).toMatchObject({ gone: few });
    const longer = await compare(csv(rows).slice(0, -1), `${csv(rows).slice(0, -1)}00\n`);
    expect(longer).toMatchObject({ came: expect.arrayContaining([`${rows.at(-1)}00`]) });
  });

  it('hold quoted fields whole, whatever line ends are in them', async () => {
    const text = 'one\n'.repeat(400);
    const lines = rows.with(1000, `K1000,"${text} ""quoted"""`);
    const list = await cutFiles(filesOf(csv(lines)));
    expect(list?.pieces.reduce((total, piece) => total + piece.rows, 0)).toBe(rows.length);
    const [before, after] = [list, await cutFiles(filesOf(csv(lines.with(1100, 'K1100,Ane'))))];
    const known = new Set(before?.pieces.map(({ fingerprint }) => fingerprint));
    expect(after?.pieces.filter(({ fingerprint }) => !known.has(fingerprint)).length).toBeLessThan(5);
  });

  it.each<[string, string]>([
    ['every line ends otherwise', csv(rows, '\r\n')],
    ['most rows are others', csv(rows.map((row) => `${row}!`))],
    ['a quote is never closed', csv(rows.with(5, 'K5,"Ane'))],
    ['a quote stands inside of a field', csv(rows.with(5, 'K5,An"e'))],
    ['a line ends with a carriage return only', csv(rows.with(5, 'K5,Ane\rK6,Jon'))],
    ['bytes are no UTF-8', csv(rows).replace('K9,', 'K\u00e9,')],
  ])('are given up, where %s', async (title, after) => {
    expect(await compare(csv(rows), title.includes('UTF-8') ? Buffer.from(after, 'latin1') : after)).toBe('whole');
  });

  it('number the rows of several files, and have none where there are none', async () => {
    const list = await cutFiles(filesOf(csv(rows.slice(0, 900)), csv(rows.slice(900), '\r\n')));
    let next = 1;
    for (const piece of list?.pieces ?? []) {
      expect(piece.first).toBe(next);
      next += piece.rows;
    }
    expect(next - 1).toBe(rows.length);
    expect((await cutFiles(filesOf('')))?.pieces).toEqual([]);
    expect((await cutFiles(filesOf('Id,Name\n')))?.pieces).toEqual([]);
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
    expect(scanRecords(Buffer.from('a,"b\n"\n\nc,d\ne,f\n'), commas, 2)).toMatchObject({ count: 2, end: 12 });
  });

  it('with quotes are doubtful where the delimiter is longer than a byte', () => {
    expect(scanRecords(Buffer.from('a||"b"\n'), { quote: 34, delimiter: undefined })).toBeUndefined();
    expect(scanRecords(Buffer.from('a||b\n'), { quote: 34, delimiter: undefined })).toMatchObject({ count: 1 });
  });
});
