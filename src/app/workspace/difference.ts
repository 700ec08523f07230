import { isPlainObject, pointerOf } from '../../base/json.ts';

/** One part that differs between two values; what is absent on a side is left out. */
export interface Difference {
  /** JSON pointer into the definition. */
  readonly pointer: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** The smallest parts in which two JSON values differ; items of lists are compared by their place. */
export function differencesOf(from: unknown, to: unknown, keys: readonly (string | number)[] = []): Difference[] {
  if (isPlainObject(from) && isPlainObject(to)) {
    const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
    return names.flatMap((name) => differencesOf(from[name], to[name], [...keys, name]));
  }
  if (Array.isArray(from) && Array.isArray(to)) {
    const length = Math.max(from.length, to.length);
    return Array.from({ length }, (_, index) => index).flatMap((index) =>
      differencesOf(from[index], to[index], [...keys, index]),
    );
  }
  if (Object.is(from, to)) return [];
  const sides = { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
  return [{ pointer: pointerOf(...keys), ...sides }];
}
