import type { Expression, Measure, MeasureCalculation } from '../../../../src/model/measure.ts';

/** How the rows of a group become one value, in the order people choose from. */
export const AGGREGATES = [
  'sum',
  'avg',
  'count',
  'countDistinct',
  'max',
  'min',
  'first',
  'last',
  'argMax',
  'argMin',
] as const satisfies readonly MeasureCalculation['function'][];

/** Functions that order the rows by another attribute. */
export const ORDERED: readonly string[] = ['first', 'last', 'argMax', 'argMin'];

export const EMPTY_MEASURE: Measure = {
  name: '',
  kind: 'business',
  entity: '',
  calculations: [{ name: 'Value', function: 'count' }],
};

/** A measure that many companies want, to begin with. */
export interface MeasureTemplate {
  readonly key:
    | 'totalRevenue'
    | 'averageOrder'
    | 'spendPerCustomer'
    | 'ordersPerCustomer'
    | 'lastActivity'
    | 'customerCount';
  make(attributes: TemplateAttributes): Measure;
}

/** Attributes of the chosen entity that a template needs. */
export interface TemplateAttributes {
  readonly entity: string;
  readonly amount: string;
  readonly date: string;
}

const onRows = (kind: Measure['kind'], { entity }: TemplateAttributes, calculation: MeasureCalculation): Measure => ({
  name: '',
  kind,
  entity,
  calculations: [calculation],
});

export const TEMPLATES: readonly MeasureTemplate[] = [
  {
    key: 'totalRevenue',
    make: (from) =>
      onRows('business', from, { name: 'Total', function: 'sum', expression: { attribute: from.amount } }),
  },
  {
    key: 'averageOrder',
    make: (from) =>
      onRows('business', from, { name: 'Average', function: 'avg', expression: { attribute: from.amount } }),
  },
  {
    key: 'spendPerCustomer',
    make: (from) =>
      onRows('customerAttribute', from, {
        name: 'Spend',
        function: 'sum',
        expression: { attribute: from.amount },
        replaceNull: 0,
      }),
  },
  {
    key: 'ordersPerCustomer',
    make: (from) => onRows('customerAttribute', from, { name: 'Count', function: 'count', replaceNull: 0 }),
  },
  {
    key: 'lastActivity',
    make: (from) =>
      onRows('customerAttribute', from, { name: 'Last', function: 'max', expression: { attribute: from.date } }),
  },
  {
    key: 'customerCount',
    make: () => ({
      name: '',
      kind: 'business',
      entity: 'Customer',
      calculations: [{ name: 'Customers', function: 'count' }],
    }),
  },
];

/** An expression that the form can show: an attribute or another measure; undefined for any other. */
export function simpleValueOf(expression: Expression | undefined): string | undefined {
  if (expression === undefined) return '';
  if ('attribute' in expression && expression.path === undefined) return expression.attribute;
  return 'measure' in expression ? `measure:${expression.measure}` : undefined;
}

/** The expression behind a choice of the form. */
export function expressionOf(value: string): Expression | undefined {
  if (value === '') return undefined;
  return value.startsWith('measure:') ? { measure: value.slice('measure:'.length) } : { attribute: value };
}

/** The measure with one calculation changed; undefined takes it away. */
export function withCalculation(measure: Measure, index: number, next: MeasureCalculation | undefined): Measure {
  return { ...measure, calculations: measure.calculations.flatMap((each, at) => (at === index ? (next ?? []) : each)) };
}

/** True when a measure says all that it must. */
export function isWhole({ entity, calculations }: Measure): boolean {
  return (
    entity !== '' &&
    calculations.length > 0 &&
    calculations.every((each) => each.name !== '' && (each.function === 'count' || each.expression !== undefined))
  );
}
