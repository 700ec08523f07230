import type Type from 'typebox';
import Value from 'typebox/value';
import type { FluxuError, Place } from '../base/errors.ts';
import { isPlainObject, pointerToken } from '../base/json.ts';
import { suggestName } from '../base/nearest.ts';
import { modelError } from './catalogue.ts';

/** Most problems told at once. */
const MAX_PROBLEMS = 50;

/**
 * Checks a value against a schema and gives it typed.
 * @throws FLX_INVALID with every problem (FLX_INVALID_VALUE, FLX_UNKNOWN_PROPERTY, FLX_MISSING_PROPERTY), each with its pointer.
 */
export function validate<Schema extends Type.TSchema>(
  schema: Schema,
  value: unknown,
  place: Place,
): Type.Static<Schema> {
  const problems = findProblems(schema, value, place);
  if (problems.length > 0) throw invalid(problems, place);
  return value as Type.Static<Schema>;
}

/** One error that stands for several; place says which document. */
export function invalid(problems: readonly FluxuError[], place: Place): FluxuError {
  return modelError(
    'FLX_INVALID',
    { what: place.object ?? place.file ?? 'The input', count: problems.length },
    { place, problems },
  );
}

/** All problems of a value against a schema; empty when it fits. */
export function findProblems(schema: Type.TSchema, value: unknown, place: Place): FluxuError[] {
  if (Value.Check(schema, value)) return [];
  const branch = narrow(schema, value);
  const errors = Value.Errors(branch, value).filter((error) => !['anyOf', 'boolean'].includes(error.keyword));
  const seen = new Set<string>();
  const problems: FluxuError[] = [];
  for (const error of errors) {
    for (const problem of explain(error as unknown as SchemaFault, { schema: branch, value, place })) {
      const key = `${problem.place?.pointer} ${problem.message}`;
      if (!seen.has(key) && problems.length < MAX_PROBLEMS) problems.push(problem);
      seen.add(key);
    }
  }
  return problems;
}

interface SchemaFault {
  readonly keyword: string;
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message: string;
}
interface Subject {
  readonly schema: Type.TSchema;
  readonly value: unknown;
  readonly place: Place;
}

function explain(fault: SchemaFault, { schema, value, place }: Subject): FluxuError[] {
  const at = (suffix = ''): Place => ({ ...place, pointer: `${place.pointer ?? ''}${fault.instancePath}${suffix}` });
  if (fault.keyword === 'additionalProperties') {
    const unknown = fault.params['additionalProperties'] as string[];
    const known = Object.keys(
      (resolvePath(schema, fault.schemaPath) as { properties?: object } | undefined)?.properties ?? {},
    );
    return unknown.map((name) =>
      modelError(
        'FLX_UNKNOWN_PROPERTY',
        { name },
        { place: at(`/${pointerToken(name)}`), mend: suggestName(name, known) },
      ),
    );
  }
  if (fault.keyword === 'required') {
    const missing = fault.params['requiredProperties'] as string[];
    return missing.map((name) => modelError('FLX_MISSING_PROPERTY', { name }, { place: at() }));
  }
  const found = shorten(readPointer(value, fault.instancePath));
  return [modelError('FLX_INVALID_VALUE', { found, rule: ruleOf(fault) }, { place: at() })];
}

function ruleOf(fault: SchemaFault): string {
  if (fault.keyword === 'enum') return `must be one of ${(fault.params['allowedValues'] as unknown[]).join(', ')}`;
  if (fault.keyword === 'const') return `must be ${JSON.stringify(fault.params['allowedValue'])}`;
  return fault.message;
}

/** For a union of objects told apart by a constant or enumerated property, the branch the value means; otherwise the schema itself. */
function narrow(schema: Type.TSchema, value: unknown): Type.TSchema {
  const options = (schema as { anyOf?: Type.TSchema[] }).anyOf;
  if (!options || !isPlainObject(value)) return schema;
  return options.find((option) => isMeant(option, value)) ?? schema;
}

function isMeant(option: Type.TSchema, value: Record<string, unknown>): boolean {
  const properties =
    (option as { properties?: Record<string, { const?: unknown; enum?: unknown[] }> }).properties ?? {};
  const tags = Object.entries(properties).filter(([, property]) => property.const !== undefined || property.enum);
  return (
    tags.length > 0 &&
    tags.every(([name, { const: constant, enum: values }]) =>
      values ? values.includes(value[name]) : value[name] === constant,
    )
  );
}

function resolvePath(schema: unknown, path: string): unknown {
  const keys = path
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
    schema,
  );
}

function readPointer(value: unknown, pointer: string): unknown {
  return resolvePath(value, pointer);
}

function shorten(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
