import { isArray, isObject, type Value } from '../values/value.ts';

/**
 * What a deployment template leaves open is kept as text between two private-use characters, with its declared type where
 * that is known. An object that may have more members than are known has one under the bare mark.
 */
const MARK = '\ue000';

/** A value that is known only at deployment. */
export function unresolved(type = ''): string {
  return `${MARK}${type.toLowerCase()}${MARK}`;
}

/** The key that says of an object: there may be more. */
export const OPEN_KEY: string = MARK;

/** True for a text with a part that is not known. */
export function isUnresolved(value: Value | undefined): boolean {
  return typeof value === 'string' && value.includes(MARK);
}

/** True for an object that may have more members than are known. */
export function isOpen(value: Value | undefined): boolean {
  return isObject(value) && Object.hasOwn(value, OPEN_KEY);
}

/** The declared type of a value that is wholly unknown; the empty text when none was declared. */
export function unresolvedType(value: string): string | undefined {
  const parts = value.split(MARK);
  return parts.length === 3 && parts[0] === '' && parts[2] === '' ? (parts[1] ?? '') : undefined;
}

/** True when nothing in a value is unknown. */
export function isResolved(value: Value): boolean {
  if (typeof value === 'string') return !value.includes(MARK);
  if (isArray(value)) return value.every(isResolved);
  return !isObject(value) || (!isOpen(value) && Object.values(value).every(isResolved));
}
