import { describe, expect, it } from 'vitest';
import { FluxuError } from '../base/errors.ts';
import { DataSource } from './data-source.ts';
import { Measure } from './measure.ts';
import { Segment } from './segment.ts';
import { validate } from './validate.ts';

const source = { name: 'Ecommerce', kind: 'csv', options: { path: 'x.csv' }, entities: [{ name: 'Contact' }] };

function problemsOf(work: () => unknown): string[] {
  try {
    work();
    return [];
  } catch (error) {
    if (!(error instanceof FluxuError)) throw error;
    return error.problems.map((problem) => `${problem.code} ${problem.place?.pointer} ${problem.mend}`);
  }
}

describe('validation', () => {
  it('gives a fitting value back', () => {
    expect(validate(DataSource, source, { object: 'source' })).toBe(source);
  });

  it('tells every problem at once, each with its place and a mend', () => {
    const wrong = { ...source, name: '1st', knd: 'csv', entities: [{ name: 'Contact', load: 'sometimes' }, {}] };
    expect(problemsOf(() => validate(DataSource, wrong, { file: 'sources/shop.json' }))).toEqual([
      "FLX_UNKNOWN_PROPERTY /knd Did you mean 'kind'?",
      'FLX_INVALID_VALUE /name Correct the value.',
      'FLX_INVALID_VALUE /entities/0/load Correct the value.',
      "FLX_MISSING_PROPERTY /entities/1 Add 'name'.",
    ]);
  });

  it('names the allowed words', () => {
    expect(() => validate(Segment, { name: 'Big', state: 'on' }, { object: 'segment' })).toThrow(
      expect.objectContaining({
        problems: [
          expect.objectContaining({ message: 'The value is "on", but it must be one of active, inactive, draft.' }),
        ],
      }),
    );
  });

  it('accepts a nested condition tree', () => {
    const condition = {
      operator: 'and',
      conditions: [
        { operator: 'not', condition: { operator: 'equals', attribute: 'City', value: 'Bilbo' } },
        { operator: 'any', path: ['Purchases'] },
      ],
    };
    const segment = {
      name: 'Nested',
      rules: [{ condition }, { operation: 'except', condition: { operator: 'inSegment', segment: 'Other' } }],
    };
    expect(validate(Segment, segment, { object: 'segment' })).toBe(segment);
  });

  it('accepts an expression tree', () => {
    const expression = { function: 'multiply', arguments: [{ attribute: 'Price' }, { constant: 1.21 }] };
    const measure = {
      name: 'Revenue',
      kind: 'business',
      entity: 'Shop_Purchases',
      calculations: [{ name: 'Total', function: 'sum', expression }],
    };
    expect(validate(Measure, measure, { object: 'measure' })).toBe(measure);
  });

  const segmentOf = (condition: unknown) => ({ name: 'Big', rules: [{ condition }] });
  const deep = (condition: unknown) => segmentOf({ operator: 'and', conditions: [{ operator: 'not', condition }] });
  const inDeep = '/rules/0/condition/conditions/0/condition';
  const measureOf = (expression: unknown) => ({
    name: 'Sum',
    kind: 'business',
    entity: 'Shop_Order',
    calculations: [{ name: 'Total', function: 'sum', expression }],
  });
  const inSum = '/calculations/0/expression';
  it.each([
    [
      'a word that is not allowed',
      Segment,
      deep({ operator: 'isNul', attribute: 'x' }),
      `FLX_INVALID_VALUE ${inDeep}/operator Did you mean 'isNull'?`,
    ],
    ['no operator', Segment, deep({ attribute: 'x' }), `FLX_MISSING_PROPERTY ${inDeep} Add 'operator'.`],
    [
      'a property of another operator',
      Segment,
      deep({ operator: 'equals', attribute: 'x', valu: 1 }),
      `FLX_UNKNOWN_PROPERTY ${inDeep}/valu Did you mean 'value'?`,
    ],
    [
      'a list that is none',
      Segment,
      segmentOf({ operator: 'any', path: 'x' }),
      'FLX_INVALID_VALUE /rules/0/condition/path Correct the value.',
    ],
    [
      'an empty list',
      Segment,
      segmentOf({ operator: 'or', conditions: [] }),
      'FLX_INVALID_VALUE /rules/0/condition/conditions Correct the value.',
    ],
    ['a text where a condition belongs', Segment, deep('x'), `FLX_INVALID_VALUE ${inDeep} Correct the value.`],
    [
      'a function that is not there',
      Measure,
      measureOf({ function: 'addd', arguments: [] }),
      `FLX_INVALID_VALUE ${inSum}/function Did you mean 'add'?`,
    ],
    [
      'a fault in an argument',
      Measure,
      measureOf({ function: 'add', arguments: [{ constant: 1 }, { constant: [] }] }),
      `FLX_INVALID_VALUE ${inSum}/arguments/1/constant Correct the value.`,
    ],
    [
      'a fault in the condition of a choice',
      Measure,
      measureOf({ when: { operator: 'equls' }, value: { constant: 1 }, otherwise: { constant: 2 } }),
      `FLX_INVALID_VALUE ${inSum}/when/operator Did you mean 'equals'?`,
    ],
  ] as const)('finds %s at its place in a tree, and nothing beside it', (_title, schema, value, expected) => {
    expect(problemsOf(() => validate(schema, value, {}))).toEqual([expected]);
  });
});
