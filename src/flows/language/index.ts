/** The Workflow Definition Language: what the rest of the product may use of it. */
export { createContextScope, type EvaluationContext } from './cases/context-scope.ts';
export { evaluateCases, printCaseResults } from './cases/evaluate-cases.ts';
export { languageError } from './catalogue.ts';
export {
  checkDefinition,
  type DefinitionCheck,
  type Diagnostic,
} from './check/index.ts';
export { parseDateTicks } from './dates/parse.ts';
export { createTickClock } from './dates/tick-clock.ts';
export { formatRoundTrip, ticksFromDate, ticksToDate } from './dates/ticks.ts';
export { findZone, utcToZone, zoneToUtc } from './dates/zones.ts';
export { evaluateCondition } from './evaluate/condition.ts';
export { evaluateExpression, evaluateTemplate, evaluateValue } from './evaluate/evaluate.ts';
export { DEFAULT_LIMITS } from './evaluate/limits.ts';
export type { FunctionDefinition } from './functions/define.ts';
export { FUNCTIONS } from './functions/index.ts';
export { findJsonFault, parseJson } from './json/parse.ts';
export { printJson } from './json/print.ts';
export { multipartParts, parseForm } from './media/form.ts';
export { checkInProject } from './project/check.ts';
export { checkProjectFiles } from './project/files.ts';
export { findProject, type Project, type ReadFile } from './project/find.ts';
export type { ActionRecord, NameKind, Scope } from './scope.ts';
export { parseExpression } from './syntax/parser.ts';
export { printExpression, printTemplate } from './syntax/printer.ts';
export { scanExpression } from './syntax/scanner.ts';
export { parseTemplate } from './syntax/template.ts';
export type { Expression, Template } from './syntax/tree.ts';
export { checkUnwrapped, type UnwrappedDefinition, unwrapDefinitions, type Wrapping } from './unwrap/index.ts';
export { createBinary, isBinary, isXml, readBinary } from './values/binary.ts';
export { isEqual } from './values/equality.ts';
export { Decimal, LongInteger, WholeFloat } from './values/exact-number.ts';
export { toText } from './values/text.ts';
export { isArray, isObject, type Value, type ValueObject } from './values/value.ts';
