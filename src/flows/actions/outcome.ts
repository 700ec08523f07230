import { isFluxuError } from '../../base/errors.ts';
import { CallError, isRetryableError, isRetryableStatus } from '../connectors/index.ts';
import type { Value, ValueObject } from '../language/index.ts';
import type { ActionEnded } from './action.ts';
import { statusName } from './status-name.ts';

/** A step that did what it was to do. */
export function succeeded(outputs?: Value, code = 'OK'): ActionEnded {
  return { kind: 'ended', status: 'Succeeded', code, outputs };
}

/** What a failed step says: the code that history and `result()` show, a text for people, and what it gave all the same. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly outputs?: Value | undefined;
}

/** A step that failed for good. */
export function failed({ code, message, outputs }: Failure): ActionEnded {
  return { kind: 'ended', status: 'Failed', code, outputs, error: { code, message } };
}

/**
 * The outcome of what was thrown: an expression that cannot be evaluated, or a call that got no answer. Anything that is no
 * FluxuError is a bug and is thrown again.
 * @param abort the step's own signal: what was thrown after it says only that the step was stopped
 */
export function failedBy(error: unknown, abort?: AbortSignal): ActionEnded {
  if (abort?.aborted) return { kind: 'ended', status: 'Cancelled', code: 'ActionAborted' };
  if (!isFluxuError(error)) throw error;
  const { code, message } = error;
  const seconds = error instanceof CallError ? error.retryAfterSeconds : undefined;
  return {
    ...failed({ code, message }),
    isRetryable: isRetryableError(error),
    retryAfterMilliseconds: seconds === undefined ? undefined : seconds * 1000,
  };
}

/** What a service answered, as outputs of a step. */
export interface Answer {
  readonly statusCode: number;
  readonly headers: ValueObject;
  readonly body?: Value | undefined;
}

/**
 * The outcome of an answer: below 400 the step succeeded; 408, 429 and 5xx may pass.
 * @param retryAfterSeconds what the service asked for before another attempt
 */
export function outcomeOf(answer: Answer, retryAfterSeconds?: number): ActionEnded {
  const { statusCode, headers, body } = answer;
  const code = statusName(statusCode);
  const outputs: Value = { statusCode, headers, ...(body !== undefined && { body }) };
  if (statusCode < 400) return succeeded(outputs, code);
  return {
    ...failed({ code, message: messageIn(body) ?? `The service answered ${statusCode} (${code}).`, outputs }),
    isRetryable: isRetryableStatus(statusCode),
    retryAfterMilliseconds: retryAfterSeconds === undefined ? undefined : retryAfterSeconds * 1000,
  };
}

/** What the body itself says went wrong: `error.message` or `message`. */
function messageIn(body: Value | undefined): string | undefined {
  for (const place of [memberOf(body, 'error'), body]) {
    const message = memberOf(place, 'message');
    if (typeof message === 'string' && message !== '') return message.slice(0, MESSAGE_LIMIT);
  }
  return undefined;
}

const MESSAGE_LIMIT = 2000;

function memberOf(value: Value | undefined, name: string): Value | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as ValueObject)[name];
}

/** True for an outcome among values. */
export function isEnded(value: ActionEnded | readonly Value[]): value is ActionEnded {
  return !Array.isArray(value);
}
