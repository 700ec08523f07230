import { isPlainObject } from '../src/base/json.ts';
import type { Operation } from '../src/flows/connectors/definition/operation.ts';
import type { Parameter } from '../src/flows/connectors/definition/parameter.ts';
import { objectAt, textAt } from '../src/flows/connectors/definition/reader.ts';
import { expandSchema, type Schema, typeOf } from '../src/flows/connectors/definition/schema.ts';

/** Text that shows whether addresses are encoded: space, slash, signs with a meaning, letters beyond ASCII. */
const AWKWARD = 'a b/ñ&c=d+e%f';
const MAX_DEPTH = 6;

/** A value for each parameter of an operation, whole bodies by declared name; plain texts are `text`. */
export function sampleValues(
  operation: Operation,
  document: unknown,
  text = AWKWARD,
): Readonly<Record<string, unknown>> {
  const samples = operation.parameters.map((parameter) => {
    const sample = sampleOf(parameter, document);
    return [parameter.name, sample === AWKWARD ? text : sample];
  });
  return Object.fromEntries(samples);
}

function sampleOf(parameter: Parameter, document: unknown): unknown {
  if (parameter.type === 'file')
    return { '$content-type': 'text/plain', $content: Buffer.from('file').toString('base64') };
  const value = sampleSchema(document, parameter.schema, 0);
  if (value !== undefined) return value;
  return parameter.location === 'body' ? {} : AWKWARD;
}

/** The same values as flows carry them: fields of a body apart, with slashes. */
export function flattenBodies(
  operation: Operation,
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const bodies = new Set(operation.parameters.filter(({ location }) => location === 'body').map(({ name }) => name));
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (bodies.has(name) ? flatten(name, value) : [[name, value]])),
  );
}

function flatten(name: string, value: unknown): [string, unknown][] {
  const isTree = isPlainObject(value) && Object.keys(value).length > 0 && !('$content' in value);
  if (!isTree) return [[name, value]];
  return Object.entries(value).flatMap(([key, inner]) =>
    flatten(`${name}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, inner),
  );
}

function sampleSchema(document: unknown, raw: unknown, depth: number): unknown {
  const schema = expandSchema(document, raw);
  const [first] = Array.isArray(schema['enum']) ? schema['enum'] : [];
  if (first !== undefined) return first;
  switch (typeOf(schema)) {
    case 'object':
      return sampleObject(document, schema, depth);
    case 'array':
      return sampleArray(document, schema, depth);
    case 'integer':
    case 'number':
      return sampleNumber(schema);
    case 'boolean':
      return true;
    case 'string':
      return sampleText(schema);
    case 'null':
      return null;
    default:
      return undefined;
  }
}

function sampleObject(document: unknown, schema: Schema, depth: number): Record<string, unknown> {
  if (depth >= MAX_DEPTH) return {};
  const fields = Object.entries(objectAt(schema, 'properties')).flatMap(([name, property]) => {
    const value = sampleSchema(document, property, depth + 1);
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(fields);
}

function sampleArray(document: unknown, schema: Schema, depth: number): unknown[] {
  if (depth >= MAX_DEPTH) return [];
  const least = typeof schema['minItems'] === 'number' ? schema['minItems'] : 1;
  const item = sampleSchema(document, schema['items'], depth + 1);
  return Array.from({ length: Math.max(1, least) }, () => item ?? 'item');
}

function sampleNumber(schema: Schema): number {
  const least = typeof schema['minimum'] === 'number' ? schema['minimum'] : 1;
  const step = typeof schema['multipleOf'] === 'number' ? schema['multipleOf'] : 1;
  const isOpen = schema['exclusiveMinimum'] === true;
  const value = Math.ceil(least / step) * step;
  return isOpen && value === least ? value + step : value;
}

const FORMATS: Readonly<Record<string, string>> = {
  date: '2026-11-23',
  'date-time': '2026-11-23T09:00:00Z',
  'date-no-tz': '2026-11-23T09:00:00',
  email: 'ane@example.com',
  uri: 'https://example.com/a?b=c',
  url: 'https://example.com/a?b=c',
  uuid: '0193595c-2a80-7c4e-9d7b-3f1f6a1c2b11',
  byte: Buffer.from('bytes').toString('base64'),
};

function sampleText(schema: Schema): string {
  const known = FORMATS[textAt(schema, 'format') ?? ''] ?? AWKWARD;
  const least = typeof schema['minLength'] === 'number' ? schema['minLength'] : 0;
  const most = typeof schema['maxLength'] === 'number' ? schema['maxLength'] : Number.POSITIVE_INFINITY;
  return known.padEnd(least, 'x').slice(0, most);
}
