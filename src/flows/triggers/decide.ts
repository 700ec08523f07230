import { isFluxuError } from '../../base/errors.ts';
import type { ActionError } from '../actions/action.ts';
import { jsonTypeOf } from '../actions/array-input.ts';
import {
  evaluateCondition,
  evaluateTemplate,
  isArray,
  isObject,
  type Scope,
  toText,
  type Value,
  type ValueObject,
} from '../language/index.ts';

/** What a trigger gave at one time. */
export interface Given {
  readonly inputs: Value | undefined;
  readonly outputs: Value | undefined;
}

/** One run that a firing starts. */
export interface PlannedRun {
  /** Position among the elements of splitOn; 0 without. */
  readonly index: number;
  readonly outputs: Value | undefined;
  readonly clientTrackingId: string | undefined;
}

/** Whether a trigger fires, and what it starts. */
export type Decision =
  | { readonly kind: 'fires'; readonly runs: readonly PlannedRun[] }
  | { readonly kind: 'skipped' | 'failed'; readonly error: ActionError };

/** Most elements of splitOn. */
const SPLIT_LIMIT = 100_000;

/**
 * Decides about what a trigger gave: `splitOn` makes one run of each element, which then stands for the body; a run is
 * started where all `conditions` hold. An expression that cannot be evaluated fails the trigger.
 */
export function decide(definition: ValueObject, given: Given, scopeFor: (given: Given) => Scope): Decision {
  try {
    const parts = split(definition, given, scopeFor);
    if (isDecision(parts)) return parts;
    const runs = parts.flatMap((outputs, index): PlannedRun[] => {
      const scope = scopeFor({ ...given, outputs });
      return isWanted(definition, scope) ? [{ index, outputs, clientTrackingId: trackingIdOf(definition, scope) }] : [];
    });
    if (runs.length > 0) return { kind: 'fires', runs };
    const isEmpty = parts.length === 0;
    return skipped(
      isEmpty ? 'NothingToSplit' : 'TriggerConditionNotMet',
      isEmpty ? 'There is nothing to start a run for.' : 'The conditions of the trigger do not hold.',
    );
  } catch (error) {
    if (!isFluxuError(error)) throw error;
    return { kind: 'failed', error: { code: 'InvalidTemplate', message: error.message } };
  }
}

function skipped(code: string, message: string): Decision {
  return { kind: 'skipped', error: { code, message } };
}

function split(definition: ValueObject, given: Given, scopeFor: (given: Given) => Scope): readonly Value[] | Decision {
  const splitOn = definition['splitOn'];
  if (splitOn === undefined || splitOn === null) return [given.outputs ?? null];
  const list = evaluateTemplate(toText(splitOn), scopeFor(given));
  if (!isArray(list)) return splitFailed(`splitOn gives a value of type '${jsonTypeOf(list)}'. It must be an array.`);
  if (list.length > SPLIT_LIMIT) return splitFailed(`splitOn gives ${list.length} elements, more than ${SPLIT_LIMIT}.`);
  const whole = isObject(given.outputs) ? given.outputs : {};
  return list.map((body) => ({ ...whole, body }));
}

function isDecision(value: readonly Value[] | Decision): value is Decision {
  return !Array.isArray(value);
}

function splitFailed(message: string): Decision {
  return { kind: 'failed', error: { code: 'SplitOnFailed', message } };
}

function isWanted(definition: ValueObject, scope: Scope): boolean {
  const conditions = definition['conditions'];
  return (
    !isArray(conditions) ||
    conditions.every((condition) => !isObject(condition) || evaluateCondition(condition['expression'] ?? true, scope))
  );
}

/** The tracking id that `correlation` asks for, of the trigger or of splitOn. */
function trackingIdOf(definition: ValueObject, scope: Scope): string | undefined {
  for (const holder of [definition['splitOnConfiguration'], definition]) {
    const correlation = isObject(holder) ? holder['correlation'] : undefined;
    const expression = isObject(correlation) ? correlation['clientTrackingId'] : undefined;
    if (expression === undefined || expression === null) continue;
    const id = toText(evaluateTemplate(toText(expression), scope));
    if (id !== '') return id.slice(0, 200);
  }
  return undefined;
}

/** True when a condition of the trigger looks at the status of the answer, which replaces the rule that only 200 fires. */
export function decidesByStatus({ conditions }: ValueObject): boolean {
  return (
    isArray(conditions) &&
    conditions.some((condition) => /status/i.test(isObject(condition) ? toText(condition['expression'] ?? null) : ''))
  );
}
