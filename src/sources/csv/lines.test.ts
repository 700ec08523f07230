import { describe, expect, it } from 'vitest';
import { recordPattern } from './lines.ts';

const commas = { delimiter: ',', quote: '"' };

describe('a line that is a record by itself', () => {
  it.each<[string, string, boolean]>([
    ['fields without quotes', 'a,b,c', true],
    ['a quoted field', '"a, b",c', true],
    ['quoted fields everywhere', '"a","b","c"', true],
    ['a quoted field between others', 'a,"b",c', true],
    ['doubled quotes in a quoted field', 'a,"say ""hi""",c', true],
    ['an empty quoted field at the end', 'a,""', true],
    ['a field that goes on in the next line', 'a,"b', false],
    ['the end of a field of the line before', 'b",c', false],
    ['the end of one such field and the beginning of another', 'b","c', false],
    ['a quote in the middle of a field', '5" pipe,b', false],
    ['two quotes in the middle of fields', '5" pipe,6" pipe', false],
    ['text after a closing quote', '"a"b,c', false],
    ['a space before a quote', 'a, "b"', false],
    ['three quotes', '"""', false],
  ])('is told from %s', (_title, line, isRecord) => {
    expect(new RegExp(recordPattern(commas)).test(line)).toBe(isRecord);
  });

  it('takes delimiters and quotes literally, whatever they mean in patterns', () => {
    const pattern = new RegExp(recordPattern({ delimiter: '||', quote: "'" }));
    expect(["a||'b || c'||d", "'b'|'c'", "it's"].map((line) => pattern.test(line))).toEqual([true, false, false]);
  });
});
