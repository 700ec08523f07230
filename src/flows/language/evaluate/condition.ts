import { languageError } from '../catalogue.ts';
import { findFunction } from '../functions/index.ts';
import type { Scope } from '../scope.ts';
import { isTemplate } from '../syntax/template.ts';
import { describeValue } from '../values/describe.ts';
import { isArray, isObject, type Value, type ValueObject } from '../values/value.ts';
import { describeParameterProblem, findCountProblem, gatherRest } from './call-check.ts';
import { type EvaluationOptions, evaluateValue } from './evaluate.ts';
import { Evaluation } from './evaluation.ts';

/**
 * Whether the condition of an If, Until, Query or trigger holds: an expression that gives a boolean, or an object tree
 * of `and`, `or`, `not` and functions with their arguments, such as `{"greater": ["@length(body('X'))", 0]}`.
 * @throws FLX_FLOW_CONDITION and what expressions throw
 */
export function evaluateCondition(condition: Value, scope: Scope, options: EvaluationOptions = {}): boolean {
  if (typeof condition === 'string' && !isTemplate(condition)) throw fail('it is a text that does not start with @');
  const result = evaluateOperand(condition, scope, options);
  if (typeof result === 'boolean') return result;
  throw fail(`it gives ${describeValue(result)}, not true or false`);
}

function fail(problem: string): Error {
  return languageError('FLX_FLOW_CONDITION', { problem });
}

/** A node of the tree: a function call written as `{"function": [arguments]}`, or any value. */
function evaluateOperand(operand: Value, scope: Scope, options: EvaluationOptions): Value {
  const call = isObject(operand) ? callOf(operand) : undefined;
  if (!call) return evaluateValue(operand, scope, options);
  const { definition, given } = call;
  const problem = findCountProblem(definition, given.length);
  if (problem) throw problem;
  const evaluation = new Evaluation(scope, options);
  if (definition.runLazily)
    return definition.runLazily(
      given.map((argument) => () => evaluateOperand(argument, scope, options)),
      evaluation,
    );
  const values = given.map((argument) => evaluateOperand(argument, scope, options));
  const mismatch = describeParameterProblem(definition, values);
  if (mismatch) throw mismatch;
  return definition.run(gatherRest(definition, values), evaluation);
}

function callOf(operand: ValueObject) {
  const [only, ...others] = Object.entries(operand);
  if (!only || others.length > 0) return undefined;
  const [name, given] = only;
  const definition = findFunction(name);
  if (!definition) return undefined;
  if (isArray(given)) return { definition, given };
  return definition.name === 'not' ? { definition, given: [given] } : undefined;
}
