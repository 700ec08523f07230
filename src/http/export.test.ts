import { describe, expect, it } from 'vitest';
import { writeCsv, writeJsonArray } from './export.ts';

type Row = Readonly<Record<string, unknown>>;

async function* chunksOf(...chunks: readonly (readonly Row[])[]) {
  yield* chunks;
}
async function textOf(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}

describe('an export', () => {
  it.each<[string, Row, string]>([
    ['quotes what has commas and quotes', { a: 'x, "y"', b: 1 }, '"x, ""y""",1'],
    ['leaves out what is not there', { a: null, b: undefined }, ','],
    ['keeps a spreadsheet from running text', { a: '=1+1', b: '+34 600 111' }, "'=1+1,+34 600 111"],
  ])('as CSV %s', async (_what, row, expected) => {
    expect(await textOf(writeCsv(chunksOf([row])))).toBe(`a,b\r\n${expected}\r\n`);
  });

  it('as CSV has one header for all chunks', async () => {
    expect(await textOf(writeCsv(chunksOf([{ a: 1 }], [], [{ a: 2 }])))).toBe('a\r\n1\r\n2\r\n');
  });

  it.each([
    [[], []],
    [
      [[{ a: 1 }], [{ a: 2 }]],
      [{ a: 1 }, { a: 2 }],
    ],
  ])('as JSON is one array (%#)', async (chunks, expected) => {
    expect(JSON.parse(await textOf(writeJsonArray(chunksOf(...chunks))))).toEqual(expected);
  });
});
