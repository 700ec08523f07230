import type { ColumnType } from '../column.ts';
import type { Dialect } from '../dialect.ts';
import type { Hop, KeyColumn } from '../path/hop.ts';
import type { Sql } from '../sql.ts';

export type ConditionValue = string | number | boolean;

/** How a column is compared. */
export type ColumnOperator =
  | 'equals'
  | 'notEquals'
  | 'greaterThan'
  | 'greaterThanOrEqualTo'
  | 'lessThan'
  | 'lessThanOrEqualTo'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'isNull'
  | 'isNotNull'
  | 'isIn'
  | 'isBetween'
  | 'isNotBetween'
  | 'isWithinLast'
  | 'yearToDate'
  | 'dayOf'
  | 'monthOf'
  | 'yearOf'
  | 'dayOfWeek'
  | 'timeAt';

/** One comparison of a tree; the same shape as the model's. */
export interface ComparisonNode {
  /** The two about hierarchies are compiled with their relationship. */
  readonly operator: ColumnOperator | 'childOf' | 'parentOf';
  readonly attribute?: string;
  readonly measure?: string;
  readonly value?: ConditionValue;
  readonly values?: readonly ConditionValue[];
  readonly from?: ConditionValue;
  readonly to?: ConditionValue;
  readonly amount?: number;
  readonly unit?: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
  readonly ignoreCase?: boolean;
  readonly hierarchy?: string;
}

/** A tree of conditions, already known to be sound; the same shape as the model's. */
export type ConditionTree =
  | { readonly operator: 'and' | 'or'; readonly conditions: readonly ConditionTree[] }
  | { readonly operator: 'not'; readonly condition: ConditionTree }
  | { readonly operator: 'any' | 'all'; readonly path: readonly string[]; readonly condition?: ConditionTree }
  | { readonly operator: 'inSegment' | 'notInSegment'; readonly segment: string }
  | ComparisonNode;

/** What the names in a condition stand for. Asked only for names that exist. */
export interface ConditionNames {
  typeOf(entity: string, attribute: string): ColumnType;
  /** Joins of a path, the entity at its end, and the column of that entity that names a customer, if it has one. */
  follow(
    entity: string,
    path: readonly string[],
  ): { readonly hops: readonly Hop[]; readonly entity: string; readonly customerId: string | undefined };
  /** Table of the segment's members, and its column that names them, which the rows asked have too. */
  segment(name: string): { readonly table: string; readonly key: string };
  /** Table with `CustomerId` and the measure's value, a row a customer. */
  measureColumn(measure: string): { readonly table: string; readonly column: string; readonly type: ColumnType };
  /** Table of every account with those above it, where the name is that of an account hierarchy. */
  ancestorTable(hierarchy: string): string | undefined;
  /** The columns of a relationship from an entity to itself. */
  hierarchy(relationship: string): { readonly table: string; readonly parent: KeyColumn; readonly key: KeyColumn };
}

/** What conditions are compiled with. */
export interface ConditionContext {
  readonly dialect: Dialect;
  readonly names: ConditionNames;
  /** The moment that relative dates count from, ISO 8601 in UTC. */
  readonly now: string;
}

/** The rows a condition is asked of. */
export interface ConditionRows {
  readonly entity: string;
  /** Name of the row in the statement: r0, r1, … by depth. */
  readonly alias: string;
  /** The row's customer, where it has one. */
  readonly customerId?: Sql | undefined;
}
