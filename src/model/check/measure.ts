import type { FluxuError } from '../../base/errors.ts';
import { suggestName } from '../../base/nearest.ts';
import { findHierarchy, hierarchiesOf } from '../audience-model.ts';
import { modelError } from '../catalogue.ts';
import { circleThrough } from '../dependency.ts';
import { CUSTOMER_ID, findEntity, findUnified, type InsightModel } from '../insight-model.ts';
import type { Expression, Measure, MeasureCalculation } from '../measure.ts';
import { isNumeric, isTemporal } from '../operator.ts';
import { wayToCustomer } from '../path.ts';
import { TABLES } from '../tables.ts';
import { checkCondition } from './condition.ts';
import { type ExpressionPlace, inspectAttribute, inspectExpression } from './expression.ts';
import { calculationTypeOf, expressionPlaceOf } from './measure-type.ts';
import { below, unknownEntity } from './row-place.ts';

/** Functions that pick a value by an order. */
const ORDERED_FUNCTIONS: readonly string[] = ['first', 'last', 'argMax', 'argMin'];
const NUMBER_FUNCTIONS: readonly string[] = ['sum', 'avg'];

/** All problems of a measure against everything it speaks of, each with its place; empty when it can be computed. */
export function validateMeasure(measure: Measure, model: InsightModel): FluxuError[] {
  const rows = expressionPlaceOf(model, measure);
  if (!findEntity(model, measure.entity)) return [unknownEntity(measure.entity, below(rows, 'entity'))];
  return [
    ...checkKind(measure, rows),
    ...checkNames(measure, rows),
    ...checkPath(measure, rows),
    ...checkRollUp(measure, rows),
    ...checkVariables(measure, rows),
    ...(measure.filter ? checkCondition(measure.filter, below(rows, 'filter')) : []),
    ...checkDimensions(measure, rows),
    ...measure.calculations.flatMap((calculation, index) =>
      checkCalculation(calculation, below(rows, 'calculations', index)),
    ),
    ...checkCircle(measure, rows),
  ];
}

function checkKind(measure: Measure, rows: ExpressionPlace): FluxuError[] {
  const dimensions = measure.dimensions?.length ?? 0;
  const calculations = measure.calculations.length;
  if (measure.kind !== 'customerAttribute' || (dimensions === 0 && calculations === 1)) return [];
  const fault = {
    calculations: calculations === 1 ? 'one calculation' : `${calculations} calculations`,
    dimensions: dimensions === 1 ? 'one dimension' : `${dimensions} dimensions`,
  };
  return [modelError('FLX_MEASURE_CALCULATIONS', fault, { place: rows.place })];
}

function checkNames(measure: Measure, rows: ExpressionPlace): FluxuError[] {
  const isSystem = Object.values<string>(TABLES).some((table) => table.toLowerCase() === measure.name.toLowerCase());
  const taken = isSystem ? 'a system table' : findUnified(rows.model, measure.name) && 'a source entity';
  const columns = [
    ...(measure.kind === 'business' ? [] : [{ name: CUSTOMER_ID, keys: [] }]),
    ...(measure.dimensions ?? []).map((dimension, index) => ({
      name: dimension.name ?? dimension.attribute,
      keys: ['dimensions', index],
    })),
    ...measure.calculations.map(({ name }, index) => ({ name, keys: ['calculations', index, 'name'] })),
  ];
  const twice = columns.filter(({ name }, index) =>
    columns.slice(0, index).some((earlier) => earlier.name.toLowerCase() === name.toLowerCase()),
  );
  const variables = (measure.variables ?? []).map(({ name }) => name);
  const repeated = variables.flatMap((name, index) => (variables.indexOf(name) < index ? [{ name, index }] : []));
  return [
    ...(taken ? [nameTaken(measure.name, taken, below(rows, 'name'))] : []),
    ...twice.map(({ name, keys }) => nameTaken(name, 'another column of the measure', below(rows, ...keys))),
    ...repeated.map(({ name, index }) => nameTaken(name, 'another variable', below(rows, 'variables', index, 'name'))),
  ];
}

function nameTaken(name: string, what: string, { place }: ExpressionPlace): FluxuError {
  return modelError('FLX_NAME_CLASH', { name, what }, { place });
}

function checkPath(measure: Measure, rows: ExpressionPlace): FluxuError[] {
  if (measure.kind === 'business') return [];
  const result = wayToCustomer(rows.model, measure.entity, measure.path);
  if (!result.problem) return [];
  const at = measure.path?.length ? below(rows, 'path', result.index) : below(rows, 'path');
  return [result.problem.at(at.place)];
}

