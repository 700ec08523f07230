import type { FluxuError } from '../../base/errors.ts';
import type { Activity } from '../activity.ts';
import { findEntity, type InsightModel } from '../insight-model.ts';
import { wayToCustomer } from '../path.ts';
import { below, checkAttribute, type RowPlace, unknownEntity } from './row-place.ts';

/** All problems of an activity: its entity, its attributes, and its way to the customers. */
export function validateActivity(activity: Activity, model: InsightModel): FluxuError[] {
  const place = { object: `activity '${activity.name}'`, pointer: '' };
  const rows: RowPlace = { model, entity: activity.entity, hasCustomer: false, place };
  if (!findEntity(model, activity.entity)) return [unknownEntity(activity.entity, below(rows, 'entity'))];
  const { primaryKey, timestamp, title, detail, url, attributes = [] } = activity;
  const named = { primaryKey, timestamp, title, detail, url };
  const missing = [
    ...Object.entries(named).map(([property, name]) => name && checkAttribute(name, below(rows, property))),
    ...attributes.map((name, index) => checkAttribute(name, below(rows, 'attributes', index))),
  ];
  const way = wayToCustomer(model, activity.entity, activity.path);
  const lost = way.problem ? [way.problem.at(below(rows, 'path').place)] : [];
  return [...missing.filter((problem) => typeof problem === 'object'), ...lost];
}
