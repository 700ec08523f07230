import { describe, expect, it } from 'vitest';
import { parseDocumentText } from './document.ts';

describe('a text that is no YAML', () => {
  it.each([
    ['a: 1\n b: 2\n', 1, /indented too far/],
    ['a: b: c', 1, /not in quotes/],
    ['a: [1, 2\nb: 3', 2, /bracket is not closed/],
    ['a: "x\nb: 1', 2, /quote is not closed/],
    ['a: 1\na: 2', 2, /twice/],
    ['a:\n\t- 1\n', 2, /tab/],
    ['- a\nb: 1', 2, /cannot stand here/],
    ['key\nother: 1', 1, /not followed by ':'/],
    ['a: @x', 1, /@ or `/],
    ['a: "\\q"', 1, /backslash/],
    ['a: 1\n---\nb: 2', 2, /second document/],
    ['a:\n  - b: 1\n   c: 2\n', 3, /item of a list/],
    ['a: *x', undefined, /alias/],
  ])('%j is told in our own words, with line %s', (text, line, reason) => {
    const read = () => parseDocumentText('workspace.yaml', text);
    expect(read).toThrow(
      expect.objectContaining({
        code: 'FLX_WORKSPACE_SYNTAX',
        message: expect.stringMatching(reason),
        place: expect.objectContaining(line === undefined ? { file: 'workspace.yaml' } : { line }),
      }),
    );
  });
});
