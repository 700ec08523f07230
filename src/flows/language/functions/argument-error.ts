import type { FluxuError } from '../../../base/errors.ts';
import { languageError } from '../catalogue.ts';
import { describeValue } from '../values/describe.ts';
import { type IntegerValue, toBigint } from '../values/numbers.ts';
import type { Value } from '../values/value.ts';

/** Which argument of which function is meant, and what it must be. */
export interface ArgumentRule {
  readonly function: string;
  readonly parameter: string;
  readonly expected: string;
}

/** The error for an argument of the right type with a value that cannot be used. */
export function valueError(rule: ArgumentRule, value: Value, cause?: unknown): FluxuError {
  return languageError('FLX_FLOW_ARGUMENT_VALUE', { ...rule, found: describeValue(value) }, { cause });
}

/**
 * An integer argument as a plain number.
 * @throws FLX_FLOW_ARGUMENT_VALUE when it is outside of what .NET calls an int (32 bits)
 */
export function toInt32(value: IntegerValue, rule: Omit<ArgumentRule, 'expected'>): number {
  const integer = toBigint(value);
  if (integer >= -0x80000000n && integer <= 0x7fffffffn) return Number(integer);
  throw valueError({ ...rule, expected: 'an integer of 32 bits' }, value);
}

/** A count: an integer that is not negative. */
export function toCount(value: IntegerValue, rule: Omit<ArgumentRule, 'expected'>): number {
  const count = toInt32(value, rule);
  if (count >= 0) return count;
  throw valueError({ ...rule, expected: 'a positive integer' }, value);
}
