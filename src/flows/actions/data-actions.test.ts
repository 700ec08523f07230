import { describe, expect, it } from 'vitest';
import { runStep } from '../../../test/support/action-call.ts';
import type { EvaluationContext, ValueObject } from '../language/index.ts';
import type { TaskAction } from './action.ts';
import { join } from './join.ts';
import { query } from './query.ts';
import { select } from './select.ts';
import { table } from './table.ts';

const context: EvaluationContext = {
  parameters: {
    numbers: [1, 2, 3, 4],
    people: [
      { name: 'Ane', age: 31 },
      { name: 'Jon, "JJ"', age: null },
    ],
    separator: '; ',
  },
};

const rows: readonly (readonly [string, TaskAction, ValueObject, unknown])[] = [
  [
    'Query keeps what fits',
    query,
    { from: "@parameters('numbers')", where: '@greater(item(), 2)' },
    { status: 'Succeeded', outputs: { body: [3, 4] } },
  ],
  ['Query of nothing is empty', query, { from: [], where: '@true' }, { outputs: { body: [] } }],
  [
    'Query needs an array',
    query,
    { from: null, where: '@true' },
    {
      status: 'Failed',
      code: 'ExpressionEvaluationFailed',
      error: {
        message:
          "The execution of template action 'Step' failed: The 'from' property value in the 'query' action inputs is of type 'Null'. The value must be an array.",
      },
    },
  ],
  ['Query needs a truth value', query, { from: [1], where: '@item()' }, { code: 'ExpressionEvaluationFailed' }],
  ['Query tells of a faulty expression', query, { from: [1], where: '@nothing()' }, { status: 'Failed' }],
  [
    'Select makes objects',
    select,
    { from: "@parameters('people')", select: { n: "@item()?['name']", 'k@{1}': 'v' } },
    {
      outputs: {
        body: [
          { n: 'Ane', k1: 'v' },
          { n: 'Jon, "JJ"', k1: 'v' },
        ],
      },
    },
  ],
  [
    'Select makes values',
    select,
    { from: "@parameters('numbers')", select: '@mul(item(), 2)' },
    { outputs: { body: [2, 4, 6, 8] } },
  ],
  ['Select needs to know what', select, { from: [] }, { code: 'InvalidTemplate' }],
  [
    'Join puts text between',
    join,
    { from: [1, true, null, 'x', { a: 1 }], joinWith: "@parameters('separator')" },
    { outputs: { body: '1; True; ; x; {"a":1}' } },
  ],
  ['Join of one', join, { from: ['only'], joinWith: ',' }, { outputs: { body: 'only' } }],
  ['Join needs an array', join, { from: 'text', joinWith: ',' }, { code: 'ExpressionEvaluationFailed' }],
  [
    'Table writes CSV with all properties',
    table,
    { from: "@parameters('people')", format: 'CSV' },
    { outputs: { body: 'name,age\r\nAne,31\r\n"Jon, ""JJ""",\r\n' } },
  ],
  [
    'Table writes the columns asked for',
    table,
    {
      from: "@parameters('people')",
      format: 'csv',
      columns: [
        { header: 'Who', value: "@item()?['name']" },
        { header: 'Twice', value: "@{item()?['age']}!" },
      ],
    },
    { outputs: { body: 'Who,Twice\r\nAne,31!\r\n"Jon, ""JJ""",!\r\n' } },
  ],
  [
    'Table leaves the first line out when no column has a header',
    table,
    { from: [1, 2], format: 'CSV', columns: [{ value: '@item()' }] },
    { outputs: { body: '1\r\n2\r\n' } },
  ],
  [
    'Table writes HTML, escaped',
    table,
    { from: [{ a: '<b>' }], format: 'HTML' },
    {
      outputs: { body: '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td>&lt;b&gt;</td></tr></tbody></table>' },
    },
  ],
  ['Table knows two formats', table, { from: [], format: 'XML' }, { status: 'Failed', code: 'InvalidTemplate' }],
];

describe('data actions', () => {
  it.each(rows)('%s', async (_name, kind, inputs, expected) => {
    const outcome = await runStep({ kind, definition: { inputs }, context });
    expect(outcome).toMatchObject(expected as object);
  });
});
