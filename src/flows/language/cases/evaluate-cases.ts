import { isFluxuError, messageOf } from '../../../base/errors.ts';
import { languageError } from '../catalogue.ts';
import { type EvaluationOptions, evaluateExpression, evaluateTemplate } from '../evaluate/evaluate.ts';
import { printJson } from '../json/print.ts';
import { isObject, type Value } from '../values/value.ts';
import { type ContextEffects, createContextScope, type EvaluationContext } from './context-scope.ts';

/** One expression to evaluate, bare (`expression`) or as it stands in a definition (`template`). */
export interface EvaluationCase {
  readonly id: Value;
  readonly expression?: string;
  readonly template?: string;
  readonly context?: EvaluationContext;
}

/** What a case gave: its value, or why there is none. */
export type CaseResult =
  | { readonly id: Value; readonly value: Value }
  | { readonly id: Value; readonly error: { readonly code: string; readonly message: string } };

/** Options of `evaluateCases`. */
export interface CaseOptions extends EvaluationOptions, ContextEffects {}

/** The results of all cases, in their order; a case that fails does not stop the others. */
export function evaluateCases(cases: readonly Value[], options: CaseOptions = {}): readonly CaseResult[] {
  return cases.map((given, index) => evaluateCase(given, index, options));
}

/** The results as JSON text with all digits kept. */
export function printCaseResults(results: readonly CaseResult[]): string {
  return printJson(results as unknown as Value);
}

function evaluateCase(given: Value, index: number, options: CaseOptions): CaseResult {
  const id = isObject(given) ? (given['id'] ?? null) : null;
  try {
    return { id, value: evaluateGiven(given, index, options) };
  } catch (error) {
    return { id, error: { code: isFluxuError(error) ? error.code : 'FLX_FLOW_BUG', message: messageOf(error) } };
  }
}

function evaluateGiven(given: Value, index: number, options: CaseOptions): Value {
  if (!isObject(given)) throw languageError('FLX_FLOW_CASE', { position: index, problem: 'it is no object' });
  const { expression, template, context } = given as unknown as EvaluationCase;
  if (context !== undefined && !isObject(context as Value))
    throw languageError('FLX_FLOW_CASE', { position: index, problem: 'its context is no object' });
  const scope = createContextScope(context ?? {}, options);
  if (typeof expression === 'string') return evaluateExpression(expression, scope, options);
  if (typeof template === 'string') return evaluateTemplate(template, scope, options);
  throw languageError('FLX_FLOW_CASE', {
    position: index,
    problem: "it has neither a text 'expression' nor a text 'template'",
  });
}
