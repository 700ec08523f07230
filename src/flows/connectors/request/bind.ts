import type { FluxuError } from '../../../base/errors.ts';
import { isPlainObject } from '../../../base/json.ts';
import { suggestName } from '../../../base/nearest.ts';
import { permanent } from '../call-error.ts';
import { flowConnectorError } from '../catalogue.ts';
import type { Operation } from '../definition/operation.ts';
import type { Parameter } from '../definition/parameter.ts';
import { objectAt, textAt, textsAt } from '../definition/reader.ts';
import { expandSchema } from '../definition/schema.ts';

export type ParameterValues = Readonly<Record<string, unknown>>;

/**
 * Values of an operation's parameters by declared name, from values as flows carry them:
 * whole (`body`), in parts (`body/customer/name`), or both. Defaults fill what is required or internal.
 * `body` stands for the body parameter whatever its name.
 * @throws FLX_CALL_PARAMETER_UNKNOWN, FLX_CALL_PARAMETER_MISSING (several at once under FLX_CALL_PARAMETERS)
 */
export function bindParameters(operation: Operation, given: ParameterValues, document: unknown): ParameterValues {
  const problems: FluxuError[] = [];
  let values: ParameterValues = {};
  for (const [key, value] of Object.entries(given)) {
    if (value === undefined) continue;
    const path = targetOf(operation, key);
    if (path) values = setAt(values, path, value) as ParameterValues;
    else problems.push(unknownParameter(operation, key));
  }
  const bound = operation.parameters.map(
    (parameter) => [parameter.name, complete(parameter, values[parameter.name], document)] as const,
  );
  for (const parameter of operation.parameters) {
    const value = bound.find(([name]) => name === parameter.name)?.[1];
    const problem = problemOf(operation, parameter, value);
    if (problem) problems.push(problem);
  }
  if (problems.length > 0) throw permanent(together(operation, problems));
  return Object.fromEntries(bound.filter(([, value]) => value !== undefined));
}

/** Those of the values that an operation takes. */
export function fittingParameters(operation: Operation, given: ParameterValues): ParameterValues {
  return Object.fromEntries(Object.entries(given).filter(([key]) => targetOf(operation, key) !== undefined));
}

/** A path without its value, or with a step upwards in its place, would lead to another operation. */
function problemOf({ operationId, path }: Operation, parameter: Parameter, value: unknown): FluxuError | undefined {
  const { name, isRequired, location } = parameter;
  const isMissing = value === undefined || value === null || (location === 'path' && value === '');
  if (isMissing)
    return isRequired ? flowConnectorError('FLX_CALL_PARAMETER_MISSING', { operation: operationId, name }) : undefined;
  const isStep = location === 'path' && (value === '.' || value === '..') && path.split('/').includes(`{${name}}`);
  if (!isStep) return undefined;
  const texts = { operation: operationId, name, found: `'${value}'`, expected: 'a name that is no step in a path' };
  return flowConnectorError('FLX_CALL_PARAMETER_INVALID', texts);
}

function together(operation: Operation, problems: readonly FluxuError[]): FluxuError {
  const [first] = problems;
  if (first && problems.length === 1) return first;
  return flowConnectorError(
    'FLX_CALL_PARAMETERS',
    { operation: operation.operationId, count: problems.length },
    { problems },
  );
}

function unknownParameter(operation: Operation, name: string): FluxuError {
  const known = operation.parameters.map((parameter) => parameter.name);
  return flowConnectorError(
    'FLX_CALL_PARAMETER_UNKNOWN',
    { operation: operation.operationId, name },
    { mend: suggestName(name, known) },
  );
}

/** Where a given value goes: declared name, then keys inside it. Exact names win over split ones, then case is ignored. */
function targetOf(operation: Operation, key: string): readonly string[] | undefined {
  const exact = findParameter(operation, key);
  if (exact) return [exact.name];
  const [first = '', ...rest] = key.split('/');
  const body = operation.parameters.find((parameter) => parameter.location === 'body');
  const owner = findParameter(operation, first) ?? (first.toLowerCase() === 'body' ? body : undefined);
  return owner && [owner.name, ...rest.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))];
}

function findParameter(operation: Operation, name: string): Parameter | undefined {
  const wanted = name.toLowerCase();
  return (
    operation.parameters.find((parameter) => parameter.name === name) ??
    operation.parameters.find((parameter) => parameter.name.toLowerCase() === wanted)
  );
}

/** The value with `leaf` put at the end of `path`; what was there beside it stays. */
function setAt(value: unknown, path: readonly string[], leaf: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return merge(value, leaf);
  if (Array.isArray(value) && /^\d+$/.test(key)) return value.with(Number(key), setAt(value[Number(key)], rest, leaf));
  const object = isPlainObject(value) ? value : {};
  return { ...object, [key]: setAt(Object.hasOwn(object, key) ? object[key] : undefined, rest, leaf) };
}

function merge(before: unknown, after: unknown): unknown {
  if (!isPlainObject(before) || !isPlainObject(after)) return after;
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    keys.map((key) => [key, Object.hasOwn(after, key) ? merge(before[key], after[key]) : before[key]]),
  );
}

function complete(parameter: Parameter, value: unknown, document: unknown): unknown {
  const isSilent = parameter.visibility === 'internal';
  const start = value ?? (parameter.hasDefault && (parameter.isRequired || isSilent) ? parameter.default : value);
  if (parameter.location !== 'body') return start;
  const filled = fillDefaults(document, parameter.schema, start, { isNeeded: parameter.isRequired, depth: 0 });
  return filled ?? (parameter.isRequired && parameter.type === 'object' ? {} : filled);
}

/** A list that was given in parts (`body/0/name`); undefined for anything else. */
function listOf(value: unknown): readonly unknown[] | undefined {
  if (!isPlainObject(value)) return undefined;
  const keys = Object.keys(value);
  const isList = keys.length > 0 && keys.every((key, index) => key === String(index));
  return isList ? Object.values(value) : undefined;
}

/** Deepest level of a body that defaults reach. */
const MAX_DEPTH = 8;

function fillDefaults(
  document: unknown,
  raw: unknown,
  value: unknown,
  { isNeeded, depth }: { isNeeded: boolean; depth: number },
): unknown {
  const schema = expandSchema(document, raw);
  const list = textAt(schema, 'type') === 'array' ? listOf(value) : undefined;
  if (list) return list;
  const properties = Object.entries(objectAt(schema, 'properties'));
  const canHoldFields = value === undefined ? isNeeded : isPlainObject(value);
  if (properties.length === 0 || depth >= MAX_DEPTH || !canHoldFields) return value;
  const required = new Set(textsAt(schema, 'required'));
  const object = isPlainObject(value) ? value : {};
  const added = properties.flatMap(([key, property]) => {
    const own = expandSchema(document, property);
    const isWanted = required.has(key) || textAt(own, 'x-ms-visibility') === 'internal';
    const inner = Object.hasOwn(object, key) ? object[key] : isWanted ? own['default'] : undefined;
    const filled = fillDefaults(document, own, inner, { isNeeded: required.has(key), depth: depth + 1 });
    return filled === undefined ? [] : [[key, filled] as const];
  });
  const result = { ...object, ...Object.fromEntries(added) };
  return Object.keys(result).length > 0 || value !== undefined ? result : undefined;
}
