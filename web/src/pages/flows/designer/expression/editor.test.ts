import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { complete } from './editor.ts';
import { tokensFor } from './tokens.ts';

const vocabulary = {
  functions: [
    {
      name: 'concat',
      family: 'string',
      summary: 'Joins texts.',
      returns: 'string',
      example: "concat('a', 'b')",
      isDeprecated: false,
      parameters: [{ name: 'text', type: 'string', summary: '', isOptional: false, isRest: true }],
    },
  ],
  groups: [{ title: 'Get', tokens: [{ title: 'name', expression: "body('Get')?['name']", type: 'string' }] }],
};
const options = { connectors: [], wordOf: (word: string) => word };
const completeAt = (text: string, words = vocabulary) =>
  complete(new CompletionContext(EditorState.create({ doc: text }), text.length, false), words);

describe('completion', () => {
  it('offers functions with their signature inside an expression', () => {
    const option = completeAt('@con')?.options.find(({ label }) => label === 'concat');
    expect(option).toMatchObject({ detail: '(…text) → string', apply: 'concat(' });
  });

  it('offers dynamic content after a slash, wrapped as an expression', () => {
    expect(completeAt('Dear /na')?.options).toMatchObject([{ label: 'name', apply: "@{body('Get')?['name']}" }]);
  });

  it('offers dynamic content that is alone in the field as it is, with its type', () => {
    expect(completeAt('/na')?.options).toMatchObject([{ apply: "@body('Get')?['name']" }]);
  });

  it('offers the exact name first, then names that begin so, then those that hold the words', () => {
    const titles = ['Previous entity count', 'Entity count before', 'Entity count'];
    const tokens = titles.map((title) => ({ title, expression: title, type: 'integer' }));
    const options = completeAt('/Entity count', { ...vocabulary, groups: [{ title: 'When', tokens }] })?.options;
    expect(options?.map(({ label }) => label)).toEqual(titles.toReversed());
  });

  it('leaves a slash inside a word alone', () => {
    expect(completeAt('https://exa')).toBeNull();
  });
});

describe('dynamic content', () => {
  it('holds what stands in a loop until, a scope or a condition before, and not in a loop over items', () => {
    const inner = (name: string) => ({ [name]: { type: 'Compose', runAfter: {} } });
    const groups = tokensFor(
      {
        actions: {
          Until: {
            type: 'Until',
            actions: { Group: { type: 'Scope', actions: inner('A'), runAfter: {} } },
            runAfter: {},
          },
          Each: { type: 'Foreach', actions: inner('B'), runAfter: { Until: ['Succeeded'] } },
          If: { type: 'If', actions: {}, else: { actions: inner('C') }, runAfter: { Each: ['Succeeded'] } },
          Say: { type: 'Compose', runAfter: { If: ['Succeeded'] } },
        },
      },
      { role: 'action', name: 'Say' },
      options,
    );
    expect(groups.flatMap(({ tokens }) => tokens.map(({ expression }) => expression))).toEqual([
      "result('If')",
      "outputs('C')",
      "result('Each')",
      "result('Until')",
      "result('Group')",
      "outputs('A')",
    ]);
  });

  it('holds the trigger, what is over before, variables and the item of the loop', () => {
    const groups = tokensFor(
      {
        triggers: { When: { type: 'Request', inputs: { schema: { properties: { id: { type: 'integer' } } } } } },
        actions: {
          V: { type: 'InitializeVariable', inputs: { variables: [{ name: 'n', type: 'integer' }] }, runAfter: {} },
          Loop: {
            type: 'Foreach',
            runAfter: { V: ['Succeeded'] },
            actions: { C: { type: 'Compose', runAfter: {} } },
          },
        },
      },
      { role: 'action', name: 'C' },
      options,
    );
    expect(groups.flatMap(({ tokens }) => tokens.map(({ expression }) => expression))).toEqual([
      "items('Loop')",
      "variables('n')",
      "triggerOutputs()?['body/id']",
      'triggerBody()',
    ]);
  });
});
