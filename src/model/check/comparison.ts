import type { FluxuError } from '../../base/errors.ts';
import { findHierarchy } from '../audience-model.ts';
import { modelError } from '../catalogue.ts';
import type { Comparison } from '../condition.ts';
import { attributeTypeOf, CUSTOMER_ID, isCustomer } from '../insight-model.ts';
import { OPERATOR_TYPES } from '../operator.ts';
import type { AttributeType } from '../vocabulary.ts';
import { OPERATORS } from '../vocabulary.ts';
import { measureTypeOf } from './measure-type.ts';
import { below, checkAttribute, customerNeeded, type RowPlace, unknownMeasure } from './row-place.ts';
import { misfitOf } from './value.ts';

/** What is compared: its name for a person, and its type when it has one. */
interface Subject {
  readonly name: string;
  readonly type: AttributeType | undefined;
}

type Operand = 'value' | 'values' | 'from' | 'to';

const NEEDS = {
  value: ['value'],
  values: ['values'],
  range: ['from', 'to'],
  period: ['amount', 'unit'],
  none: [],
} as const;
const PARTS_OF_A_DAY = ['minute', 'hour'];

/** All problems of one comparison on the rows of an entity. */
export function checkComparison(comparison: Comparison, rows: RowPlace): FluxuError[] {
  const missing = checkOperands(comparison, rows);
  if (comparison.operator === 'childOf' || comparison.operator === 'parentOf')
    return [...missing, ...checkHierarchy(comparison, rows)];
  const subject = checkSubject(comparison, rows);
  if ('problem' in subject) return [subject.problem, ...missing];
  return [...missing, ...checkFit(comparison, subject, rows)];
}

function checkOperands(comparison: Comparison, rows: RowPlace): FluxuError[] {
  const { operator } = comparison;
  return NEEDS[OPERATORS[operator]]
    .filter((operand) => comparison[operand] === undefined)
    .map((operand) => modelError('FLX_OPERATOR_OPERANDS', { operator, needs: `'${operand}'` }, { place: rows.place }));
}

function checkSubject(comparison: Comparison, rows: RowPlace): Subject | { readonly problem: FluxuError } {
  const { attribute, measure } = comparison;
  if ((attribute === undefined) === (measure === undefined))
    return { problem: modelError('FLX_CONDITION_SUBJECT', {}, { place: rows.place }) };
  if (measure !== undefined) return checkMeasureSubject(measure, below(rows, 'measure'));
  const name = attribute ?? '';
  const problem = checkAttribute(name, below(rows, 'attribute'));
  return problem ? { problem } : { name, type: attributeTypeOf(rows.model, rows.entity, name) };
}

function checkMeasureSubject(name: string, rows: RowPlace): Subject | { readonly problem: FluxuError } {
  const measure = rows.model.measures.find((candidate) => candidate.name === name);
  if (!measure) return { problem: unknownMeasure(name, rows) };
  const use = { name, found: `a ${measure.kind} measure`, needed: 'a customerAttribute measure' };
  if (measure.kind !== 'customerAttribute')
    return { problem: modelError('FLX_MEASURE_USE', use, { place: rows.place }) };
  if (!rows.hasCustomer) return { problem: customerNeeded(`The measure '${name}'`, rows) };
  return { name, type: measureTypeOf(rows.model, measure) };
}

function checkFit(comparison: Comparison, { name, type }: Subject, rows: RowPlace): FluxuError[] {
  if (type === undefined) return [];
  const { operator } = comparison;
  const unfit = (what: string, key: string) =>
    modelError('FLX_OPERATOR_TYPE', { operator: what, attribute: name, type }, { place: below(rows, key).place });
  if (!OPERATOR_TYPES[operator].includes(type)) return [unfit(operator, 'operator')];
  const problems = checkValues(comparison, { name, type }, rows);
  if (comparison.ignoreCase && type !== 'string') problems.push(unfit('ignoreCase', 'ignoreCase'));
  if (type === 'date' && comparison.unit && PARTS_OF_A_DAY.includes(comparison.unit))
    problems.push(unfit(`${operator} ${comparison.unit}`, 'unit'));
  return problems;
}

function checkValues(
  comparison: Comparison,
  { name, type }: { readonly name: string; readonly type: AttributeType },
  rows: RowPlace,
): FluxuError[] {
  const { operator } = comparison;
  return operandsOf(comparison).flatMap(({ keys, value }) => {
    const expected = misfitOf(value, operator, type);
    if (expected === undefined) return [];
    const fault = { operator, attribute: name, expected, found: JSON.stringify(value) };
    return [modelError('FLX_OPERATOR_VALUE', fault, { place: below(rows, ...keys).place })];
  });
}

function operandsOf(comparison: Comparison) {
  const single = (['value', 'from', 'to'] as const).flatMap((key: Operand) => {
    const value = comparison[key];
    return value === undefined || typeof value === 'object' ? [] : [{ keys: [key] as (string | number)[], value }];
  });
  const listed = (comparison.values ?? []).map((value, index) => ({ keys: ['values', index], value }));
  return [...single, ...listed];
}

function checkHierarchy(comparison: Comparison, rows: RowPlace): FluxuError[] {
  const { operator, hierarchy, attribute } = comparison;
  if (isCustomer(rows.entity) && findHierarchy(rows.model, hierarchy))
    return checkHierarchyValue(comparison, attribute ?? CUSTOMER_ID, rows);
  const relationship = rows.model.relationships.find((candidate) => candidate.name === hierarchy);
  if (relationship?.fromEntity !== rows.entity || relationship.toEntity !== rows.entity) {
    const fault = { operator, entity: rows.entity, found: hierarchy ?? '' };
    return [modelError('FLX_HIERARCHY', fault, { place: below(rows, 'hierarchy').place })];
  }
  return checkHierarchyValue(comparison, attribute ?? relationship.toAttribute, rows);
}

function checkHierarchyValue(comparison: Comparison, name: string, rows: RowPlace): FluxuError[] {
  const problem = checkAttribute(name, below(rows, 'attribute'));
  if (problem) return [problem];
  return checkFit(comparison, { name, type: attributeTypeOf(rows.model, rows.entity, name) }, rows);
}
