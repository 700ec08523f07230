import { isArray, isObject, type Value } from '../language/index.ts';

/** JSON values as the workspace keeps them: numbers are plain ones, of which only digits beyond a double are lost. */
export function plainValue(value: Value): unknown {
  if (isArray(value)) return value.map(plainValue);
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plainValue(member)]));
  return typeof value === 'object' && value !== null ? Number(value.toString()) : value;
}
