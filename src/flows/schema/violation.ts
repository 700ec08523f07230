import type { ErrorObject } from 'ajv';
import type { Value } from '../language/index.ts';

/** One way in which a value does not fit its schema, with the members that the real host gives. */
export interface Violation {
  readonly message: string;
  readonly lineNumber: number;
  readonly linePosition: number;
  /** `orders[0].id`; empty for the whole value. */
  readonly path: string;
  readonly value: Value;
  /** JSON pointer of the schema, e.g. `#/properties/orders/items`. */
  readonly schemaId: string;
  /** The keyword, e.g. `type`. */
  readonly errorType: string;
  readonly childErrors: readonly Violation[];
}

/** A violation from what the validator found. Source of the texts: Newtonsoft.Json.Schema, which the real host uses. */
export function describeViolation(error: ErrorObject, root: unknown): Violation {
  const { keyword, instancePath, schemaPath } = error;
  const message = describe(error);
  const cut = schemaPath.lastIndexOf('/');
  return {
    message,
    lineNumber: 0,
    linePosition: 0,
    path: dottedPath(instancePath, root),
    value: (error.data ?? null) as Value,
    schemaId: schemaPath.slice(0, cut) || '#',
    errorType: keyword === 'exclusiveMaximum' ? 'maximum' : keyword === 'exclusiveMinimum' ? 'minimum' : keyword,
    childErrors: [],
  };
}

type Describe = (error: Readonly<Record<string, unknown>>, data: unknown) => string;

const TEXTS: Readonly<Record<string, Describe>> = {
  type: ({ type }, data) =>
    `Invalid type. Expected ${[type].flat().map(typeTitle).join(', ')} but got ${kindOf(data)}.`,
  required: ({ missingProperty }) => `Required properties are missing from object: ${missingProperty}.`,
  additionalProperties: ({ additionalProperty }) =>
    `Property '${additionalProperty}' has not been defined and the schema does not allow additional properties.`,
  enum: (_parameters, data) => `Value ${shown(data)} is not defined in enum.`,
  const: (_parameters, data) => `Value ${shown(data)} does not match const.`,
  maximum: ({ limit }, data) => `${kindOf(data)} ${data} exceeds maximum value of ${limit}.`,
  minimum: ({ limit }, data) => `${kindOf(data)} ${data} is less than minimum value of ${limit}.`,
  exclusiveMaximum: ({ limit }, data) =>
    data === limit
      ? `${kindOf(data)} ${data} equals maximum value of ${limit} and exclusive maximum is true.`
      : `${kindOf(data)} ${data} exceeds maximum value of ${limit}.`,
  exclusiveMinimum: ({ limit }, data) =>
    data === limit
      ? `${kindOf(data)} ${data} equals minimum value of ${limit} and exclusive minimum is true.`
      : `${kindOf(data)} ${data} is less than minimum value of ${limit}.`,
  multipleOf: ({ multipleOf }, data) => `${kindOf(data)} ${data} is not a multiple of ${multipleOf}.`,
  minLength: ({ limit }, data) => `String '${data}' is less than minimum length of ${limit}.`,
  maxLength: ({ limit }, data) => `String '${data}' exceeds maximum length of ${limit}.`,
  pattern: ({ pattern }, data) => `String '${data}' does not match regex pattern '${pattern}'.`,
  format: ({ format }, data) => `String '${data}' does not validate against format '${format}'.`,
  minItems: ({ limit }, data) => `Array item count ${countOf(data)} is less than minimum count of ${limit}.`,
  maxItems: ({ limit }, data) => `Array item count ${countOf(data)} exceeds maximum count of ${limit}.`,
  uniqueItems: ({ i }) => `Non-unique array item at index ${i}.`,
  minProperties: ({ limit }, data) => `Object property count ${countOf(data)} is less than minimum count of ${limit}.`,
  maxProperties: ({ limit }, data) => `Object property count ${countOf(data)} exceeds maximum count of ${limit}.`,
  dependencies: ({ property, missingProperty }) =>
    `Dependencies for property '${property}' failed. Missing required keys: ${missingProperty}.`,
  contains: () => 'No items match contains.',
  anyOf: () => "JSON does not match any schemas from 'anyOf'.",
  oneOf: ({ passingSchemas }) =>
    Array.isArray(passingSchemas)
      ? `JSON is valid against more than one schema from 'oneOf'. Valid schema indexes: ${passingSchemas.join(', ')}.`
      : "JSON is valid against no schemas from 'oneOf'.",
  not: () => "JSON is valid against schema from 'not'.",
  'false schema': () => 'Schema always fails validation.',
};

function describe({ keyword, params, data, message }: ErrorObject): string {
  const text = Object.hasOwn(TEXTS, keyword) ? TEXTS[keyword] : undefined;
  return text ? text(params, data) : `The value ${message ?? 'does not fit'}.`;
}

function typeTitle(type: unknown): string {
  const text = String(type);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function kindOf(data: unknown): string {
  if (data === null || data === undefined) return 'Null';
  if (Array.isArray(data)) return 'Array';
  if (typeof data === 'number') return Number.isInteger(data) ? 'Integer' : 'Number';
  return typeTitle(typeof data);
}

function shown(data: unknown): string {
  return JSON.stringify(data) ?? 'null';
}

function countOf(data: unknown): number {
  return Object.keys(data as object).length;
}

/** A JSON pointer as the real host writes paths: `orders[0].id`. */
function dottedPath(pointer: string, root: unknown): string {
  let place: unknown = root;
  let path = '';
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (Array.isArray(place)) path += `[${key}]`;
    else if (/^[A-Za-z_$][\w$-]*$/.test(key)) path += path === '' ? key : `.${key}`;
    else path += `['${key}']`;
    place = typeof place === 'object' && place !== null ? (place as Record<string, unknown>)[key] : undefined;
  }
  return path;
}
