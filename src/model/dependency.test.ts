import { describe, expect, it } from 'vitest';
import type { Condition } from './condition.ts';
import { circleThrough, dependenciesOf, orderDefinitions } from './dependency.ts';
import type { InsightModel } from './insight-model.ts';
import type { Measure } from './measure.ts';
import { referencesOf } from './reference.ts';
import type { Segment } from './segment.ts';

const inSegment = (segment: string): Condition => ({ operator: 'inSegment', segment });
const overMeasure = (measure: string): Condition => ({ operator: 'greaterThan', measure, value: 1 });
const segmentOf = (name: string, ...conditions: Condition[]): Segment => ({
  name,
  rules: conditions.map((condition) => ({ condition })),
});
const measureOf = (name: string, rest: Partial<Measure> = {}): Measure => ({
  name,
  kind: 'customerAttribute',
  entity: 'Customer',
  calculations: [{ name: 'Value', function: 'count' }],
  ...rest,
});

function modelOf(measures: readonly Measure[], segments: readonly Segment[]): InsightModel {
  const entities = ['Customer', 'Shop_Order', 'Spend'].map((name) => ({ name, attributes: [] }));
  const relationships = [
    {
      name: 'OrderCustomer',
      fromEntity: 'Shop_Order',
      fromAttribute: 'c',
      toEntity: 'Customer',
      toAttribute: 'CustomerId',
    },
    {
      name: 'SpendCustomer',
      fromEntity: 'Spend',
      fromAttribute: 'CustomerId',
      toEntity: 'Customer',
      toAttribute: 'CustomerId',
    },
  ];
  return { entities, relationships, measures, segments, unifiedEntities: [] };
}

describe('the order of measures and segments', () => {
  it('follows what they use, both ways', () => {
    const measures = [
      measureOf('Share', { filter: inSegment('Loyal') }),
      measureOf('Spent', { variables: [{ name: 'Rate', expression: { measure: 'Total' } }] }),
      measureOf('Total', { kind: 'business' }),
    ];
    const segments = [
      segmentOf('High', { operator: 'not', condition: overMeasure('Share') }),
      segmentOf('Loyal', overMeasure('Spent')),
    ];
    expect(orderDefinitions(modelOf(measures, segments)).map(({ name }) => name)).toEqual([
      'Total',
      'Spent',
      'Loyal',
      'Share',
      'High',
    ]);
  });

  it('counts a path through the table of a measure as a use of it', () => {
    const spend = measureOf('Spend', { kind: 'customer', entity: 'Shop_Order' });
    const segment = segmentOf('High', { operator: 'any', path: ['SpendCustomer'] });
    expect(dependenciesOf(segment, modelOf([spend], [segment]))).toEqual([{ kind: 'measure', name: 'Spend' }]);
  });

  it('keeps the given order otherwise, and leaves out what is not there', () => {
    const model = modelOf([measureOf('Bbb'), measureOf('Aaa')], [segmentOf('Ccc', inSegment('Gone'))]);
    expect(orderDefinitions(model).map(({ name }) => name)).toEqual(['Bbb', 'Aaa', 'Ccc']);
  });

  it('refuses a circle and names it', () => {
    const segments = [segmentOf('First', overMeasure('Spent')), segmentOf('Second', inSegment('First'))];
    const model = modelOf([measureOf('Spent', { filter: inSegment('Second') })], segments);
    const circle =
      "Measures and segments depend on each other in a circle: measure 'Spent' → segment 'Second' → segment 'First' → measure 'Spent'.";
    expect(() => orderDefinitions(model)).toThrow(circle);
    expect(circleThrough(model.measures[0] ?? measureOf('None'), model)?.message).toBe(circle);
  });

  it('refuses a segment that uses itself', () => {
    const segment = segmentOf('Self', { operator: 'or', conditions: [inSegment('Self')] });
    expect(circleThrough(segment, modelOf([], [segment]))?.code).toBe('FLX_CYCLE');
  });
});

describe('what a definition reads', () => {
  it('is told with the entities on its paths', () => {
    const measure = measureOf('Spent', {
      entity: 'Shop_Order',
      calculations: [
        {
          name: 'Value',
          function: 'sum',
          expression: {
            when: inSegment('Loyal'),
            value: { measure: 'Total' },
            otherwise: { function: 'abs', arguments: [{ attribute: 'x', path: ['OrderCustomer'] }] },
          },
          filter: {
            operator: 'all',
            path: ['OrderCustomer', 'SpendCustomer'],
            condition: { operator: 'isNull', attribute: 'y' },
          },
        },
      ],
    });
    const model = modelOf([measureOf('Total'), measureOf('Spend'), measure], []);
    expect(referencesOf(measure, model)).toEqual({
      measures: ['Total', 'Spend'],
      segments: ['Loyal'],
      entities: ['Shop_Order', 'Customer'],
    });
  });
});
