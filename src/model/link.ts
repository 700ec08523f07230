import {
  attributeTypeOf,
  CUSTOMER_ID,
  findEntity,
  type InsightModel,
  isCustomer,
  type UnifiedKey,
} from './insight-model.ts';
import type { Relationship } from './relationship.ts';
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
  /** The relationship, or for what unification implies, the entity reached. */
  readonly name: string;
  readonly relationship?: string;
  readonly from: string;
  readonly to: string;
  /** True when each row has at most one row on the other side. */
  readonly isToOne: boolean;
  /** True between `Customer` and the source records it was unified from. */
  readonly isImplied: boolean;
  readonly hops: readonly Hop[];
}

/** Every step there is: relationships both ways, and source records to and from their customers. */
export function linksOf(model: InsightModel): readonly Link[] {
  return [
    ...model.relationships.flatMap((relationship) => relationshipLinks(model, relationship)),
    ...model.unifiedEntities.flatMap((unified) => [fromCustomer(model, unified), toCustomer(model, unified)]),
    ...activityLinks(model),
  ];
}

/** Steps that begin at an entity; of a relationship to itself, the one along the foreign key first. */
export function linksFrom(model: InsightModel, entity: string): readonly Link[] {
  return linksOf(model).filter((link) => link.from === entity);
}

function relationshipLinks(model: InsightModel, relationship: Relationship): Link[] {
  const { name, fromEntity, fromAttribute, toEntity, toAttribute } = relationship;
  const fromType = attributeTypeOf(model, fromEntity, fromAttribute);
  const toType = attributeTypeOf(model, toEntity, toAttribute);
  const mixed = fromType !== toType;
  const pointing = { name: fromAttribute, isText: mixed && fromType !== 'string' };
  const pointedAt = { name: toAttribute, isText: mixed && toType !== 'string' };
  const named = { name, relationship: name, isImplied: false };
  const isOneToOne = relationship.cardinality === 'oneToOne';
  return [
    {
      ...named,
      from: fromEntity,
      to: toEntity,
      isToOne: true,
      hops: [{ from: pointing, table: toEntity, to: pointedAt }],
    },
    {
      ...named,
      from: toEntity,
      to: fromEntity,
      isToOne: isOneToOne,
      hops: [{ from: pointedAt, table: fromEntity, to: pointing }],
    },
  ];
}

const customerId: KeyColumn = { name: CUSTOMER_ID, isText: false };
const alternateValue: KeyColumn = { name: 'AlternateValue', isText: false };

/** The primary key as `AlternateKey` writes it: text. */
function textKeyOf(model: InsightModel, { entity, primaryKey }: UnifiedKey): KeyColumn {
  return { name: primaryKey, isText: attributeTypeOf(model, entity, primaryKey) !== 'string' };
}

function fromCustomer(model: InsightModel, unified: UnifiedKey): Link {
  const only = { column: 'EntityName', value: unified.entity };
  const hops = [
    { from: customerId, table: TABLES.alternateKey, to: customerId, only },
    { from: alternateValue, table: unified.entity, to: textKeyOf(model, unified) },
  ];
  return { name: unified.entity, from: TABLES.customer, to: unified.entity, isToOne: false, isImplied: true, hops };
}

function toCustomer(model: InsightModel, unified: UnifiedKey): Link {
  const only = { column: 'EntityName', value: unified.entity };
  const hops = [
    { from: textKeyOf(model, unified), table: TABLES.alternateKey, to: alternateValue, only },
    { from: customerId, table: TABLES.customer, to: customerId },
  ];
  return { name: TABLES.customer, from: unified.entity, to: TABLES.customer, isToOne: true, isImplied: true, hops };
}

/** `UnifiedActivity` names its customer in every row. */
function activityLinks(model: InsightModel): Link[] {
  if (!findEntity(model, TABLES.unifiedActivity)) return [];
  const { customer, unifiedActivity } = TABLES;
  const link = (from: string, to: string, isToOne: boolean): Link => {
    const hops = [{ from: customerId, table: to, to: customerId }];
    return { name: to, from, to, isToOne, isImplied: true, hops };
  };
  return [link(customer, unifiedActivity, false), link(unifiedActivity, customer, true)];
}

/** The joins of a way to `Customer`, without the last one where it only asks for the CustomerId that `AlternateKey` has told already. */
export function hopsToCustomerId(way: readonly Link[]): readonly Hop[] {
  const hops = hopsOf(way);
  const isTold = hops.at(-1)?.table === TABLES.customer && hops.at(-2)?.table === TABLES.alternateKey;
  return isTold ? hops.slice(0, -1) : hops;
}

/**
 * The joins of a way. Where it passes a unified entity only by its primary key, `AlternateKey` already knows the key of
 * every record, so the entity itself is left out.
 */
export function hopsOf(way: readonly Link[]): readonly Hop[] {
  const hops: Hop[] = [];
  for (const hop of way.flatMap((link) => link.hops)) {
    const previous = hops.at(-1);
    const isAfterKeys = hops.at(-2)?.table === TABLES.alternateKey;
    if (previous && passesByKey(previous, hop, isAfterKeys)) hops.splice(-1, 1, skip(previous, hop));
    else hops.push(hop);
  }
  return hops;
}

function passesByKey(into: Hop, out: Hop, isAfterKeys: boolean): boolean {
  if (isCustomer(into.table) || into.table === TABLES.alternateKey || into.to.name !== out.from.name) return false;
  return isAfterKeys || out.table === TABLES.alternateKey;
}

function skip(into: Hop, out: Hop): Hop {
  const isTyped = into.to.isText || out.from.isText;
  const asText = (key: KeyColumn) => ({ ...key, isText: key.isText || (isTyped && key.name !== alternateValue.name) });
  return { ...out, from: asText(into.from), to: asText(out.to) };
}
