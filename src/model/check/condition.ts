import type { FluxuError } from '../../base/errors.ts';
import { suggestName } from '../../base/nearest.ts';
import { modelError } from '../catalogue.ts';
import type { Comparison, Condition } from '../condition.ts';
import { isCustomer } from '../insight-model.ts';
import { MEMBER_KINDS, memberKindOf } from '../member-kind.ts';
import { endOf, resolvePath } from '../path.ts';
import { checkComparison } from './comparison.ts';
import { below, customerNeeded, type RowPlace } from './row-place.ts';

/** All problems of a condition tree on the rows of an entity. */
export function checkCondition(condition: Condition, rows: RowPlace): FluxuError[] {
  switch (condition.operator) {
    case 'and':
    case 'or':
      return condition.conditions.flatMap((inner, index) => checkCondition(inner, below(rows, 'conditions', index)));
    case 'not':
      return checkCondition(condition.condition, below(rows, 'condition'));
    case 'any':
    case 'all':
      return checkRelated(condition, rows);
    case 'inSegment':
    case 'notInSegment':
      return checkMembership(condition.segment, below(rows, 'segment'));
    default:
      return checkComparison(condition as Comparison, rows);
  }
}

function checkRelated(
  condition: { readonly path: readonly string[]; readonly condition?: Condition },
  rows: RowPlace,
): FluxuError[] {
  const result = resolvePath(rows.model, rows.entity, condition.path);
  if (result.problem) return [result.problem.at(below(rows, 'path', result.index).place)];
  if (!condition.condition) return [];
  const entity = endOf(result.way, rows.entity);
  return checkCondition(condition.condition, { ...below(rows, 'condition'), entity, hasCustomer: isCustomer(entity) });
}

function checkMembership(segment: string, rows: RowPlace): FluxuError[] {
  const { segments } = rows.model;
  const found = segments.find(({ name }) => name === segment);
  if (!found) {
    const names = segments.map(({ name }) => name);
    const context = { place: rows.place, mend: suggestName(segment, names) };
    return [modelError('FLX_UNKNOWN_SEGMENT', { name: segment }, context)];
  }
  const { entity } = memberKindOf(found);
  if (entity === MEMBER_KINDS.customers.entity)
    return rows.hasCustomer ? [] : [customerNeeded('Membership of a segment', rows)];
  if (rows.entity === entity) return [];
  return [modelError('FLX_CONTACT_NEEDED', { name: segment, entity: rows.entity }, { place: rows.place })];
}
