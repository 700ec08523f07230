import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { isFluxuError, messageOf } from '../../base/errors.ts';
import { hashOf } from '../../base/ids.ts';
import { isArray, isObject, printJson, type Value, type ValueObject } from '../language/index.ts';
import { describeViolation, type Violation } from './violation.ts';

/** Most violations that are told of one value. */
const VIOLATION_LIMIT = 100;
const CACHE_LIMIT = 200;

const cache = new Map<string, ValidateFunction>();

/** A schema that cannot be used, and why. */
export class SchemaFault extends Error {}

/**
 * What a value has against a JSON Schema, in the words and the shape of the real host; nothing when it fits. Schemas are
 * read leniently, as the real host does: unknown keywords and formats are ignored, `required: true` of draft 3 and
 * `exclusiveMaximum: true` of draft 4 are understood.
 * @throws SchemaFault when the schema itself is none
 */
export function findViolations(schema: Value, value: Value): readonly Violation[] {
  const validate = compile(schema);
  const plain: unknown = JSON.parse(printJson(value));
  if (validate(plain)) return [];
  return (validate.errors ?? [])
    .filter((error) => !isOnlyWrapper(error))
    .slice(0, VIOLATION_LIMIT)
    .map((error) => describeViolation(error, plain));
}

/** Says only that some branch did not hold, which the branch itself says better. */
function isOnlyWrapper({ keyword }: ErrorObject): boolean {
  return keyword === 'if' || keyword === 'propertyNames';
}

function compile(schema: Value): ValidateFunction {
  const key = hashOf(printJson(schema));
  const known = cache.get(key);
  if (known) return known;
  const validate = compileAnew(schema);
  if (cache.size >= CACHE_LIMIT) cache.delete(cache.keys().next().value ?? '');
  cache.set(key, validate);
  return validate;
}

function compileAnew(schema: Value): ValidateFunction {
  const ajv = new Ajv({
    allErrors: true,
    strict: false,
    validateSchema: false,
    validateFormats: true,
    verbose: true,
    logger: false,
    addUsedSchema: false,
  });
  addFormats.default(ajv);
  try {
    return ajv.compile(modernize(schema) as object);
  } catch (error) {
    if (isFluxuError(error)) throw error;
    throw new SchemaFault(messageOf(error));
  }
}

const OLD_BOUNDS = [
  ['exclusiveMaximum', 'maximum'],
  ['exclusiveMinimum', 'minimum'],
] as const;

/** A schema of draft 3 or 4 as a newer draft says it. */
function modernize(schema: Value): Value {
  if (isArray(schema)) return schema.map(modernize);
  if (!isObject(schema)) return schema;
  const { $schema: _draft, id: _id, $id: _ownId, ...rest } = schema;
  const changed: Record<string, Value> = Object.fromEntries(
    Object.entries(rest).map(([name, inner]) => [name, KEPT_KEYWORDS.has(name) ? inner : modernize(inner)]),
  );
  if (typeof schema['id'] === 'object') changed['id'] = modernize(schema['id']);
  if (typeof schema['$id'] === 'object') changed['$id'] = modernize(schema['$id']);
  for (const [exclusive, bound] of OLD_BOUNDS) modernizeBound(changed, exclusive, bound);
  if (typeof changed['required'] === 'boolean') delete changed['required'];
  if (isArray(changed['required']) && changed['required'].length === 0) delete changed['required'];
  if (changed['type'] === '' || changed['type'] === 'any' || isEmptyTypes(changed['type'])) delete changed['type'];
  return changed;
}

/** Keywords whose content is data, not a schema. */
const KEPT_KEYWORDS = new Set(['enum', 'const', 'default', 'examples', 'required']);

function isEmptyTypes(type: Value | undefined): boolean {
  return isArray(type) && type.length === 0;
}

function modernizeBound(schema: Record<string, Value>, exclusive: string, bound: string): void {
  const flag = schema[exclusive];
  if (typeof flag !== 'boolean') return;
  delete schema[exclusive];
  const limit = schema[bound];
  if (!flag || limit === undefined) return;
  schema[exclusive] = limit;
  delete schema[bound];
}

/** True when there is a schema to hold something against. */
export function isSchema(value: Value | undefined): value is ValueObject {
  return isObject(value) && Object.keys(value).length > 0;
}
