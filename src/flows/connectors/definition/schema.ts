import { isPlainObject } from '../../../base/json.ts';
import { objectAt, resolveReference, textAt, textsAt } from './reader.ts';

/** A schema as it is written in a definition, references still inside. */
export type Schema = Readonly<Record<string, unknown>>;

/** A schema with its reference followed and `allOf` put together, one level deep. */
export function expandSchema(document: unknown, schema: unknown, depth = 0): Schema {
  const own = resolveReference(document, schema);
  const parts = Array.isArray(own['allOf']) && depth < 8 ? own['allOf'] : [];
  if (parts.length === 0) return own;
  const expanded = [...parts.map((part) => expandSchema(document, part, depth + 1)), { ...own, allOf: undefined }];
  return {
    ...Object.assign({}, ...expanded),
    properties: Object.assign({}, ...expanded.map((part) => objectAt(part, 'properties'))),
    required: [...new Set(expanded.flatMap((part) => textsAt(part, 'required')))],
  };
}

/** The type a schema means: named, or told by its properties, items or values; undefined when it may be anything. */
export function typeOf(schema: Schema): string | undefined {
  const named = Array.isArray(schema['type']) ? schema['type'].find((type) => type !== 'null') : schema['type'];
  if (typeof named === 'string') return named;
  if (isPlainObject(schema['properties']) && Object.keys(schema['properties']).length > 0) return 'object';
  if (isPlainObject(schema['items'])) return 'array';
  const [first] = Array.isArray(schema['enum']) ? schema['enum'] : [];
  return typeof first === 'string' ? 'string' : undefined;
}

/** A field inside a body, under the name flows give it: `body/customer/name`. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly format?: string;
  readonly required: boolean;
  readonly summary?: string;
  readonly description?: string;
  readonly visibility?: string;
}

/** Most fields told of one body, and how deep; recursive schemas end there. */
const MAX_FIELDS = 500;
const MAX_DEPTH = 8;

/** The fields of a body schema, objects taken apart, arrays kept whole. */
export function fieldsOf(document: unknown, schema: unknown, name: string): readonly Field[] {
  const fields: Field[] = [];
  collect(document, { schema, name, required: true, depth: 0 }, fields);
  return fields;
}

function collect(
  document: unknown,
  at: { schema: unknown; name: string; required: boolean; depth: number },
  fields: Field[],
): void {
  if (fields.length >= MAX_FIELDS) return;
  const schema = expandSchema(document, at.schema);
  const properties = Object.entries(objectAt(schema, 'properties'));
  if (properties.length === 0 || at.depth >= MAX_DEPTH) {
    fields.push(fieldOf(schema, at));
    return;
  }
  const required = new Set(textsAt(schema, 'required'));
  for (const [key, property] of properties) {
    const name = `${at.name}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    collect(
      document,
      { schema: property, name, required: at.required && required.has(key), depth: at.depth + 1 },
      fields,
    );
  }
}

function fieldOf(schema: Schema, { name, required }: { name: string; required: boolean }): Field {
  const format = textAt(schema, 'format');
  const summary = textAt(schema, 'x-ms-summary') ?? textAt(schema, 'title');
  const description = textAt(schema, 'description');
  const visibility = textAt(schema, 'x-ms-visibility');
  return {
    name,
    type: typeOf(schema) ?? 'any',
    required,
    ...(format && { format }),
    ...(summary && { summary }),
    ...(description && { description }),
    ...(visibility && { visibility }),
  };
}
