import type { FluxuError } from '../../base/errors.ts';
import { suggestName } from '../../base/nearest.ts';
import { modelError } from '../catalogue.ts';
import { attributeTypeOf } from '../insight-model.ts';
import { type Expression, isScalarMeasure, type Measure } from '../measure.ts';
import { endOf, resolvePath } from '../path.ts';
import type { AttributeType } from '../vocabulary.ts';
import { commonTypeOf, constantTypeOf, inspectCall } from './expression-function.ts';
import { below, checkAttribute, customerNeeded, type RowPlace, unknownMeasure } from './row-place.ts';

/** The rows an expression is computed for. */
export interface ExpressionPlace extends RowPlace {
  /** Variables defined before this place, with their types. */
  readonly variables: ReadonlyMap<string, AttributeType | undefined>;
  /** Type of another measure's value; undefined within a circle. */
  readonly typeOfMeasure: (measure: Measure) => AttributeType | undefined;
}

/** The type of an expression's values (undefined: null, or not to be told) and its problems. */
export interface Inspection {
  readonly type: AttributeType | undefined;
  readonly problems: readonly FluxuError[];
}

/** Tells the type of an expression and all that is wrong with it; the conditions of `when` are checked elsewhere. */
export function inspectExpression(expression: Expression, rows: ExpressionPlace): Inspection {
  if ('constant' in expression) return { type: constantTypeOf(expression.constant), problems: [] };
  if ('attribute' in expression) return inspectAttribute(expression, rows);
  if ('variable' in expression) return inspectVariable(expression.variable, below(rows, 'variable'));
  if ('measure' in expression) return inspectMeasure(expression.measure, below(rows, 'measure'));
  if ('when' in expression) return inspectChoice(expression, rows);
  const inner = expression.arguments.map((argument, index) =>
    inspectExpression(argument, below(rows, 'arguments', index)),
  );
  const call = inspectCall(
    expression,
    inner.map(({ type }) => type),
    rows.place,
  );
  return { type: call.type, problems: [...inner.flatMap(({ problems }) => problems), ...call.problems] };
}

/** Type and problems of an attribute of the row, or of the one row its path leads to. */
export function inspectAttribute(
  { attribute, path = [] }: { readonly attribute: string; readonly path?: readonly string[] },
  rows: RowPlace,
): Inspection {
  const result = resolvePath(rows.model, rows.entity, path);
  if (result.problem) return failed(result.problem.at(below(rows, 'path', result.index).place));
  const many = result.way.find((link) => !link.isToOne);
  if (many) {
    const fault = { link: many.name, entity: many.from };
    return failed(modelError('FLX_PATH_TO_MANY', fault, { place: below(rows, 'path').place }));
  }
  const entity = endOf(result.way, rows.entity);
  const problem = checkAttribute(attribute, { ...below(rows, 'attribute'), entity });
  return problem ? failed(problem) : { type: attributeTypeOf(rows.model, entity, attribute), problems: [] };
}

function failed(problem: FluxuError): Inspection {
  return { type: undefined, problems: [problem] };
}

function inspectVariable(name: string, rows: ExpressionPlace): Inspection {
  if (rows.variables.has(name)) return { type: rows.variables.get(name), problems: [] };
  const context = { place: rows.place, mend: suggestName(name, rows.variables.keys()) };
  return failed(modelError('FLX_UNKNOWN_VARIABLE', { name }, context));
}

function inspectMeasure(name: string, rows: ExpressionPlace): Inspection {
  const measure = rows.model.measures.find((candidate) => candidate.name === name);
  if (!measure) return failed(unknownMeasure(name, rows));
  if (isScalarMeasure(measure)) return { type: rows.typeOfMeasure(measure), problems: [] };
  if (measure.kind === 'customerAttribute')
    return rows.hasCustomer
      ? { type: rows.typeOfMeasure(measure), problems: [] }
      : failed(customerNeeded(`The measure '${name}'`, rows));
  const found = measure.kind === 'business' ? 'a business measure with dimensions' : 'a customer measure';
  const use = { name, found, needed: 'a business measure without dimension or a customerAttribute measure' };
  return failed(modelError('FLX_MEASURE_USE', use, { place: rows.place }));
}

function inspectChoice(
  choice: { readonly value: Expression; readonly otherwise: Expression },
  rows: ExpressionPlace,
): Inspection {
  const value = inspectExpression(choice.value, below(rows, 'value'));
  const otherwise = inspectExpression(choice.otherwise, below(rows, 'otherwise'));
  const common = commonTypeOf('when', [value.type, otherwise.type], rows.place);
  return { type: common.type, problems: [...value.problems, ...otherwise.problems, ...common.problems] };
}
