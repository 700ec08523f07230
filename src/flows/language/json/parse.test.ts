import { describe, expect, it } from 'vitest';
import { findJsonFault, MAX_JSON_DEPTH, parseJson } from './parse.ts';

describe('the fault of a text that should be JSON', () => {
  it.each([
    ['', { problem: 'the text ends', position: 0 }],
    ['[1, 2', { problem: "',' or ']' is expected", position: 5 }],
    ['{"a": yes}', { problem: "'y' cannot stand here", position: 6 }],
  ])('is told with its place: %j', (text, fault) => {
    expect(findJsonFault(text)).toEqual(fault);
    expect(() => parseJson(text)).toThrow(
      expect.objectContaining({
        code: 'FLX_FLOW_JSON',
        message: `This is not JSON: ${fault.problem} at position ${fault.position}.`,
      }),
    );
  });

  it('is none in JSON, nor where it only nests too deep', () => {
    expect(findJsonFault('{"a": [1, null]}')).toBeUndefined();
    const depth = MAX_JSON_DEPTH + 1;
    expect(findJsonFault('['.repeat(depth) + ']'.repeat(depth))).toBeUndefined();
  });

  it('does not hide what is no fault of the text', () => {
    expect(() => findJsonFault(undefined as unknown as string)).toThrow(TypeError);
  });
});
