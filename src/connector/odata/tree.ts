/** Functions of OData that give a value. */
export const VALUE_FUNCTIONS = {
  tolower: 1,
  toupper: 1,
  trim: 1,
  length: 1,
  year: 1,
  month: 1,
  day: 1,
} as const;
export type ValueFunction = keyof typeof VALUE_FUNCTIONS;

/** Functions of OData that are true or false. */
export const TEXT_TESTS = ['contains', 'startswith', 'endswith'] as const;
export type TextTest = (typeof TEXT_TESTS)[number];

export const COMPARISONS = ['eq', 'ne', 'gt', 'ge', 'lt', 'le'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** A constant; numbers keep their digits as text. */
export interface Literal {
  readonly kind: 'literal';
  readonly type: 'text' | 'number' | 'boolean' | 'moment' | 'null';
  readonly text: string;
}

/** A value in a filter. */
export type ValueNode =
  | Literal
  | { readonly kind: 'attribute'; readonly name: string; readonly column: number }
  | { readonly kind: 'function'; readonly name: ValueFunction; readonly argument: ValueNode };

/** A `$filter` of OData v4 as a tree. */
export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly left: FilterNode; readonly right: FilterNode }
  | { readonly kind: 'not'; readonly operand: FilterNode }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: ValueNode;
      readonly right: ValueNode;
    }
  | { readonly kind: 'in'; readonly value: ValueNode; readonly list: readonly Literal[] }
  | { readonly kind: 'test'; readonly name: TextTest; readonly value: ValueNode; readonly text: ValueNode }
  | { readonly kind: 'memberOfSegment'; readonly segment: string };
