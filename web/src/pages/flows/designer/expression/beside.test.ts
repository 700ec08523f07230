import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { expressionAt, expressionOf, isInExpression, tokensIn, withExpression } from './beside.ts';
import { bracesBesideText } from './editor.ts';

const COUNT = "triggerOutputs()?['body/entityCount']";
const put = (text: string, from = text.length, to = from) => expressionAt(text, { from, to }, COUNT);

/** What is left in an editor when this is typed at a place. */
function typed(text: string, at: number, insert: string): string {
  const state = EditorState.create({ doc: text, extensions: bracesBesideText });
  return state.update({ changes: { from: at, insert }, userEvent: 'input.type' }).state.doc.toString();
}

describe('an expression in a text', () => {
  it.each([
    ['@', true],
    ['@concat(', true],
    ['a @{con', true],
    ['a @{x} ', false],
    ['plain', false],
    ['@@not', false],
  ])('knows whether %s ends inside an expression: %s', (text, isInside) => {
    expect(isInExpression(text)).toBe(isInside);
  });

  it('keeps its type alone, also where it takes the place of all', () => {
    expect(put('')).toBe(`@${COUNT}`);
    expect(put('old', 0, 3)).toBe(`@${COUNT}`);
  });

  it('is bare inside of another, and in braces beside text or another', () => {
    expect(put('@add(1, ')).toBe(COUNT);
    expect(put('@')).toBe(COUNT);
    expect(put('Now: ')).toBe(`@{${COUNT}}`);
    expect(put("@body('A')")).toBe(`@{${COUNT}}`);
    expect(put("@body('A') ")).toBe(`@{${COUNT}}`);
  });

  it.each([
    [`@${COUNT}`, -1, ' €', `@{${COUNT}} €`],
    [`@${COUNT}`, -1, ', it’s', `@{${COUNT}}, it’s`],
    [`@${COUNT}`, -1, "@{body('A')}", `@{${COUNT}}@{body('A')}`],
    [`@${COUNT}`, 0, 'Now: ', `Now: @{${COUNT}}`],
    [`@${COUNT}`, 0, ' ', ` @{${COUNT}}`],
  ])('gets braces as soon as text stands beside it: %s at %i %j', (text, at, insert, result) => {
    expect(typed(text, at < 0 ? text.length : at, insert)).toBe(result);
  });

  it.each([
    ["@body('A')", -1, '?'],
    ["@body('A')", -1, "?['b c']"],
    ["@body('A')", -1, '.name'],
    ["@body('A')", -1, '['],
    ["@body('A')", -1, ' '],
    ["@body('A')", -1, ')'],
    ["@body('A')", 0, '@'],
    ["@body('A')", 1, 'concat('],
    ['@concat()', 8, "'a ) b"],
    ["@concat('a)", -1, ' b'],
    ['plain', -1, ' @x'],
    ["@{body('A')}", -1, ' more'],
  ])('stays as it is while it may go on: %s at %i %j', (text, at, insert) => {
    const place = at < 0 ? text.length : at;
    expect(typed(text, place, insert)).toBe(text.slice(0, place) + insert + text.slice(place));
  });

  it('leaves the cursor behind what was typed', () => {
    const state = EditorState.create({ doc: "@body('A')", extensions: bracesBesideText });
    const changes = { from: 10, insert: '!' };
    const next = state.update({ changes, selection: { anchor: 11 }, userEvent: 'input.type' }).state;
    expect([next.doc.toString(), next.selection.main.head]).toEqual(["@{body('A')}!", 13]);
  });
});

describe('the tokens of a text', () => {
  it.each([
    ["a @{body('A')}@{item()} b", ["@{body('A')}", '@{item()}']],
    ["@{concat('}', 'it''s')}", ["@{concat('}', 'it''s')}"]],
    ["@body('A')?['b']", ["@body('A')?['b']"]],
    ['@concat(', []],
    ["@body('A') b", []],
    ['a @@{no} b@x', []],
    ['@{}', []],
  ])('of %s are %j', (text, tokens) => {
    expect(tokensIn(text).map(({ from, to }) => text.slice(from, to))).toEqual(tokens);
  });

  it.each([
    ['@{item()}', 'item()'],
    ['@item()', 'item()'],
    [' @item() ', 'item()'],
    ['item()', 'item()'],
  ])('hold an expression: %s holds %s', (token, expression) => {
    expect(expressionOf(token)).toBe(expression);
  });

  it('keep their braces with another expression', () => {
    expect([withExpression('@{item()}', '1'), withExpression('@item()', '1')]).toEqual(['@{1}', '@1']);
  });
});
