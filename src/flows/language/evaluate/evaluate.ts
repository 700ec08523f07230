import { type FluxuError, isFluxuError } from '../../../base/errors.ts';
import { languageError } from '../catalogue.ts';
import type { Scope } from '../scope.ts';
import { parseExpression } from '../syntax/parser.ts';
import { placeInSource } from '../syntax/syntax-error.ts';
import { isTemplate, parseTemplate } from '../syntax/template.ts';
import type { Value } from '../values/value.ts';
import { createCompileCache } from './cache.ts';
import { compileExpression, compileTemplate } from './compile.ts';
import type { Compiled } from './compiled.ts';
import { Evaluation, type EvaluationOptions } from './evaluation.ts';
import { compileValue } from './value-template.ts';

export type { EvaluationOptions } from './evaluation.ts';

const NO_OPTIONS: EvaluationOptions = {};
const templates = createCompileCache((text) => compileTemplate(parseTemplate(text)));
const expressions = createCompileCache((text) => compileExpression(parseExpression(text)));

/**
 * The value of a string as it stands in a definition: itself when it holds no expression, a text when it holds `@{…}`,
 * and whatever the expression gives when it is one.
 * @throws FluxuError with function, argument, value, column and an excerpt
 */
export function evaluateTemplate(template: string, scope: Scope, options: EvaluationOptions = NO_OPTIONS): Value {
  return isTemplate(template)
    ? run(templates(template), { source: template, evaluation: new Evaluation(scope, options) })
    : template;
}

/** The value of an expression written without `@`. Errors as `evaluateTemplate`. */
export function evaluateExpression(expression: string, scope: Scope, options: EvaluationOptions = NO_OPTIONS): Value {
  return run(expressions(expression), { source: expression, evaluation: new Evaluation(scope, options) });
}

/** A JSON value with every string in it, keys included, evaluated as a template. Errors also name the JSON pointer. */
export function evaluateValue(value: Value, scope: Scope, options: EvaluationOptions = NO_OPTIONS): Value {
  if (typeof value === 'string') return evaluateTemplate(value, scope, options);
  const compiled = compileValue(value, (text) => {
    const template = templates(text);
    return (evaluation) => run(template, { source: text, evaluation });
  });
  return compiled(new Evaluation(scope, options));
}

interface Running {
  readonly source: string;
  readonly evaluation: Evaluation;
}

function run(compiled: Compiled, { source, evaluation }: Running): Value {
  try {
    return compiled(evaluation);
  } catch (error) {
    throw locate(error, source, evaluation);
  }
}

/** The error with the column and excerpt of the call that failed. */
function locate(error: unknown, source: string, evaluation: Evaluation): FluxuError | unknown {
  if (isFluxuError(error)) return evaluation.current ? error.at(placeInSource(source, evaluation.current)) : error;
  if (error instanceof RangeError) return languageError('FLX_FLOW_SIZE', { limit: 'the memory' }, { cause: error });
  return error;
}
