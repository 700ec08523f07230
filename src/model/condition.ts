import Type from 'typebox';
import { AttributeName, oneOf, strict } from './name.ts';
import { OPERATORS, type Operator, PERIOD_UNITS } from './vocabulary.ts';

const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()]);

/**
 * A tree of conditions on the rows of one entity.
 * `any` and `all` follow relationships (`path`, names in order) and test the rows reached; `inSegment` tests membership;
 * a comparison reads an `attribute` of the entity or a customer `measure`.
 */
export const Condition = Type.Cyclic(
  {
    Condition: Type.Union([
      Type.Object(
        {
          operator: oneOf(['and', 'or'], 'All or one of the conditions.'),
          conditions: Type.Array(Type.Ref('Condition'), { minItems: 1, maxItems: 200 }),
        },
        strict,
      ),
      Type.Object({ operator: Type.Literal('not'), condition: Type.Ref('Condition') }, strict),
      Type.Object(
        {
          operator: oneOf(['any', 'all'], 'At least one related row, or every related row (and at least one).'),
          path: Type.Array(Type.String(), {
            minItems: 1,
            maxItems: 20,
            description: 'Relationships to follow, in order.',
          }),
          condition: Type.Optional(Type.Ref('Condition')),
        },
        strict,
      ),
      Type.Object(
        { operator: oneOf(['inSegment', 'notInSegment'], 'Membership of another segment.'), segment: Type.String() },
        strict,
      ),
      Type.Object(
        {
          operator: oneOf(Object.keys(OPERATORS) as Operator[], 'How the attribute is compared.'),
          attribute: Type.Optional(AttributeName),
          measure: Type.Optional(Type.String({ description: 'A customer attribute measure instead of an attribute.' })),
          value: Type.Optional(Scalar),
          values: Type.Optional(Type.Array(Scalar, { minItems: 1, maxItems: 10_000 })),
          from: Type.Optional(Scalar),
          to: Type.Optional(Scalar),
          amount: Type.Optional(Type.Integer({ minimum: 1, maximum: 100_000 })),
          unit: Type.Optional(oneOf(PERIOD_UNITS, 'Unit of the period.')),
          ignoreCase: Type.Optional(Type.Boolean({ description: 'Text only; default false.' })),
          hierarchy: Type.Optional(
            Type.String({ description: 'childOf and parentOf: the relationship from the entity to itself.' }),
          ),
        },
        strict,
      ),
    ]),
  },
  'Condition',
);

/** A comparison leaf of a condition tree. */
export interface Comparison {
  readonly operator: Operator;
  readonly attribute?: string;
  readonly measure?: string;
  readonly value?: string | number | boolean;
  readonly values?: readonly (string | number | boolean)[];
  readonly from?: string | number | boolean;
  readonly to?: string | number | boolean;
  readonly amount?: number;
  readonly unit?: (typeof PERIOD_UNITS)[number];
  readonly ignoreCase?: boolean;
  readonly hierarchy?: string;
}

export type Condition =
  | { readonly operator: 'and' | 'or'; readonly conditions: readonly Condition[] }
  | { readonly operator: 'not'; readonly condition: Condition }
  | { readonly operator: 'any' | 'all'; readonly path: readonly string[]; readonly condition?: Condition }
  | { readonly operator: 'inSegment' | 'notInSegment'; readonly segment: string }
  | Comparison;
