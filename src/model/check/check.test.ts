import { describe, expect, it } from 'vitest';
import type { Attribute } from '../attribute.ts';
import type { Condition } from '../condition.ts';
import type { InsightModel } from '../insight-model.ts';
import type { Expression, Measure } from '../measure.ts';
import type { Segment } from '../segment.ts';
import { validateMeasure } from './measure.ts';
import { validateSegment } from './segment.ts';

const columns = (...attributes: readonly (readonly [string, Attribute['type']])[]) =>
  attributes.map(([name, type]) => ({ name, type }));

const orders: Measure = {
  name: 'Orders',
  kind: 'customerAttribute',
  entity: 'Shop_Order',
  calculations: [{ name: 'Value', function: 'count' }],
};
const revenue: Measure = {
  name: 'Revenue',
  kind: 'business',
  entity: 'Shop_Order',
  calculations: [{ name: 'Value', function: 'count' }],
};
const byCity: Measure = { ...revenue, name: 'ByCity', dimensions: [{ attribute: 'Status' }] };
const model: InsightModel = {
  entities: [
    { name: 'Customer', attributes: columns(['CustomerId', 'string'], ['City', 'string'], ['Birth', 'date']) },
    {
      name: 'Shop_Order',
      attributes: columns(
        ['Contact', 'string'],
        ['Status', 'string'],
        ['Amount', 'decimal'],
        ['At', 'dateTime'],
        ['Paid', 'boolean'],
        ['Key', 'guid'],
        ['Parent', 'string'],
      ),
    },
    { name: 'Shop_Contact', attributes: columns(['ContactId', 'string']) },
    { name: 'Island', attributes: columns(['X', 'integer']) },
  ],
  relationships: [
    {
      name: 'OrderContact',
      fromEntity: 'Shop_Order',
      fromAttribute: 'Contact',
      toEntity: 'Shop_Contact',
      toAttribute: 'ContactId',
    },
    {
      name: 'OrderParent',
      fromEntity: 'Shop_Order',
      fromAttribute: 'Parent',
      toEntity: 'Shop_Order',
      toAttribute: 'Contact',
    },
  ],
  measures: [orders, revenue, byCity],
  segments: [{ name: 'Loyal', rules: [{}] }],
  unifiedEntities: [{ entity: 'Shop_Contact', primaryKey: 'ContactId' }],
};

const inSegment = (condition: Condition): Segment => ({ name: 'Test', rules: [{ condition }] });
const onOrders = (condition: Condition): Condition => ({ operator: 'any', path: ['OrderContact'], condition });
const told = (problems: readonly { code: string; place?: { pointer?: string | undefined } | undefined }[]) =>
  problems.map(({ code, place }) => `${code} ${place?.pointer}`);

describe('a sound segment', () => {
  it.each([
    ['on the profile', inSegment({ operator: 'isWithinLast', attribute: 'Birth', amount: 1, unit: 'day' })],
    ['on orders', inSegment(onOrders({ operator: 'timeAt', attribute: 'At', value: '09:30' }))],
    ['on a customer attribute', inSegment({ operator: 'isBetween', measure: 'Orders', from: 1, to: '2' })],
    ['on another segment', inSegment({ operator: 'notInSegment', segment: 'Loyal' })],
    ['in a hierarchy', inSegment(onOrders({ operator: 'childOf', hierarchy: 'OrderParent', value: 'x' }))],
    ['not finished yet', { name: 'Test', state: 'draft' }],
    ['with a list', { name: 'Test', kind: 'static', members: [] }],
  ] as readonly [string, Segment][])('%s has no problem', (_title, segment) => {
    expect(told(validateSegment(segment, model))).toEqual([]);
  });
});

