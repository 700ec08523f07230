import { attributeTypeOf, CUSTOMER_ID, type InsightModel } from './insight-model.ts';
import { TABLES } from './tables.ts';

/** A column by which rows are joined; `isText` compares it as text, where the two sides are of different types. */
export interface KeyColumn {
  readonly name: string;
  readonly isText: boolean;
}

/** One join: from a column of the row stood on to the rows of `table` that have the same value in `to`. */
export interface Hop {
  readonly from: KeyColumn;
  readonly table: string;
  readonly to: KeyColumn;
  /** Only rows of the table with this value. */
  readonly only?: { readonly column: string; readonly value: string };
}

/** One step between two entities, in one direction. */
export interface Link {
  /** The relationship, or for what the model implies, the entity reached. */
  readonly name: string;
  readonly relationship?: string;
  readonly from: string;
  readonly to: string;
  /** True when each row has at most one row on the other side. */
  readonly isToOne: boolean;
  /** True between `Customer` and the records that belong to it. */
  readonly isImplied: boolean;
  readonly hops: readonly Hop[];
}

/** The column that names a customer. */
export const CUSTOMER_KEY: KeyColumn = { name: CUSTOMER_ID, isText: false };

/** The column of `AlternateKey` that holds the key of a source record. */
export const ALTERNATE_VALUE: KeyColumn = { name: 'AlternateValue', isText: false };

/** A column compared with one that holds text. */
export function textKeyOf(model: InsightModel, entity: string, attribute: string): KeyColumn {
  return { name: attribute, isText: attributeTypeOf(model, entity, attribute) !== 'string' };
}

/** The steps between customers and a table that names one in every row; `isToOne` when a customer has at most one row. */
export function linksByCustomerId(table: string, { isToOne }: { readonly isToOne: boolean }): readonly Link[] {
  const { customer } = TABLES;
  const hops = (to: string): readonly Hop[] => [{ from: CUSTOMER_KEY, table: to, to: CUSTOMER_KEY }];
  return [
    { name: table, from: customer, to: table, isToOne, isImplied: true, hops: hops(table) },
    { name: customer, from: table, to: customer, isToOne: true, isImplied: true, hops: hops(customer) },
  ];
}
