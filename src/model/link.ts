import { accountLinks } from './account-link.ts';
import {
  ALTERNATE_VALUE,
  CUSTOMER_KEY,
  type Hop,
  type KeyColumn,
  type Link,
  linksByCustomerId,
  textKeyOf,
} from './hop.ts';
import { attributeTypeOf, findEntity, type InsightModel, type UnifiedKey } from './insight-model.ts';
import type { Relationship } from './relationship.ts';
import { TABLES } from './tables.ts';

/** Every step there is: relationships both ways, records to and from their customers, and between accounts. */
export function linksOf(model: InsightModel): readonly Link[] {
  return [
    ...model.relationships.flatMap((relationship) => relationshipLinks(model, relationship)),
    ...model.unifiedEntities.flatMap((unified) => [fromCustomer(model, unified), toCustomer(model, unified)]),
    ...activityLinks(model),
    ...accountLinks(model),
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

function fromCustomer(model: InsightModel, unified: UnifiedKey): Link {
  const only = { column: 'EntityName', value: unified.entity };
  const hops = [
    { from: CUSTOMER_KEY, table: TABLES.alternateKey, to: CUSTOMER_KEY, only },
    { from: ALTERNATE_VALUE, table: unified.entity, to: textKeyOf(model, unified.entity, unified.primaryKey) },
  ];
  return { name: unified.entity, from: TABLES.customer, to: unified.entity, isToOne: false, isImplied: true, hops };
}

function toCustomer(model: InsightModel, unified: UnifiedKey): Link {
  const only = { column: 'EntityName', value: unified.entity };
  const hops = [
    {
      from: textKeyOf(model, unified.entity, unified.primaryKey),
      table: TABLES.alternateKey,
      to: ALTERNATE_VALUE,
      only,
    },
    { from: CUSTOMER_KEY, table: TABLES.customer, to: CUSTOMER_KEY },
  ];
  return { name: TABLES.customer, from: unified.entity, to: TABLES.customer, isToOne: true, isImplied: true, hops };
}

function activityLinks(model: InsightModel): readonly Link[] {
  const { unifiedActivity } = TABLES;
  return findEntity(model, unifiedActivity) ? linksByCustomerId(unifiedActivity, { isToOne: false }) : [];
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
    const before = hops.at(-2);
    if (previous && passesByKey(before, previous, hop)) hops.splice(-1, 1, skip(previous, hop));
    else hops.push(hop);
  }
  return hops;
}

/** True where `AlternateKey`, before or after, holds the keys of the very entity passed. */
function passesByKey(before: Hop | undefined, into: Hop, out: Hop): boolean {
  return into.to.name === out.from.name && (knowsKeysOf(into.table, before) || knowsKeysOf(into.table, out));
}

function knowsKeysOf(entity: string, hop: Hop | undefined): boolean {
  return hop?.table === TABLES.alternateKey && hop.only?.value === entity;
}

function skip(into: Hop, out: Hop): Hop {
  const isTyped = into.to.isText || out.from.isText;
  const asText = (key: KeyColumn) => ({ ...key, isText: key.isText || (isTyped && key.name !== ALTERNATE_VALUE.name) });
  return { ...out, from: asText(into.from), to: asText(out.to) };
}