function checkRollUp({ kind, rollUp }: Measure, rows: ExpressionPlace): FluxuError[] {
  if (rollUp === undefined || (kind !== 'business' && findHierarchy(rows.model, rollUp))) return [];
  const { place } = below(rows, 'rollUp');
  if (kind === 'business') return [modelError('FLX_ROLL_UP_BUSINESS', {}, { place })];
  const names = hierarchiesOf(rows.model).map(({ name }) => name);
  return [modelError('FLX_UNKNOWN_HIERARCHY', { name: rollUp }, { place, mend: suggestName(rollUp, names) })];
}

function checkVariables(measure: Measure, rows: ExpressionPlace): FluxuError[] {
  const variables = measure.variables ?? [];
  return variables.flatMap(({ expression }, index) => {
    const earlier = new Map(variables.slice(0, index).map(({ name }) => [name, rows.variables.get(name)]));
    return checkExpression(expression, below({ ...rows, variables: earlier }, 'variables', index, 'expression'));
  });
}

function checkExpression(expression: Expression, rows: ExpressionPlace): FluxuError[] {
  return [...inspectExpression(expression, rows).problems, ...checkChoices(expression, rows)];
}

/** Problems of the conditions inside an expression. */
function checkChoices(expression: Expression, rows: ExpressionPlace): FluxuError[] {
  if ('function' in expression)
    return expression.arguments.flatMap((argument, index) => checkChoices(argument, below(rows, 'arguments', index)));
  if (!('when' in expression)) return [];
  return [
    ...checkCondition(expression.when, below(rows, 'when')),
    ...checkChoices(expression.value, below(rows, 'value')),
    ...checkChoices(expression.otherwise, below(rows, 'otherwise')),
  ];
}

function checkDimensions(measure: Measure, rows: ExpressionPlace): FluxuError[] {
  return (measure.dimensions ?? []).flatMap((dimension, index) => {
    const at = below(rows, 'dimensions', index);
    const { type, problems } = inspectAttribute(dimension, at);
    const { bucket = 'none', attribute } = dimension;
    if (problems.length > 0 || type === undefined || bucket === 'none' || isTemporal(type)) return problems;
    const fault = { attribute, found: type, bucket };
    return [modelError('FLX_DIMENSION_BUCKET', fault, { place: below(at, 'bucket').place })];
  });
}

function checkCalculation(calculation: MeasureCalculation, rows: ExpressionPlace): FluxuError[] {
  return [
    ...checkNeeds(calculation, rows),
    ...(calculation.expression ? checkExpression(calculation.expression, below(rows, 'expression')) : []),
    ...(calculation.orderBy ? checkExpression(calculation.orderBy, below(rows, 'orderBy')) : []),
    ...(calculation.filter ? checkCondition(calculation.filter, below(rows, 'filter')) : []),
    ...checkFunction(calculation, rows),
  ];
}

function checkNeeds(calculation: MeasureCalculation, rows: ExpressionPlace): FluxuError[] {
  const needs = [
    ...(calculation.expression || calculation.function === 'count' ? [] : ["'expression'"]),
    ...(calculation.orderBy || !ORDERED_FUNCTIONS.includes(calculation.function) ? [] : ["'orderBy'"]),
  ];
  const fault = { function: calculation.function };
  return needs.map((need) => modelError('FLX_CALCULATION_NEEDS', { ...fault, needs: need }, { place: rows.place }));
}

function checkFunction(calculation: MeasureCalculation, rows: ExpressionPlace): FluxuError[] {
  const wrong = (found: string, takes: string, key: string) =>
    modelError('FLX_CALCULATION_TYPE', { function: key, found, takes }, { place: below(rows, 'function').place });
  const input = calculation.expression && inspectExpression(calculation.expression, rows).type;
  const { function: name } = calculation;
  if (input && NUMBER_FUNCTIONS.includes(name) && !isNumeric(input)) return [wrong(input, 'numbers', name)];
  if (input === 'boolean' && (name === 'min' || name === 'max')) return [wrong(input, 'values with an order', name)];
  const output = calculationTypeOf(calculation, rows);
  if (calculation.replaceNull === undefined || !output || isNumeric(output)) return [];
  return [wrong(output, 'numbers', 'replaceNull')];
}

function checkCircle(measure: Measure, rows: ExpressionPlace): FluxuError[] {
  const circle = circleThrough(measure, rows.model);
  return circle ? [circle.at(rows.place)] : [];
}
