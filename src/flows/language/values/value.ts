import type { ExactNumber } from './exact-number.ts';

/**
 * Any value of the Workflow Definition Language: JSON, and numbers that a double cannot say.
 * A plain number with no fraction is an integer, any other a float; `ExactNumber` holds the rest.
 * Every value can be given to `JSON.stringify` without loss.
 */
export type Value = null | boolean | string | number | ExactNumber | readonly Value[] | ValueObject;

/** An object of the language; keys are looked up without regard to case, the exact one first. */
export interface ValueObject {
  readonly [key: string]: Value;
}

/** True for an object of the language, not for arrays and exact numbers. */
export function isObject(value: Value | undefined): value is ValueObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isExactNumberLike(value);
}

/** True for an array of the language. */
export function isArray(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

function isExactNumberLike(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== Object.prototype && prototype !== null;
}
