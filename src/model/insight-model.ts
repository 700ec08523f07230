import type { Audience } from './audience.ts';
import type { Measure } from './measure.ts';
import type { Relationship } from './relationship.ts';
import type { Segment } from './segment.ts';
import { type Entity, TABLES } from './tables.ts';

/** What a measure or a segment can speak of. */
export interface InsightModel {
  /** Every table with its columns: source entities, `Customer`, and measures that others build on. */
  readonly entities: readonly Entity[];
  readonly relationships: readonly Relationship[];
  readonly measures: readonly Measure[];
  readonly segments: readonly Segment[];
  /** Source entities whose records belong to customers, with the key by which `AlternateKey` knows a record. */
  readonly unifiedEntities: readonly UnifiedKey[];
  /** Contacts and hierarchies, where customers are business accounts. */
  readonly audience?: Audience | undefined;
}

/** A source entity that takes part in unification. */
export interface UnifiedKey {
  readonly entity: string;
  readonly primaryKey: string;
}

/** The attribute that names a customer in every table of customers. */
export const CUSTOMER_ID = 'CustomerId';

export function findEntity(model: InsightModel, name: string): Entity | undefined {
  return model.entities.find((entity) => entity.name === name);
}

/** Type of an attribute; undefined when there is none. */
export function attributeTypeOf(model: InsightModel, entity: string, attribute: string) {
  return findEntity(model, entity)?.attributes.find((candidate) => candidate.name === attribute)?.type;
}

export function findUnified(model: InsightModel, entity: string): UnifiedKey | undefined {
  return model.unifiedEntities.find((unified) => unified.entity === entity);
}

/** True for the table of unified profiles. */
export function isCustomer(entity: string): boolean {
  return entity === TABLES.customer;
}
