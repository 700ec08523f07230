import { type InsightModel, isCustomer } from '../insight-model.ts';
import type { Measure, MeasureCalculation } from '../measure.ts';
import type { AttributeType } from '../vocabulary.ts';
import { type ExpressionPlace, inspectExpression } from './expression.ts';

/** Type of a measure's value: that of its first calculation. Undefined where it cannot be told, as in a circle. */
export function measureTypeOf(
  model: InsightModel,
  measure: Measure,
  visiting: ReadonlySet<string> = new Set(),
): AttributeType | undefined {
  const [first] = measure.calculations;
  if (!first || visiting.has(measure.name)) return undefined;
  return calculationTypeOf(first, expressionPlaceOf(model, measure, new Set([...visiting, measure.name])));
}

/** Type of the values a calculation gives. */
export function calculationTypeOf(calculation: MeasureCalculation, rows: ExpressionPlace): AttributeType | undefined {
  if (calculation.function === 'count' || calculation.function === 'countDistinct') return 'integer';
  if (calculation.function === 'avg') return 'double';
  return calculation.expression && inspectExpression(calculation.expression, rows).type;
}

/** The rows of a measure's base entity as its calculations see them: with every variable. */
export function expressionPlaceOf(
  model: InsightModel,
  measure: Measure,
  visiting: ReadonlySet<string> = new Set([measure.name]),
): ExpressionPlace {
  const hasCustomer = measure.kind !== 'business' || isCustomer(measure.entity);
  const place = { object: `measure '${measure.name}'`, pointer: '' };
  const typeOfMeasure = (inner: Measure) => measureTypeOf(model, inner, visiting);
  let rows: ExpressionPlace = {
    model,
    entity: measure.entity,
    hasCustomer,
    place,
    variables: new Map(),
    typeOfMeasure,
  };
  for (const { name, expression } of measure.variables ?? []) {
    const { type } = inspectExpression(expression, rows);
    rows = { ...rows, variables: new Map([...rows.variables, [name, type]]) };
  }
  return rows;
}
