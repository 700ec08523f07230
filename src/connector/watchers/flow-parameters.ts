import type { FluxuError, Place } from '../../base/errors.ts';
import { isPlainObject, pointerToken } from '../../base/json.ts';
import type { Flow } from '../../model/flow.ts';
import type { TriggerKind } from '../../triggers/trigger-kind.ts';
import { connectorError } from '../catalogue.ts';
import { nestParameters, placeOf } from './trigger-parameters.ts';

interface ParameterContext {
  readonly kind: TriggerKind;
  readonly flow: Flow;
  readonly place: Place;
}

/** The parameters of a flow's trigger as a watcher keeps them; parameters of the flow are replaced by their defaults. */
export function readParameters(
  given: Readonly<Record<string, unknown>>,
  { kind, flow, place }: ParameterContext,
): { readonly parameters: Readonly<Record<string, unknown>>; readonly problems: readonly FluxuError[] } {
  const known: Record<string, unknown> = {};
  const problems: FluxuError[] = [];
  for (const [name, raw] of Object.entries(given)) {
    if (placeOf(name, kind) === undefined) continue;
    const value = resolve(raw, flow);
    if (value === undefined) {
      const pointer = `${place.pointer ?? ''}/parameters/${pointerToken(name)}`;
      const parts = { name, expression: String(raw) };
      problems.push(connectorError('FLX_WATCH_EXPRESSION', parts, { place: { ...place, pointer } }));
    } else known[name] = value;
  }
  return { parameters: nestParameters(known, kind), problems };
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
