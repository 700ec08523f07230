import { compareNumbers } from './comparison.ts';
import { Decimal } from './exact-number.ts';
import { isInteger, isNumber } from './numbers.ts';
import { isArray, isObject, type Value } from './value.ts';

/** True when two values are the same: numbers by amount, strings by ordinal, objects without regard to order of keys. */
export function isEqual(left: Value, right: Value): boolean {
  if (left === right) return true;
  if (isNumber(left)) return isNumber(right) && compareNumbers(left, right) === 0;
  if (isArray(left))
    return (
      isArray(right) &&
      left.length === right.length &&
      left.every((element, index) => isEqual(element, right[index] ?? null))
    );
  if (!isObject(left) || !isObject(right)) return false;
  const keys = Object.keys(left);
  if (keys.length !== Object.keys(right).length) return false;
  return keys.every((key) => Object.hasOwn(right, key) && isEqual(left[key] ?? null, right[key] ?? null));
}

/** A text that is the same for equal values, for look-ups in sets. */
export function equalityKey(value: Value): string {
  if (typeof value === 'string') return `s${value}`;
  if (value === null || typeof value === 'boolean') return String(value);
  if (isNumber(value))
    return isInteger(value)
      ? `n${value}`
      : `n${value instanceof Decimal ? trimZeros(value.toString()) : String(value)}`;
  if (isArray(value)) return `[${value.map((element) => JSON.stringify(equalityKey(element))).join()}]`;
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${JSON.stringify(equalityKey(value[key] ?? null))}`).join()}}`;
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
