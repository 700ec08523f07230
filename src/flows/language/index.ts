/** The Workflow Definition Language: what the rest of the product may use of it. */
export { createContextScope, type EvaluationContext } from './cases/context-scope.ts';
export { type CaseResult, type EvaluationCase, evaluateCases, printCaseResults } from './cases/evaluate-cases.ts';
export { languageError } from './catalogue.ts';
export {
  type CheckOptions,
  checkDefinition,
  type DefinitionCheck,
  type Diagnostic,
  type Hosting,
  type UnsupportedType,
} from './check/index.ts';
export { parseDateTicks } from './dates/parse.ts';
export { createTickClock } from './dates/tick-clock.ts';
export { formatRoundTrip, ticksFromDate, ticksToDate } from './dates/ticks.ts';
export { findZone, utcToZone, zoneToUtc } from './dates/zones.ts';
export { evaluateCondition } from './evaluate/condition.ts';
export { type EvaluationOptions, evaluateExpression, evaluateTemplate, evaluateValue } from './evaluate/evaluate.ts';
export { DEFAULT_LIMITS, type EvaluationLimits } from './evaluate/limits.ts';
export type { FunctionDefinition, FunctionFamily, FunctionParameter, ValueType } from './functions/define.ts';
export { FUNCTIONS, findFunction } from './functions/index.ts';
export { parseJson } from './json/parse.ts';
export { printJson } from './json/print.ts';
export { multipartParts, parseForm } from './media/form.ts';
export { checkInProject } from './project/check.ts';
export { checkProjectFiles } from './project/files.ts';
export { findProject, type Project, type ReadFile } from './project/find.ts';
export type { ActionRecord, NameKind, Scope } from './scope.ts';
export { parseExpression } from './syntax/parser.ts';
export { printExpression, printTemplate } from './syntax/printer.ts';
export { scanExpression } from './syntax/scanner.ts';
export { isTemplate, parseTemplate } from './syntax/template.ts';
export type { Dereference, Expression, Template } from './syntax/tree.ts';
export { checkUnwrapped, type UnwrappedDefinition, unwrapDefinitions, type Wrapping } from './unwrap/index.ts';
export { createBinary, isBinary, isXml, readBinary } from './values/binary.ts';
export { isEqual } from './values/equality.ts';
export { Decimal, type ExactNumber, LongInteger, WholeFloat } from './values/exact-number.ts';
export { toText } from './values/text.ts';
export { isArray, isObject, type Value, type ValueObject } from './values/value.ts';
