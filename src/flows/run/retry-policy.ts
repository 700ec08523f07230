import { parseDurationSeconds } from '../../base/duration.ts';
import { isFluxuError } from '../../base/errors.ts';
import type { Random } from '../../base/random.ts';
import { flowError } from '../catalogue.ts';
import { isObject, type Value, type ValueObject } from '../language/index.ts';

/** How often and when a failed attempt is followed by another. */
export interface RetryPolicy {
  readonly type: 'none' | 'fixed' | 'exponential';
  /** Attempts after the first. */
  readonly count: number;
  readonly intervalSeconds: number;
  readonly minimumSeconds: number;
  readonly maximumSeconds: number;
}

/** Four more attempts at growing intervals, as Azure Logic Apps does when nothing is said. */
export const DEFAULT_RETRY_POLICY: RetryPolicy = Object.freeze({
  type: 'exponential',
  count: 4,
  intervalSeconds: 7.5,
  minimumSeconds: 5,
  maximumSeconds: 45,
});

const MOST_RETRIES = 90;
const DAY_SECONDS = 86_400;

/** The policy of an action's evaluated inputs. @throws FLX_FLOW_RETRY_POLICY */
export function readRetryPolicy(inputs: Value | undefined): RetryPolicy {
  const policy = isObject(inputs) ? inputs['retryPolicy'] : undefined;
  if (policy === undefined || policy === null) return DEFAULT_RETRY_POLICY;
  if (!isObject(policy)) throw wrong('it is no object');
  const type = String(policy['type'] ?? 'default').toLowerCase();
  if (type === 'none') return { ...DEFAULT_RETRY_POLICY, type: 'none', count: 0 };
  if (type === 'default') return DEFAULT_RETRY_POLICY;
  if (type !== 'fixed' && type !== 'exponential') throw wrong(`there is no type '${type}'`);
  return {
    type,
    count: readCount(policy['count']),
    intervalSeconds: readSeconds(policy, 'interval', DEFAULT_RETRY_POLICY.intervalSeconds),
    minimumSeconds: readSeconds(policy, 'minimumInterval', 0),
    maximumSeconds: readSeconds(policy, 'maximumInterval', DAY_SECONDS),
  };
}

function wrong(problem: string): Error {
  return flowError('FLX_FLOW_RETRY_POLICY', { problem });
}

function readCount(value: Value | undefined): number {
  const count = Number(value ?? DEFAULT_RETRY_POLICY.count);
  if (!Number.isInteger(count) || count < 1 || count > MOST_RETRIES)
    throw wrong(`count is ${String(value)}, not a whole number from 1 to ${MOST_RETRIES}`);
  return count;
}

function readSeconds(policy: ValueObject, name: string, fallback: number): number {
  const value = policy[name];
  if (value === undefined || value === null) return fallback;
  try {
    return parseDurationSeconds(String(value));
  } catch (cause) {
    if (!isFluxuError(cause)) throw cause;
    throw flowError('FLX_FLOW_RETRY_POLICY', { problem: `${name}: ${cause.message}` }, { cause });
  }
}

/**
 * Seconds to wait before retry `number` (1 for the first); undefined when the retries are used up. Exponential: a random
 * moment of [max(2^(n−2)·i, min), min(2^(n−1)·i, max)], for the first of [min, min(i, max)].
 * Source: Azure Logic Apps, "Handle errors and exceptions", table of retry ranges.
 */
export function retryDelaySeconds(policy: RetryPolicy, number: number, random: Random): number | undefined {
  if (number > policy.count) return undefined;
  const { intervalSeconds: interval, minimumSeconds, maximumSeconds } = policy;
  if (policy.type === 'fixed') return interval;
  const from = Math.max(number === 1 ? 0 : 2 ** (number - 2) * interval, minimumSeconds);
  const to = Math.min(2 ** (number - 1) * interval, maximumSeconds);
  return to <= from ? Math.min(from, maximumSeconds) : from + random.fraction() * (to - from);
}
