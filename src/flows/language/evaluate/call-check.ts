import type { FluxuError } from '../../../base/errors.ts';
import { languageError } from '../catalogue.ts';
import { describeType, type FunctionDefinition, type FunctionParameter, hasType } from '../functions/define.ts';
import { describeValue } from '../values/describe.ts';
import type { Value } from '../values/value.ts';

/** The parameter that an argument at an index belongs to: the last one, when it is a rest parameter, takes all that follow. */
export function parameterAt({ parameters }: FunctionDefinition, index: number): FunctionParameter {
  return parameters[Math.min(index, parameters.length - 1)] as FunctionParameter;
}

/** The error when a function cannot take so many arguments. */
export function findCountProblem(definition: FunctionDefinition, count: number): FluxuError | undefined {
  const { name, parameters, example } = definition;
  const least = parameters.filter((parameter) => !parameter.isOptional).length;
  const most = parameters.at(-1)?.isRest ? Number.POSITIVE_INFINITY : parameters.length;
  if (count >= least && count <= most) return undefined;
  return languageError('FLX_FLOW_ARGUMENT_COUNT', {
    function: name,
    expected: describeCount(least, most),
    count,
    example: example.expression,
  });
}

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six'];

function describeCount(least: number, most: number): string {
  const word = (count: number) => COUNTS[count] ?? String(count);
  const plural = (count: number) => `${word(count)} parameter${count === 1 ? '' : 's'}`;
  if (most === Number.POSITIVE_INFINITY) return `at least ${plural(least)}`;
  return least === most ? plural(least) : `${word(least)} to ${plural(most)}`;
}

/** The error for the first argument that does not fit its parameter. */
export function describeParameterProblem(
  definition: FunctionDefinition,
  values: readonly Value[],
): FluxuError | undefined {
  const index = values.findIndex((value, place) => !hasType(value, parameterAt(definition, place)));
  return index < 0 ? undefined : typeError(definition, index, values[index] ?? null);
}

/** The error for an argument of a wrong type. */
export function typeError(definition: FunctionDefinition, index: number, value: Value): FluxuError {
  const parameter = parameterAt(definition, index);
  return languageError('FLX_FLOW_ARGUMENT_TYPE', {
    function: definition.name,
    position: index + 1,
    parameter: parameter.name,
    expected: describeType(parameter),
    found: describeValue(value),
  });
}

/** Arguments as a function takes them: those of a rest parameter as one array. */
export function gatherRest(definition: FunctionDefinition, values: readonly Value[]): readonly Value[] {
  if (!definition.parameters.at(-1)?.isRest) return values;
  const restAt = definition.parameters.length - 1;
  return [...values.slice(0, restAt), values.slice(restAt)];
}
