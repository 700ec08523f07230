import { pointerOf } from './values.ts';

/** One place in which two values differ. */
export interface Difference {
  /** JSON pointer. */
  readonly pointer: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly from?: unknown;
  readonly to?: unknown;
}

/** Every place in which `to` differs from `from`, the deepest that tell it. */
export function differences(from: unknown, to: unknown, path: readonly string[] = []): readonly Difference[] {
  if (JSON.stringify(from) === JSON.stringify(to)) return [];
  const pointer = pointerOf(path);
  if (from === undefined) return [{ pointer, kind: 'added', to }];
  if (to === undefined) return [{ pointer, kind: 'removed', from }];
  if (!isObject(from) || !isObject(to)) return [{ pointer, kind: 'changed', from, to }];
  const keys = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return keys.flatMap((key) => differences(from[key], to[key], [...path, key]));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
