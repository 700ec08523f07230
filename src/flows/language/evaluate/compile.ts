import type { FunctionDefinition, Thunk } from '../functions/define.ts';
import { findFunction, unknownFunction } from '../functions/index.ts';
import type { Call, Expression, Template } from '../syntax/tree.ts';
import { toText } from '../values/text.ts';
import { compileArguments } from './arguments.ts';
import { findCountProblem } from './call-check.ts';
import type { Compiled } from './compiled.ts';
import { readProperty } from './dereference.ts';
import type { Evaluation } from './evaluation.ts';

/** A template as a function; what cannot work (an unknown function, a wrong count) fails when it is reached, not before. */
export function compileTemplate(template: Template): Compiled {
  if (template.kind === 'text') return () => template.text;
  if (template.kind === 'expression') return compileExpression(template.expression);
  const segments = template.segments.map((segment) =>
    typeof segment === 'string' ? () => segment : compileToText(segment),
  );
  return (evaluation) => {
    let text = '';
    for (const segment of segments) text += segment(evaluation);
    return evaluation.checkText(text);
  };
}

function compileToText(expression: Expression): (evaluation: Evaluation) => string {
  const compiled = compileExpression(expression);
  return (evaluation) => {
    const value = compiled(evaluation);
    evaluation.current = expression;
    return toText(value);
  };
}

/** An expression as a function. */
export function compileExpression(expression: Expression): Compiled {
  if (expression.kind === 'literal') {
    const { value } = expression;
    return () => value;
  }
  return compileDereferences(expression, compileCall(expression));
}

function compileCall(call: Call): Compiled {
  const definition = findFunction(call.name);
  const place = { start: call.start, end: call.nameEnd };
  if (!definition) return fail(() => unknownFunction(call.name), place);
  const problem = findCountProblem(definition, call.arguments.length);
  if (problem) return fail(() => problem, place);
  const given = call.arguments.map(compileExpression);
  if (definition.runLazily) return compileLazyCall(definition.runLazily, { given, call });
  return compileEagerCall(definition, { given, call });
}

interface CallParts {
  readonly given: readonly Compiled[];
  readonly call: Call;
}

function fail(create: () => Error, place: { start: number; end: number }): Compiled {
  return (evaluation) => {
    evaluation.current = place;
    throw create();
  };
}

function compileLazyCall(run: NonNullable<FunctionDefinition['runLazily']>, { given, call }: CallParts): Compiled {
  const place = { start: call.start, end: call.nameEnd };
  return (evaluation) => {
    evaluation.spend(1);
    const thunks: readonly Thunk[] = given.map((compiled) => () => {
      const value = compiled(evaluation);
      evaluation.current = place;
      return value;
    });
    evaluation.current = place;
    return run(thunks, evaluation);
  };
}

function compileEagerCall(definition: FunctionDefinition, { given, call }: CallParts): Compiled {
  const place = { start: call.start, end: call.nameEnd };
  const collect = compileArguments(
    definition,
    given.map((compiled, index) => ({ compiled, expression: call.arguments[index] as Expression })),
  );
  const { run } = definition;
  return (evaluation) => {
    evaluation.spend(1);
    const values = collect(evaluation);
    evaluation.current = place;
    return run(values, evaluation);
  };
}

function compileDereferences(call: Call, run: Compiled): Compiled {
  return call.dereferences.reduce<Compiled>((inner, dereference) => {
    const key = compileExpression(dereference.key);
    const { isSafe } = dereference;
    return (evaluation) => {
      const parent = inner(evaluation);
      const name = key(evaluation);
      evaluation.current = dereference;
      return readProperty(parent, name, isSafe);
    };
  }, run);
}
