import type Type from 'typebox';
import type { FluxuError, Place } from '../../base/errors.ts';
import { isPlainObject, pointerToken } from '../../base/json.ts';
import type { Flow } from '../../model/flow.ts';
import type { TriggerKind } from '../../triggers/trigger-kind.ts';
import { connectorError } from '../catalogue.ts';

/** Parameters that belong to the connector itself, not to what is watched. */
const OF_THE_CONNECTOR = new Set(['dataset', 'instance', 'notificationUrl', 'callbackUrl']);

interface ParameterContext {
  readonly kind: TriggerKind;
  readonly flow: Flow;
  readonly place: Place;
}

/**
 * The parameters of a flow's trigger as a watcher keeps them: `body/` prefixes dropped, `options/direction` nested, parameters
 * of the flow replaced by their defaults, numbers and truth values read from text where the trigger wants them.
 */
export function readParameters(
  given: Readonly<Record<string, unknown>>,
  { kind, flow, place }: ParameterContext,
): { readonly parameters: Record<string, unknown>; readonly problems: readonly FluxuError[] } {
  const parameters: Record<string, unknown> = {};
  const problems: FluxuError[] = [];
  for (const [key, raw] of Object.entries(given)) {
    const path = key.replace(/^body\//, '').split('/');
    if (OF_THE_CONNECTOR.has(path[0] ?? '')) continue;
    const value = resolve(raw, flow);
    if (value === undefined) {
      const pointer = `${place.pointer ?? ''}/parameters/${pointerToken(key)}`;
      const parts = { name: key, expression: String(raw) };
      problems.push(connectorError('FLX_WATCH_EXPRESSION', parts, { place: { ...place, pointer } }));
    } else setAt(parameters, path, value);
  }
  return { parameters: convert(kind.parameters, parameters) as Record<string, unknown>, problems };
}

/** A value that is known before any run; undefined for other expressions. */
function resolve(value: unknown, flow: Flow): unknown {
  if (isPlainObject(value)) {
    const entries = Object.entries(value).map(([key, inner]) => [key, resolve(inner, flow)] as const);
    return entries.some(([, inner]) => inner === undefined) ? undefined : Object.fromEntries(entries);
  }
  if (typeof value !== 'string') return value;
  const parameter = /^@(?:\{\s*)?parameters\('([^']+)'\)(?:\s*\})?$/.exec(value.trim())?.[1];
  if (parameter !== undefined) return defaultOf(flow, parameter);
  if (value.startsWith('@@')) return value.slice(1);
  return value.startsWith('@') || value.includes('@{') ? undefined : value;
}

function defaultOf({ definition }: Flow, name: string): unknown {
  const declared = isPlainObject(definition['parameters']) ? definition['parameters'] : {};
  const parameter = declared[name];
  return isPlainObject(parameter) ? parameter['defaultValue'] : undefined;
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

/** Text as number or truth value where the schema wants one; what does not convert stays for the check to find. */
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
