import type { OperationView } from '../../../../../../src/app/view/designer.ts';
import { membersOf, type StepDefinition, typeOf } from './definition.ts';
import { withValue } from './values.ts';

/** Deepest member that an example shows; schemas that name themselves end there. */
const MAX_DEPTH = 6;

const OF_FORMAT: Readonly<Record<string, string>> = {
  'date-time': '2026-01-31T08:30:00Z',
  date: '2026-01-31',
  time: '08:30:00Z',
  email: 'ane@example.com',
  uri: 'https://example.com',
  uuid: '00000000-0000-4000-8000-000000000000',
};

/**
 * A value that fits a JSON Schema: its example, default or first choice where it has one; texts say what they are.
 * @param name what the value is called, for texts without any of these
 */
export function exampleOf(schema: unknown, name = 'text', depth = 0): unknown {
  const members = membersOf(schema);
  const { properties, items, anyOf, oneOf, title } = members;
  const given = givenBy(members);
  if (given !== undefined) return given;
  const other = firstOf(anyOf) ?? firstOf(oneOf);
  if (other !== undefined && depth < MAX_DEPTH) return exampleOf(other, name, depth + 1);
  switch (kindOf(members)) {
    case 'object':
      return depth >= MAX_DEPTH
        ? {}
        : Object.fromEntries(
            Object.entries(membersOf(properties)).map(([key, property]) => [key, exampleOf(property, key, depth + 1)]),
          );
    case 'array':
      return items === undefined || depth >= MAX_DEPTH ? [] : [exampleOf(items, name, depth + 1)];
    case 'integer':
    case 'number':
      return typeof members['minimum'] === 'number' ? members['minimum'] : 1;
    case 'boolean':
      return true;
    case 'string':
      return OF_FORMAT[String(members['format'])] ?? String(title ?? name);
    default:
      return null;
  }
}

/** What a schema itself says of its value. */
function givenBy(schema: Readonly<Record<string, unknown>>): unknown {
  const { const: only, example, examples, default: fallback, enum: choices } = schema;
  return [only, example, firstOf(examples), fallback, firstOf(choices)].find((value) => value !== undefined);
}

/** The examples that a schema and its members give; undefined where they give none. */
function samplesIn(schema: unknown, depth = 0): unknown {
  const members = membersOf(schema);
  const given = givenBy(members);
  if (given !== undefined || depth >= MAX_DEPTH) return given;
  const found = Object.entries(membersOf(members['properties']))
    .map(([key, property]) => [key, samplesIn(property, depth + 1)] as const)
    .filter(([, value]) => value !== undefined);
  return found.length > 0 ? Object.fromEntries(found) : undefined;
}

/** What is known of `triggerOutputs()` before the trigger fires: the values that it names itself, and examples of its schema. */
export function triggerSample(step: StepDefinition, operation: OperationView | undefined): unknown {
  const inputs = membersOf(step['inputs']);
  if (!operation) return { body: samplesIn(inputs['schema']) ?? {} };
  const parameters = membersOf(inputs['parameters']);
  const named = operation.outputs.flatMap(({ path }) => {
    const own = literal(parameters[path]);
    return own === undefined ? [] : [[path, own] as const];
  });
  return { body: Object.fromEntries(named) };
}

/**
 * What a trigger could give, in the shape of `triggerOutputs()`: after the schema of a request, or what the operation of a
 * connector says it gives, with the values that the trigger itself names.
 */
export function triggerExample(step: StepDefinition, operation: OperationView | undefined): unknown {
  const inputs = membersOf(step['inputs']);
  if (!operation) return typeOf(step) === 'request' ? { body: exampleOf(inputs['schema'] ?? { type: 'object' }) } : {};
  const parameters = membersOf(inputs['parameters']);
  const body = operation.outputs.reduce<unknown>((outputs, { path, title, type, format }) => {
    const keys = path.split('/').map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
    const own = keys.length === 1 ? literal(parameters[path]) : undefined;
    return path === '' ? outputs : withValue(outputs, keys, own ?? exampleOf({ type, format, title }));
  }, {});
  return { body };
}

/** A value that is no expression and not empty. */
function literal(value: unknown): unknown {
  const isText = typeof value === 'string' && value !== '' && !value.includes('@');
  return isText || typeof value === 'number' ? value : undefined;
}

function kindOf({ type, properties, items }: Readonly<Record<string, unknown>>): unknown {
  const named = Array.isArray(type) ? type.find((each) => each !== 'null') : type;
  return named ?? (properties !== undefined ? 'object' : items !== undefined ? 'array' : undefined);
}

function firstOf(values: unknown): unknown {
  return Array.isArray(values) ? values[0] : undefined;
}
