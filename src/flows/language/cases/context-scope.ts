import { type Clock, systemClock } from '../../../base/clock.ts';
import { type Random, systemRandom } from '../../../base/random.ts';
import { parseDateTicks } from '../dates/parse.ts';
import { createTickClock } from '../dates/tick-clock.ts';
import type { ActionRecord, NameKind, Scope } from '../scope.ts';
import { isInteger } from '../values/numbers.ts';
import { findKey } from '../values/properties.ts';
import { isArray, isObject, type Value, type ValueObject } from '../values/value.ts';

/** What an expression is to see, as plain JSON: the same shape that `fluxu evaluate` takes. Everything may be left out. */
export interface EvaluationContext {
  readonly parameters?: ValueObject;
  readonly variables?: ValueObject;
  /** `{name, inputs, outputs, …}` */
  readonly trigger?: ValueObject;
  /** By name: `{inputs, outputs, status, code, startTime, endTime, …}`, and `result` for a container. */
  readonly actions?: ValueObject;
  /** Current element by name of the Foreach. */
  readonly items?: ValueObject;
  readonly item?: Value;
  /** Count by name of the Until. */
  readonly iterationIndexes?: ValueObject;
  readonly workflow?: Value;
  /** Name of the action that `action()` means. */
  readonly currentAction?: string;
  readonly callbackUrl?: string;
  readonly appsettings?: ValueObject;
  readonly agentParameters?: ValueObject;
  /** A moment such as `2025-09-25T05:18:31.3384797Z` that utcNow() gives. */
  readonly utcNow?: string;
}

/** Where time and randomness come from. */
export interface ContextEffects {
  readonly clock?: Clock;
  readonly random?: Random;
}

const NOTHING: ValueObject = Object.freeze({});

/** A scope that answers from plain data. */
export function createContextScope(
  context: EvaluationContext,
  { clock = systemClock, random = systemRandom }: ContextEffects = {},
): Scope {
  const now = context.utcNow === undefined ? createTickClock(clock) : fixedTicks(context.utcNow);
  const action = (name: string) => recordOf(context.actions, name);
  return {
    parameter: (name) => lookUp(context.parameters, name),
    variable: (name) => lookUp(context.variables, name),
    trigger: () => (context.trigger ? { name: '', ...context.trigger } : undefined),
    action,
    currentAction: () => (context.currentAction === undefined ? undefined : action(context.currentAction)),
    result: (name) => resultOf(context.actions, name),
    items: (loop) => lookUp(context.items, loop),
    item: () => context.item,
    iterationIndex: (loop) => indexOf(lookUp(context.iterationIndexes, loop)),
    workflow: () => context.workflow,
    callbackUrl: () => context.callbackUrl,
    appSetting: (name) => textOf(lookUp(context.appsettings, name)),
    agentParameter: (name) => lookUp(context.agentParameters, name),
    nowTicks: now,
    randomFraction: () => random.fraction(),
    randomBytes: (count) => random.bytes(count),
    names: (kind) => Object.keys(namesOf(context, kind) ?? NOTHING),
  };
}

function fixedTicks(utcNow: string): () => bigint {
  const { ticks } = parseDateTicks(utcNow);
  return () => ticks;
}

function lookUp(values: ValueObject | undefined, name: string): Value | undefined {
  const key = values && findKey(values, name);
  return key === undefined ? undefined : (values?.[key] ?? null);
}

function recordOf(actions: ValueObject | undefined, name: string): ActionRecord | undefined {
  const key = actions && findKey(actions, name);
  const record = key === undefined ? undefined : actions?.[key];
  if (key === undefined || !isObject(record)) return undefined;
  const { result: _result, ...fields } = record;
  return { name: key, ...fields };
}

function resultOf(actions: ValueObject | undefined, name: string): readonly ActionRecord[] | undefined {
  const record = lookUp(actions, name);
  const result = isObject(record) ? record['result'] : undefined;
  return isArray(result) ? result.filter(isObject).map((entry) => ({ name: '', ...entry })) : undefined;
}

function indexOf(value: Value | undefined): number | undefined {
  return value !== undefined && isInteger(value) ? Number(value) : undefined;
}

function textOf(value: Value | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function namesOf(context: EvaluationContext, kind: NameKind): ValueObject | undefined {
  const byKind: Readonly<Record<NameKind, ValueObject | undefined>> = {
    parameter: context.parameters,
    variable: context.variables,
    action: context.actions,
    loop: { ...context.items, ...context.iterationIndexes },
    setting: context.appsettings,
  };
  return byKind[kind];
}
