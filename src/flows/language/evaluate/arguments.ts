import type { FunctionDefinition } from '../functions/define.ts';
import { hasType } from '../functions/define.ts';
import type { Expression } from '../syntax/tree.ts';
import type { Value } from '../values/value.ts';
import { gatherRest, parameterAt, typeError } from './call-check.ts';
import type { Compiled } from './compiled.ts';
import type { Evaluation } from './evaluation.ts';

/** Evaluates and checks the arguments of a call. */
type Collect = (evaluation: Evaluation) => readonly Value[];

/** One argument: compiled, and where it stands. */
export interface GivenArgument {
  readonly compiled: Compiled;
  readonly expression: Expression;
}

/** How the arguments of one call are evaluated, checked against the parameters, and (for a rest parameter) gathered. */
export function compileArguments(definition: FunctionDefinition, given: readonly GivenArgument[]): Collect {
  const checked = given.map((argument, index) => withCheck(argument, definition, index));
  if (!definition.parameters.at(-1)?.isRest) return collectExactly(checked);
  if (definition.parameters.length === 1) return (evaluation) => [collectAll(checked, evaluation)];
  return (evaluation) => gatherRest(definition, collectAll(checked, evaluation));
}

function collectExactly(checked: readonly Compiled[]): Collect {
  const [first, second, third] = checked;
  if (!first) return () => [];
  if (!second) return (evaluation) => [first(evaluation)];
  if (!third) return (evaluation) => [first(evaluation), second(evaluation)];
  return (evaluation) => collectAll(checked, evaluation);
}

/** A loop rather than `map`: this is where expressions spend their time. */
function collectAll(checked: readonly Compiled[], evaluation: Evaluation): readonly Value[] {
  const values: Value[] = [];
  for (const compiled of checked) values.push(compiled(evaluation));
  return values;
}

function withCheck({ compiled, expression }: GivenArgument, definition: FunctionDefinition, index: number): Compiled {
  const parameter = parameterAt(definition, index);
  if (parameter.type === 'any') return compiled;
  if (expression.kind === 'literal' && hasType(expression.value, parameter)) return compiled;
  const fail = (evaluation: Evaluation, value: Value): never => {
    evaluation.current = expression;
    throw typeError(definition, index, value);
  };
  if (parameter.type === 'string' && !parameter.isNullable)
    return (evaluation) => {
      const value = compiled(evaluation);
      return typeof value === 'string' ? value : fail(evaluation, value);
    };
  return (evaluation) => {
    const value = compiled(evaluation);
    return hasType(value, parameter) ? value : fail(evaluation, value);
  };
}