describe('a segment with a problem', () => {
  it.each([
    [
      'an attribute that is not there',
      { operator: 'equals', attribute: 'Cty', value: 'x' },
      'FLX_UNKNOWN_ATTRIBUTE /rules/0/condition/attribute',
    ],
    [
      'an operator without its value',
      { operator: 'equals', attribute: 'City' },
      'FLX_OPERATOR_OPERANDS /rules/0/condition',
    ],
    [
      'an operator that does not fit the type',
      { operator: 'greaterThan', attribute: 'City', value: 'x' },
      'FLX_OPERATOR_TYPE /rules/0/condition/operator',
    ],
    [
      'text search in a date',
      { operator: 'contains', attribute: 'Birth', value: '2' },
      'FLX_OPERATOR_TYPE /rules/0/condition/operator',
    ],
    [
      'hours of a day without time',
      { operator: 'isWithinLast', attribute: 'Birth', amount: 3, unit: 'hour' },
      'FLX_OPERATOR_TYPE /rules/0/condition/unit',
    ],
    [
      'case of what is no text',
      { operator: 'equals', attribute: 'Birth', value: '2024-01-01', ignoreCase: true },
      'FLX_OPERATOR_TYPE /rules/0/condition/ignoreCase',
    ],
    [
      'a day that does not exist',
      { operator: 'equals', attribute: 'Birth', value: '2023-02-29' },
      'FLX_OPERATOR_VALUE /rules/0/condition/value',
    ],
    [
      'a day of the week that does not exist',
      { operator: 'dayOfWeek', attribute: 'Birth', value: 8 },
      'FLX_OPERATOR_VALUE /rules/0/condition/value',
    ],
    [
      'a list with a text among numbers',
      onOrders({ operator: 'isIn', attribute: 'Amount', values: [1, 'x'] }),
      'FLX_OPERATOR_VALUE /rules/0/condition/condition/values/1',
    ],
    [
      'a boolean that is neither',
      onOrders({ operator: 'equals', attribute: 'Paid', value: 1 }),
      'FLX_OPERATOR_VALUE /rules/0/condition/condition/value',
    ],
    [
      'a GUID that is none',
      onOrders({ operator: 'equals', attribute: 'Key', value: 'abc' }),
      'FLX_OPERATOR_VALUE /rules/0/condition/condition/value',
    ],
    ['neither attribute nor measure', { operator: 'isNull' }, 'FLX_CONDITION_SUBJECT /rules/0/condition'],
    [
      'a measure that is not there',
      { operator: 'isNull', measure: 'Ordrs' },
      'FLX_UNKNOWN_MEASURE /rules/0/condition/measure',
    ],
    [
      'a measure about the business',
      { operator: 'isNull', measure: 'Revenue' },
      'FLX_MEASURE_USE /rules/0/condition/measure',
    ],
    [
      'a customer attribute asked of orders',
      onOrders({ operator: 'isNull', measure: 'Orders' }),
      'FLX_CUSTOMER_NEEDED /rules/0/condition/condition/measure',
    ],
    [
      'membership asked of orders',
      onOrders({ operator: 'inSegment', segment: 'Loyal' }),
      'FLX_CUSTOMER_NEEDED /rules/0/condition/condition/segment',
    ],
    [
      'a segment that is not there',
      { operator: 'inSegment', segment: 'Loyl' },
      'FLX_UNKNOWN_SEGMENT /rules/0/condition/segment',
    ],
    [
      'a path to an entity on its own',
      { operator: 'not', condition: { operator: 'any', path: ['Island'] } },
      'FLX_PATH_NONE /rules/0/condition/condition/path/0',
    ],
    [
      'a hierarchy of another entity',
      { operator: 'childOf', hierarchy: 'OrderParent', value: 'x' },
      'FLX_HIERARCHY /rules/0/condition/hierarchy',
    ],
  ] as readonly [string, Condition, string][])('%s', (_title, condition, expected) => {
    expect(told(validateSegment(inSegment(condition), model))).toEqual([expected]);
  });

  it('tells every problem at once, with the nearest name', () => {
    const segment: Segment = {
      name: 'Test',
      rules: [
        {
          condition: {
            operator: 'and',
            conditions: [
              { operator: 'equals', attribute: 'city', value: 'x' },
              { operator: 'inSegment', segment: 'Loyl' },
            ],
          },
        },
        { condition: { operator: 'isNull', attribute: 'City' } },
      ],
    };
    const problems = validateSegment(segment, model);
    expect(told(problems)).toEqual([
      'FLX_UNKNOWN_ATTRIBUTE /rules/0/condition/conditions/0/attribute',
      'FLX_UNKNOWN_SEGMENT /rules/0/condition/conditions/1/segment',
      'FLX_SEGMENT_OPERATION /rules/1',
    ]);
    expect(problems.slice(0, 2).map(({ mend }) => mend)).toEqual(["Did you mean 'City'?", "Did you mean 'Loyal'?"]);
    expect(problems[0]?.place?.object).toBe("segment 'Test'");
  });

  it('needs rules, or a list when it is static', () => {
    expect(told(validateSegment({ name: 'Test' }, model))).toEqual(['FLX_SEGMENT_CONTENT ']);
    expect(told(validateSegment({ name: 'Test', kind: 'static' }, model))).toEqual(['FLX_SEGMENT_CONTENT ']);
  });
});

