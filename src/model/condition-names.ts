import { findHierarchy } from './audience-model.ts';
import { measureTypeOf } from './check/measure-type.ts';
import type { Hop, KeyColumn } from './hop.ts';
import { attributeTypeOf, CUSTOMER_ID, type InsightModel, isCustomer } from './insight-model.ts';
import { hopsOf, linksFrom } from './link.ts';
import { memberKindOf } from './member-kind.ts';
import { endOf, resolvePath } from './path.ts';
import { ancestorTableOf, customerMeasureTableOf, segmentTableOf } from './tables.ts';
import type { AttributeType } from './vocabulary.ts';

/** What the names in a condition stand for, for the compiler of conditions. Every name must have been validated. */
export function createConditionNames(model: InsightModel) {
  return {
    typeOf: (entity: string, attribute: string): AttributeType => attributeTypeOf(model, entity, attribute) ?? 'string',
    follow: (entity: string, path: readonly string[]) => followPath(model, entity, path),
    segment: (name: string) => {
      const segment = model.segments.find((candidate) => candidate.name === name);
      return { table: segmentTableOf(name), key: memberKindOf(segment ?? {}).key };
    },
    measureColumn: (name: string) => {
      const measure = model.measures.find((candidate) => candidate.name === name);
      const type = (measure && measureTypeOf(model, measure)) ?? ('double' as const);
      return { table: customerMeasureTableOf(name), column: name, type };
    },
    ancestorTable: (name: string) => (findHierarchy(model, name) ? ancestorTableOf(name) : undefined),
    hierarchy: (name: string) => hierarchyOf(model, name),
  };
}

function followPath(model: InsightModel, from: string, path: readonly string[]) {
  const result = resolvePath(model, from, path);
  if (result.problem) throw result.problem;
  const entity = endOf(result.way, from);
  const hops: readonly Hop[] = hopsOf(result.way);
  return { hops, entity, customerId: isCustomer(entity) ? CUSTOMER_ID : undefined };
}

function hierarchyOf(model: InsightModel, name: string): { table: string; parent: KeyColumn; key: KeyColumn } {
  const entity = model.relationships.find((relationship) => relationship.name === name)?.fromEntity ?? '';
  const [hop] = linksFrom(model, entity).find((link) => link.relationship === name)?.hops ?? [];
  if (!hop) throw new Error(`The hierarchy ${name} was not validated.`);
  return { table: entity, parent: hop.from, key: hop.to };
}
