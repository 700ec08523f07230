import type { Comparison, Condition } from '../../../../src/model/condition.ts';
import { OPERATORS, type Operator } from '../../../../src/model/vocabulary.ts';
import { isDate, isNumber } from '../../model/attribute-types.ts';

/** Conditions of which all, or one, must hold. */
export type Group = Extract<Condition, { operator: 'and' | 'or' }>;
/** Related rows of which one, or all, must meet a condition. */
export type Related = Extract<Condition, { operator: 'any' | 'all' }>;
/** Membership of another segment. */
export type Membership = Extract<Condition, { operator: 'inSegment' | 'notInSegment' }>;

const TEXT: readonly Operator[] = [
  'equals',
  'notEquals',
  'contains',
  'startsWith',
  'endsWith',
  'isIn',
  'isNull',
  'isNotNull',
];
const NUMBER: readonly Operator[] = [
  'greaterThan',
  'greaterThanOrEqualTo',
  'lessThan',
  'lessThanOrEqualTo',
  'equals',
  'notEquals',
  'isBetween',
  'isNotBetween',
  'isIn',
  'isNull',
  'isNotNull',
];
const DATE: readonly Operator[] = [
  'isWithinLast',
  'greaterThan',
  'lessThan',
  'isBetween',
  'isNotBetween',
  'equals',
  'yearToDate',
  'yearOf',
  'monthOf',
  'dayOf',
  'dayOfWeek',
  'isNull',
  'isNotNull',
];

/** Operators that make sense for a type, the usual one first. */
export function operatorsOf(type: string): readonly Operator[] {
  if (isNumber(type)) return NUMBER;
  if (isDate(type)) return type === 'dateTime' ? [...DATE, 'timeAt'] : DATE;
  if (type === 'boolean') return ['equals', 'notEquals', 'isNull', 'isNotNull'];
  return TEXT;
}

/** Operators that ask for rows above or below others. */
export const HIERARCHY_OPERATORS = ['childOf', 'parentOf'] as const satisfies readonly Operator[];

/** True for an operator that asks for rows above or below others. */
export function isOfHierarchy(operator: Operator): boolean {
  return (HIERARCHY_OPERATORS as readonly Operator[]).includes(operator);
}

/** Any condition as a group, to be edited as one. */
export function toGroup(condition: Condition | undefined): Group {
  if (condition === undefined) return { operator: 'and', conditions: [] };
  return isGroup(condition) ? condition : { operator: 'and', conditions: [condition] };
}

/** A group as the definition has it: one condition stands alone, none is none. */
export function fromGroup(group: Group): Condition | undefined {
  if (group.conditions.length === 0) return undefined;
  return group.conditions.length === 1 ? group.conditions[0] : group;
}

export function isGroup(condition: Condition): condition is Group {
  return condition.operator === 'and' || condition.operator === 'or';
}
export function isRelated(condition: Condition): condition is Related {
  return condition.operator === 'any' || condition.operator === 'all';
}
export function isMembership(condition: Condition): condition is Membership {
  return condition.operator === 'inSegment' || condition.operator === 'notInSegment';
}
export function isComparison(condition: Condition): condition is Comparison {
  return condition.operator in OPERATORS;
}

/** True when every comparison says what it compares with. */
export function isComplete(condition: Condition | undefined): boolean {
  if (condition === undefined) return true;
  if (isGroup(condition)) return condition.conditions.every(isComplete);
  if (isRelated(condition)) return condition.path.length > 0 && isComplete(condition.condition);
  if (isMembership(condition)) return condition.segment !== '';
  if (condition.operator === 'not') return isComplete((condition as { condition: Condition }).condition);
  return isComparisonComplete(condition as Comparison);
}

function isComparisonComplete(comparison: Comparison): boolean {
  if (!comparison.attribute && !comparison.measure) return false;
  const isThere = (value: unknown) => value !== undefined && value !== '';
  if (isOfHierarchy(comparison.operator) && !comparison.hierarchy) return false;
  switch (OPERATORS[comparison.operator]) {
    case 'value':
      return isThere(comparison.value);
    case 'values':
      return (comparison.values ?? []).length > 0;
    case 'range':
      return isThere(comparison.from) && isThere(comparison.to);
    case 'period':
      return isThere(comparison.amount) && isThere(comparison.unit);
    case 'none':
      return true;
  }
}

/** The group with one of its conditions changed; undefined takes it away. */
export function withCondition(group: Group, index: number, condition: Condition | undefined): Group {
  return { ...group, conditions: group.conditions.flatMap((each, at) => (at === index ? (condition ?? []) : each)) };
}

/** A comparison with another operator: what that does not ask for is dropped. */
export function withOperator(comparison: Comparison, operator: Operator): Comparison {
  const { attribute, measure, ignoreCase, hierarchy } = comparison;
  const kept = {
    ...(attribute && { attribute }),
    ...(measure && { measure }),
    ...(ignoreCase && { ignoreCase }),
    ...(hierarchy && isOfHierarchy(operator) && { hierarchy }),
  };
  const needs = OPERATORS[operator];
  if (needs === 'value' && comparison.value !== undefined) return { operator, ...kept, value: comparison.value };
  if (needs === 'period') return { operator, ...kept, amount: 30, unit: 'day' };
  return { operator, ...kept };
}