describe('a measure with a problem', () => {
  const sum = (expression: Expression): Partial<Measure> => ({
    calculations: [{ name: 'Value', function: 'sum', expression }],
  });
  const at = '/calculations/0';
  it.each([
    ['an entity that is not there', { entity: 'Shop_Ordr' }, 'FLX_UNKNOWN_ENTITY /entity'],
    ['an entity that no way leads from to customers', { kind: 'customer', entity: 'Island' }, 'FLX_PATH_NONE /path'],
    ['a path that ends elsewhere', { kind: 'customer', path: ['OrderParent'] }, 'FLX_PATH_END /path/0'],
    [
      'an attribute that is not there',
      sum({ attribute: 'Amonut' }),
      `FLX_UNKNOWN_ATTRIBUTE ${at}/expression/attribute`,
    ],
    ['a sum of texts', sum({ attribute: 'Status' }), `FLX_CALCULATION_TYPE ${at}/function`],
    ['no expression', { calculations: [{ name: 'Value', function: 'sum' }] }, `FLX_CALCULATION_NEEDS ${at}`],
    [
      'no order',
      { calculations: [{ name: 'Value', function: 'last', expression: { attribute: 'Status' } }] },
      `FLX_CALCULATION_NEEDS ${at}`,
    ],
    [
      'a number in place of a missing text',
      { calculations: [{ name: 'Value', function: 'min', expression: { attribute: 'Status' }, replaceNull: 0 }] },
      `FLX_CALCULATION_TYPE ${at}/function`,
    ],
    [
      'too few arguments',
      sum({ function: 'divide', arguments: [{ constant: 1 }] }),
      `FLX_EXPRESSION_ARGUMENTS ${at}/expression`,
    ],
    [
      'an argument of another type',
      sum({ function: 'abs', arguments: [{ attribute: 'Status' }] }),
      `FLX_EXPRESSION_TYPE ${at}/expression/arguments/0`,
    ],
    [
      'a unit that is none',
      sum({
        function: 'dateDifference',
        arguments: [{ attribute: 'At' }, { function: 'now', arguments: [] }, { constant: 'fortnight' }],
      }),
      `FLX_EXPRESSION_TYPE ${at}/expression/arguments/2`,
    ],
    [
      'values that do not go together',
      {
        calculations: [
          {
            name: 'Value',
            function: 'max',
            expression: { function: 'coalesce', arguments: [{ attribute: 'Amount' }, { attribute: 'Status' }] },
          },
        ],
      },
      `FLX_EXPRESSION_MIXED ${at}/expression`,
    ],
    ['a variable that is not there', sum({ variable: 'Net' }), `FLX_UNKNOWN_VARIABLE ${at}/expression/variable`],
    [
      'a condition with a fault inside a choice',
      sum({ when: { operator: 'isNull', attribute: 'Nope' }, value: { constant: 1 }, otherwise: { constant: 2 } }),
      `FLX_UNKNOWN_ATTRIBUTE ${at}/expression/when/attribute`,
    ],
    ['a measure with dimensions as a number', sum({ measure: 'ByCity' }), `FLX_MEASURE_USE ${at}/expression/measure`],
    [
      'a customer attribute without a customer',
      sum({ measure: 'Orders' }),
      `FLX_CUSTOMER_NEEDED ${at}/expression/measure`,
    ],
    [
      'a path to many rows',
      sum({ function: 'length', arguments: [{ attribute: 'Status', path: ['OrderContact', 'OrderContact'] }] }),
      `FLX_PATH_TO_MANY ${at}/expression/arguments/0/path`,
    ],
    [
      'a bucket of what is no date',
      { dimensions: [{ attribute: 'Status', bucket: 'day' }] },
      'FLX_DIMENSION_BUCKET /dimensions/0/bucket',
    ],
    ['two columns of one name', { dimensions: [{ attribute: 'Status', name: 'VALUE' }] }, `FLX_NAME_CLASH ${at}/name`],
    ['the name of a system table', { name: 'AlternateKey' }, 'FLX_NAME_CLASH /name'],
    [
      'a customer attribute with dimensions',
      { kind: 'customerAttribute', dimensions: [{ attribute: 'Status' }] },
      'FLX_MEASURE_CALCULATIONS ',
    ],
  ] as readonly [string, Partial<Measure>, string][])('%s', (_title, change, expected) => {
    expect(told(validateMeasure({ ...revenue, name: 'Test', ...change }, model))).toEqual([expected]);
  });

  it('may use a variable only after it is defined', () => {
    const variables = [
      { name: 'Net', expression: { variable: 'Gross' } },
      { name: 'Gross', expression: { attribute: 'Amount' } },
    ];
    expect(told(validateMeasure({ ...revenue, name: 'Test', variables }, model))).toEqual([
      'FLX_UNKNOWN_VARIABLE /variables/0/expression/variable',
    ]);
  });
});
