import Type from 'typebox';
import { Condition } from './condition.ts';
import { AttributeName, described, EntityName, Name, oneOf, strict } from './name.ts';

/** Functions a calculation can use. First, last, argMax and argMin order by `orderBy`. */
export const AGGREGATES = [
  'sum',
  'avg',
  'count',
  'countDistinct',
  'min',
  'max',
  'first',
  'last',
  'argMax',
  'argMin',
] as const;

/** Operators and functions of an expression, with the number of arguments (`-1`: one or more). */
export const EXPRESSION_FUNCTIONS = {
  add: -1,
  subtract: 2,
  multiply: -1,
  divide: 2,
  modulo: 2,
  power: 2,
  negate: 1,
  abs: 1,
  round: 2,
  floor: 1,
  ceiling: 1,
  coalesce: -1,
  concat: -1,
  lower: 1,
  upper: 1,
  length: 1,
  year: 1,
  month: 1,
  day: 1,
  dateDifference: 3,
  now: 0,
  today: 0,
} as const;
export type ExpressionFunction = keyof typeof EXPRESSION_FUNCTIONS;

/** A value computed for each row: a constant, an attribute, a variable, another measure, or a function of such. */
export const Expression = Type.Cyclic(
  {
    Expression: Type.Union([
      Type.Object({ constant: Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]) }, strict),
      Type.Object(
        { attribute: AttributeName, path: Type.Optional(Type.Array(Type.String(), { maxItems: 20 })) },
        strict,
      ),
      Type.Object({ variable: Type.String() }, strict),
      Type.Object(
        {
          measure: Type.String({
            description: 'A scalar business measure, or a customer attribute measure on customer level.',
          }),
        },
        strict,
      ),
      Type.Object(
        {
          function: oneOf(Object.keys(EXPRESSION_FUNCTIONS) as ExpressionFunction[], 'Operator or function.'),
          arguments: Type.Array(Type.Ref('Expression'), { maxItems: 50 }),
        },
        strict,
      ),
      Type.Object(
        {
          when: Condition,
          value: Type.Ref('Expression'),
          otherwise: Type.Ref('Expression'),
        },
        strict,
      ),
    ]),
  },
  'Expression',
);
export type Expression =
  | { readonly constant: string | number | boolean | null }
  | { readonly attribute: string; readonly path?: readonly string[] }
  | { readonly variable: string }
  | { readonly measure: string }
  | { readonly function: ExpressionFunction; readonly arguments: readonly Expression[] }
  | { readonly when: Condition; readonly value: Expression; readonly otherwise: Expression };

const Dimension = Type.Object(
  {
    attribute: AttributeName,
    path: Type.Optional(
      Type.Array(Type.String(), {
        maxItems: 20,
        description: 'Relationships from the base entity to the attribute’s entity.',
      }),
    ),
    name: Type.Optional(Name),
    bucket: Type.Optional(oneOf(['none', 'day', 'month', 'year'], 'Groups dates. Default none.')),
  },
  strict,
);

const Calculation = Type.Object(
  {
    name: Name,
    displayName: Type.Optional(Type.String()),
    function: oneOf(AGGREGATES, 'How the rows of a group become one value.'),
    expression: Type.Optional(Expression),
    orderBy: Type.Optional(Expression),
    filter: Type.Optional(Condition),
    replaceNull: Type.Optional(Type.Number({ description: 'Value where there is none.' })),
  },
  { ...strict, description: 'count needs no expression.' },
);

/** A number about customers or the business, computed at every refresh. */
export const Measure = Type.Object(
  {
    name: Name,
    ...described,
    kind: oneOf(
      ['customerAttribute', 'customer', 'business'],
      'One value a customer; a table with CustomerId and more dimensions; or about the business as a whole.',
    ),
    entity: EntityName,
    /** Relationships from the base entity to a unified entity; found when there is exactly one shortest way. */
    path: Type.Optional(Type.Array(Type.String(), { maxItems: 20 })),
    rollUp: Type.Optional(
      Type.String({
        description: 'Account hierarchy: rows of an account count for every account above it as well.',
      }),
    ),
    variables: Type.Optional(Type.Array(Type.Object({ name: Name, expression: Expression }, strict), { maxItems: 50 })),
    filter: Type.Optional(Condition),
    dimensions: Type.Optional(Type.Array(Dimension, { maxItems: 20 })),
    calculations: Type.Array(Calculation, { minItems: 1, maxItems: 20 }),
    isActive: Type.Optional(Type.Boolean({ description: 'Default true.' })),
    unit: Type.Optional(Type.String({ maxLength: 20, description: 'Shown after the value, e.g. EUR.' })),
  },
  { ...strict, $id: 'measure', description: 'A number computed at every refresh.' },
);
export type Measure = Omit<Type.Static<typeof Measure>, 'filter' | 'calculations' | 'variables'> & {
  readonly filter?: Condition;
  readonly variables?: readonly { readonly name: string; readonly expression: Expression }[];
  readonly calculations: readonly MeasureCalculation[];
};
export interface MeasureCalculation {
  readonly name: string;
  readonly displayName?: string;
  readonly function: (typeof AGGREGATES)[number];
  readonly expression?: Expression;
  readonly orderBy?: Expression;
  readonly filter?: Condition;
  readonly replaceNull?: number;
}

/** True for a business measure without dimension: one row, and the only kind that can cross a threshold as a whole. */
export function isScalarMeasure(measure: Measure): boolean {
  return measure.kind === 'business' && (measure.dimensions ?? []).length === 0;
}
