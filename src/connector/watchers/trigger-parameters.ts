import type Type from 'typebox';
import { isPlainObject } from '../../base/json.ts';
import type { TriggerKind } from '../../triggers/trigger-kind.ts';
import { NESTED_PARAMETER, optionNames } from '../definition/trigger-parameters.ts';

/** Parameters that belong to the connector itself, not to what is watched. */
const OF_THE_CONNECTOR = new Set(['dataset', 'instance', 'notificationUrl', 'callbackUrl']);

/** Keys under which a parameter of an operation is kept, e.g. `options`, `direction`; undefined for those of the connector itself. */
export function placeOf(name: string, kind: TriggerKind): readonly string[] | undefined {
  const keys = name.replace(/^body\//, '').split('/');
  if (OF_THE_CONNECTOR.has(keys[0] ?? '')) return undefined;
  return keys.length === 1 && optionNames(kind).includes(keys[0] ?? '') ? [NESTED_PARAMETER, ...keys] : keys;
}

/**
 * Parameters of a trigger as a watcher keeps them: `body/` prefixes dropped, options nested, numbers, truth values and objects
 * read from text where the trigger wants them. What does not convert stays for the check to find.
 */
export function nestParameters(
  given: Readonly<Record<string, unknown>>,
  kind: TriggerKind,
): Readonly<Record<string, unknown>> {
  const parameters: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const keys = placeOf(name, kind);
    if (keys && value !== undefined && value !== '') setAt(parameters, keys, value);
  }
  return convert(kind.parameters, parameters) as Record<string, unknown>;
}

function setAt(target: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[key] = value;
    return;
  }
  const inner = isPlainObject(target[key]) ? { ...target[key] } : {};
  setAt(inner, rest, value);
  target[key] = inner;
}

function convert(schema: Type.TSchema, value: unknown): unknown {
  const { type, properties } = schema as { type?: string; properties?: Record<string, Type.TSchema> };
  if (isPlainObject(value) && properties) {
    const entries = Object.entries(value).map(([key, inner]) => {
      const own = Object.hasOwn(properties, key) ? properties[key] : undefined;
      return [key, own ? convert(own, inner) : inner];
    });
    return Object.fromEntries(entries);
  }
  if (typeof value !== 'string' || value.trim() === '') return value;
  if (type === 'number' || type === 'integer') return Number.isNaN(Number(value)) ? value : Number(value);
  if (type === 'boolean' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
  return type === 'object' ? parseObject(value) : value;
}

function parseObject(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
