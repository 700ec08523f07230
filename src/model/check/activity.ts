import type { FluxuError } from '../../base/errors.ts';
import { suggestName } from '../../base/nearest.ts';
import type { Activity } from '../activity.ts';
import { modelError } from '../catalogue.ts';
import { attributeTypeOf, findEntity, type InsightModel } from '../insight-model.ts';
import { wayToCustomer } from '../path.ts';
import type { AttributeType } from '../vocabulary.ts';
import { below, checkAttribute, type RowPlace, unknownEntity } from './row-place.ts';

/** Types of which a value can tell when something happened. */
const TIMES: readonly AttributeType[] = ['date', 'dateTime', 'string'];

/** All problems of an activity: its entity, its attributes, and its way to the customers. */
export function validateActivity(activity: Activity, model: InsightModel): FluxuError[] {
  const place = { object: `activity '${activity.name}'`, pointer: '' };
  const rows: RowPlace = { model, entity: activity.entity, hasCustomer: false, place };
  if (!findEntity(model, activity.entity)) return [unknownEntity(activity.entity, below(rows, 'entity'))];
  const { primaryKey, timestamp, title, detail, url, attributes = [], units = {} } = activity;
  const named = { primaryKey, timestamp, title, detail, url };
  const missing = [
    ...Object.entries(named).map(([property, name]) => name && checkAttribute(name, below(rows, property))),
    ...attributes.map((name, index) => checkAttribute(name, below(rows, 'attributes', index))),
    ...Object.keys(units).map((name) => checkUnit(name, activity, below(rows, 'units', name))),
  ];
  const time = checkTime(timestamp, below(rows, 'timestamp'));
  const way = wayToCustomer(model, activity.entity, activity.path);
  const lost = way.problem ? [way.problem.at(below(rows, 'path').place)] : [];
  return [...missing.filter((problem) => typeof problem === 'object'), ...time, ...lost];
}

/** Only the detail and what is among the attributes can have a unit. */
function checkUnit(attribute: string, { detail, attributes = [] }: Activity, rows: RowPlace): FluxuError | undefined {
  const shown = detail === undefined ? attributes : [detail, ...attributes];
  if (shown.includes(attribute)) return checkAttribute(attribute, rows);
  const context = { place: rows.place, mend: suggestName(attribute, shown) };
  return modelError('FLX_ACTIVITY_UNIT', { attribute }, context);
}

/** Times of day and text that holds them can be read as when something happened; other types cannot. */
function checkTime(attribute: string, { model, entity, place }: RowPlace): FluxuError[] {
  const type = attributeTypeOf(model, entity, attribute);
  if (type === undefined || TIMES.includes(type)) return [];
  return [modelError('FLX_ACTIVITY_TIMESTAMP', { attribute, entity, type }, { place })];
}
