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
});
