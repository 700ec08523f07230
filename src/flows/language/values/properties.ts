import type { ValueObject } from './value.ts';

/** The key of an object that `name` stands for: the exact one, else the first that differs in case only. */
export function findKey(object: ValueObject, name: string): string | undefined {
  if (Object.hasOwn(object, name)) return name;
  const wanted = name.toLowerCase();
  for (const key of Object.keys(object)) {
    if (key.length === name.length && key.toLowerCase() === wanted) return key;
  }
  return undefined;
}
