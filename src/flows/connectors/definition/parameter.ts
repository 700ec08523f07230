import { isPlainObject } from '../../../base/json.ts';
import { type ProblemList, resolveReference, textAt } from './reader.ts';
import { expandSchema, typeOf } from './schema.ts';

export type ParameterLocation = 'path' | 'query' | 'header' | 'body' | 'formData';
export type CollectionFormat = 'csv' | 'ssv' | 'tsv' | 'pipes' | 'multi';

/** One parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly location: ParameterLocation;
  /** JSON type, `file`, or `any`. */
  readonly type: string;
  readonly format: string | undefined;
  readonly isRequired: boolean;
  readonly hasDefault: boolean;
  readonly default: unknown;
  /** `important`, `advanced` or `internal`; internal ones are never shown and always sent with their default. */
  readonly visibility: string | undefined;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly collectionFormat: CollectionFormat;
  /** How often a path value is percent-encoded. */
  readonly urlEncoding: 'single' | 'double';
  /** Whole schema of a body; of any other parameter its own definition. */
  readonly schema: Readonly<Record<string, unknown>>;
}

const LOCATIONS: readonly string[] = ['path', 'query', 'header', 'body', 'formData'];
const COLLECTION_FORMATS: readonly string[] = ['csv', 'ssv', 'tsv', 'pipes', 'multi'];

/** Reads the parameters of an operation: those of its path, then its own, which win. */
export function readParameters(
  document: unknown,
  sources: readonly { readonly values: readonly unknown[]; readonly path: readonly (string | number)[] }[],
  problems: ProblemList,
): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  for (const { values, path } of sources) {
    for (const [index, value] of values.entries()) {
      const parameter = readParameter(document, { value, path: [...path, index] }, problems);
      if (parameter) found.set(`${parameter.location} ${parameter.name}`, parameter);
    }
  }
  return [...found.values()];
}

function readParameter(
  document: unknown,
  { value, path }: { value: unknown; path: readonly (string | number)[] },
  problems: ProblemList,
): Parameter | undefined {
  const raw = resolveReference(document, value);
  const name = textAt(raw, 'name');
  const location = textAt(raw, 'in');
  if (name === undefined || location === undefined || !LOCATIONS.includes(location)) {
    problems.error(
      path,
      name === undefined
        ? 'The parameter has no name or its reference leads nowhere.'
        : `The parameter '${name}' has no known place ('in').`,
    );
    return undefined;
  }
  return describe(document, { raw, name, location: location as ParameterLocation });
}

function describe(
  document: unknown,
  { raw, name, location }: { raw: Readonly<Record<string, unknown>>; name: string; location: ParameterLocation },
): Parameter {
  const schema = location === 'body' || isPlainObject(raw['schema']) ? expandSchema(document, raw['schema']) : raw;
  const format = textAt(raw, 'collectionFormat') ?? 'csv';
  const fallback = Object.hasOwn(raw, 'default') ? raw['default'] : schema['default'];
  return {
    name,
    location,
    type: typeOf(schema) ?? 'any',
    format: textAt(schema, 'format'),
    isRequired: raw['required'] === true || raw['required'] === 'true' || location === 'path',
    hasDefault: fallback !== undefined,
    default: fallback,
    visibility: textAt(raw, 'x-ms-visibility'),
    summary: textAt(raw, 'x-ms-summary'),
    description: textAt(raw, 'description'),
    collectionFormat: (COLLECTION_FORMATS.includes(format) ? format : 'csv') as CollectionFormat,
    urlEncoding: textAt(raw, 'x-ms-url-encoding') === 'double' ? 'double' : 'single',
    schema,
  };
}
