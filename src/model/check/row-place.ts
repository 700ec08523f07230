import type { FluxuError, Place } from '../../base/errors.ts';
import { pointerOf } from '../../base/json.ts';
import { suggestName } from '../../base/nearest.ts';
import { modelError } from '../catalogue.ts';
import { findEntity, type InsightModel } from '../insight-model.ts';

/** The rows something is asked of, and where the question stands. */
export interface RowPlace {
  readonly model: InsightModel;
  readonly entity: string;
  /** True where each row is known to belong to a customer. */
  readonly hasCustomer: boolean;
  readonly place: Place;
}

/** The same rows, at a place further inside. */
export function below<Rows extends { readonly place: Place }>(rows: Rows, ...keys: readonly (string | number)[]): Rows {
  return { ...rows, place: { ...rows.place, pointer: `${rows.place.pointer ?? ''}${pointerOf(...keys)}` } };
}

/** The problem of asking rows that are no customers for what only customers have. */
export function customerNeeded(what: string, rows: RowPlace): FluxuError {
  return modelError('FLX_CUSTOMER_NEEDED', { what, entity: rows.entity }, { place: rows.place });
}

/** The problem of an entity that is not there. */
export function unknownEntity(name: string, { model, place }: Pick<RowPlace, 'model' | 'place'>): FluxuError {
  const names = model.entities.map((candidate) => candidate.name);
  return modelError('FLX_UNKNOWN_ENTITY', { name }, { place, mend: suggestName(name, names) });
}

/** The problem of an attribute that the entity does not have; undefined when it has it. */
export function checkAttribute(attribute: string, rows: RowPlace): FluxuError | undefined {
  const entity = findEntity(rows.model, rows.entity);
  if (!entity) return unknownEntity(rows.entity, rows);
  const names = entity.attributes.map((candidate) => candidate.name);
  if (names.includes(attribute)) return undefined;
  const context = { place: rows.place, mend: suggestName(attribute, names) };
  return modelError('FLX_UNKNOWN_ATTRIBUTE', { entity: rows.entity, name: attribute }, context);
}

/** The problem of a measure that is not there. */
export function unknownMeasure(name: string, { model, place }: Pick<RowPlace, 'model' | 'place'>): FluxuError {
  const names = model.measures.map((candidate) => candidate.name);
  return modelError('FLX_UNKNOWN_MEASURE', { name }, { place, mend: suggestName(name, names) });
}
