import { describe, expect, it } from 'vitest';
import { writeJson } from './write-json.ts';

describe('JSON of an answer', () => {
  it('keeps the digits of large integers and leaves out what is undefined', () => {
    expect(writeJson({ id: 9_007_199_254_740_993n, rows: [1, 2n], nothing: undefined })).toBe(
      '{"id":9007199254740993,"rows":[1,2]}',
    );
  });
});
