import { describe, expect, it } from 'vitest';
import { jsonFaultIn } from './json-fault.ts';

describe('the fault of a text that is no JSON', () => {
  it.each([
    ['a value that is missing', '{\n  "a": }', { line: 2, column: 8, found: '}' }],
    ['a comma that is missing', '{"a": 1 "b": 2}', { line: 1, column: 9, found: '"' }],
    ['a word', '{\n\n"a": yes}', { line: 3, column: 6, found: 'yes' }],
    ['a bracket that is not closed', '{"a": [1, 2', { line: 1, column: 12, found: '' }],
    ['nothing', '', { line: 1, column: 1, found: '' }],
  ])('is found at %s', (_what, text, place) => {
    expect(jsonFaultIn(text)).toMatchObject(place);
  });

  it('is none in JSON', () => {
    expect(jsonFaultIn('{"a": [1, "b", null]}')).toBeUndefined();
  });
});
