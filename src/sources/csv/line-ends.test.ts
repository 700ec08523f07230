import { describe, expect, it } from 'vitest';
import { LineEnds } from './line-ends.ts';

function even(text: string, size: number, marks = { delimiter: ',', quote: '"' }): string {
  const bytes = Buffer.from(text);
  const ends = new LineEnds(marks);
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    ends.even(bytes.subarray(index * size, (index + 1) * size)),
  );
  return Buffer.concat(chunks).toString();
}

describe.each([1, 2, 3, 1000])('line ends, made even in chunks of %i bytes', (size) => {
  it.each([
    ['three ways to end a line', 'a,b\r\n1,2\r3,4\n\n5,6', 'a,b\n1,2\n3,4\n\n5,6'],
    ['line ends in quotes', 'a,"b\r\nc"\r\nd,"e\rf\n"\r\n', 'a,"b\r\nc"\nd,"e\rf\n"\n'],
    ['a doubled quote', '"a ""b""\r\n",c\r\n', '"a ""b""\r\n",c\n'],
    ['a quote inside of a bare field', 'a 5" pipe,b\r\nc\r\n', 'a 5" pipe,b\nc\n'],
    ['a quote that is not closed', 'a,"b\r\nc\r\n', 'a,"b\r\nc\r\n'],
    ['a byte order mark before a quote', '\ufeff"a\r\nb",ñ\r\n', '\ufeff"a\r\nb",ñ\n'],
  ])('%s', (_title, text, expected) => {
    expect(even(text, size)).toBe(expected);
  });

  it('with other marks', () => {
    expect(even("a||'b\r\n'\r\n", size, { delimiter: '||', quote: "'" })).toBe("a||'b\r\n'\n");
  });
});
