import { isPlainObject, pointerOf } from '../../base/json.ts';

/** A change of the definition that would break flows which use it. */
export interface BreakingChange {
  /** JSON pointer into the definition. */
  readonly pointer: string;
  readonly message: string;
}

/**
 * What flows made with one definition would lose with another: operations that went, moved or changed their kind, parameters
 * that went, changed place or type, parameters that are newly required, fields of answers that went or changed type.
 */
export function findBreakingChanges(before: unknown, after: unknown): readonly BreakingChange[] {
  const now = new Map(operationsOf(after).map((operation) => [operation.operationId, operation]));
  return operationsOf(before).flatMap((old) => {
    const current = now.get(old.operationId);
    if (!current) return [{ pointer: old.pointer, message: `The operation ${old.operationId} is gone.` }];
    return [...movedOf(old, current), ...parametersOf(old, current), ...fieldsOf(old, current)];
  });
}

interface FoundOperation {
  readonly operationId: string;
  readonly pointer: string;
  readonly method: string;
  readonly path: string;
  readonly content: Readonly<Record<string, unknown>>;
  readonly document: unknown;
  readonly notification: unknown;
}

function operationsOf(document: unknown): readonly FoundOperation[] {
  const paths = objectAt(document, 'paths');
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(isPlainObject(item) ? item : {}).flatMap(([method, content]) => {
      if (!isPlainObject(content) || typeof content['operationId'] !== 'string') return [];
      const pointer = pointerOf('paths', path, method);
      const notification = objectAt(item, 'x-ms-notification-content')['schema'];
      return [{ operationId: content['operationId'], pointer, method, path, content, document, notification }];
    }),
  );
}

function movedOf(old: FoundOperation, current: FoundOperation): readonly BreakingChange[] {
  const { pointer, operationId } = old;
  const changes: BreakingChange[] = [];
  if (old.method !== current.method || old.path !== current.path)
    changes.push({ pointer, message: `${operationId} moved to ${current.method} ${current.path}.` });
  if (old.content['x-ms-trigger'] !== current.content['x-ms-trigger'])
    changes.push({ pointer, message: `${operationId} is another kind of trigger.` });
  return changes;
}

function parametersOf(old: FoundOperation, current: FoundOperation): readonly BreakingChange[] {
  const { pointer, operationId } = old;
  const before = new Map(parameterList(old).map((parameter) => [String(parameter['name']), parameter]));
  const after = new Map(parameterList(current).map((parameter) => [String(parameter['name']), parameter]));
  const changes: BreakingChange[] = [];
  for (const [name, parameter] of before) {
    const now = after.get(name);
    if (!now) changes.push({ pointer, message: `The parameter ${name} of ${operationId} is gone.` });
    else if (now['in'] !== parameter['in'] || now['type'] !== parameter['type'])
      changes.push({ pointer, message: `The parameter ${name} of ${operationId} has another place or type.` });
  }
  for (const [name, parameter] of after)
    if (parameter['required'] === true && before.get(name)?.['required'] !== true)
      changes.push({ pointer, message: `The parameter ${name} of ${operationId} is newly required.` });
  return changes;
}

function parameterList({ content }: FoundOperation): readonly Record<string, unknown>[] {
  return Array.isArray(content['parameters']) ? content['parameters'].filter(isPlainObject) : [];
}

function fieldsOf(old: FoundOperation, current: FoundOperation): readonly BreakingChange[] {
  const { pointer, operationId } = old;
  const now = new Map(outputFields(current));
  return outputFields(old).flatMap(([name, type]) => {
    if (!now.has(name)) return [{ pointer, message: `The field ${name} of ${operationId} is gone.` }];
    return now.get(name) === type
      ? []
      : [{ pointer, message: `The field ${name} of ${operationId} has another type.` }];
  });
}

/** Fields of what an operation gives, with their types. */
function outputFields(operation: FoundOperation): readonly (readonly [string, unknown])[] {
  const responses = objectAt(operation.content, 'responses');
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  const schema = operation.notification ?? objectAt(success, 'schema');
  return walk(schema, operation.document);
}

function walk(given: unknown, document: unknown, prefix = ''): readonly (readonly [string, unknown])[] {
  const schema = resolve(given, document);
  const properties = Object.entries(objectAt(schema, 'properties'));
  const own = properties.flatMap(([name, inner]) => {
    const path = `${prefix}${name}`;
    return [[path, resolve(inner, document)['type']] as const, ...walk(inner, document, `${path}/`)];
  });
  return schema['items'] === undefined ? own : [...own, ...walk(schema['items'], document, `${prefix}*/`)];
}

function resolve(schema: unknown, document: unknown): Readonly<Record<string, unknown>> {
  if (!isPlainObject(schema)) return {};
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  return objectAt(objectAt(document, 'definitions'), reference.split('/').at(-1) ?? '');
}

function objectAt(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const inner = isPlainObject(value) ? value[key] : undefined;
  return isPlainObject(inner) ? inner : {};
}
