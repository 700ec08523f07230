import type { FluxuError } from '../../base/errors.ts';
import { modelError } from '../catalogue.ts';
import { circleThrough } from '../dependency.ts';
import { findEntity, type InsightModel, isCustomer } from '../insight-model.ts';
import { MEMBER_KINDS, memberKindOf } from '../member-kind.ts';
import type { Segment } from '../segment.ts';
import { checkCondition } from './condition.ts';
import { below, type RowPlace } from './row-place.ts';

/** All problems of a segment against everything it speaks of, each with its place; empty when it can be computed. */
export function validateSegment(segment: Segment, model: InsightModel): FluxuError[] {
  const place = { object: `segment '${segment.name}'`, pointer: '' };
  const { entity } = memberKindOf(segment);
  const rows: RowPlace = { model, entity, hasCustomer: isCustomer(entity), place };
  if (entity === MEMBER_KINDS.contacts.entity && !findEntity(model, entity))
    return [modelError('FLX_SEGMENT_CONTACTS', {}, { place })];
  const circle = circleThrough(segment, model);
  return [...checkContent(segment, rows), ...checkRules(segment, rows), ...(circle ? [circle.at(place)] : [])];
}

function checkContent(segment: Segment, { place }: RowPlace): FluxuError[] {
  const { kind = 'dynamic', rules, members, state } = segment;
  const problem = (needs: string) => [modelError('FLX_SEGMENT_CONTENT', { kind, needs }, { place })];
  if (kind === 'static') return members || state === 'draft' ? [] : problem("'members'");
  return rules?.length || state === 'draft' ? [] : problem("'rules'");
}

function checkRules(segment: Segment, rows: RowPlace): FluxuError[] {
  return (segment.rules ?? []).flatMap((rule, index) => {
    const at = below(rows, 'rules', index);
    const problems = rule.condition ? checkCondition(rule.condition, below(at, 'condition')) : [];
    if (index === 0 || rule.operation) return problems;
    return [modelError('FLX_SEGMENT_OPERATION', {}, { place: at.place }), ...problems];
  });
}
