import { isPlainObject } from '../../../base/json.ts';

export type Key = string;

/** The keys of `.a['b'].c` or `a.b`; `null` and an empty text mean none. */
export function parseKeys(text: string): readonly Key[] {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed === 'null') return [];
  return [...trimmed.matchAll(/\[\s*'((?:[^']|'')*)'\s*\]|\[\s*"([^"]*)"\s*\]|\[\s*(\d+)\s*\]|\.?([^.[\]]+)/g)].map(
    (match) => (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').replaceAll("''", "'").trim(),
  );
}

/** A place in a body: `@body().a['b']`, or in one element of a list: `@item().a`. */
export interface BodyPath {
  readonly root: 'body' | 'item';
  readonly keys: readonly Key[];
}

/** Reads `@body()…` and `@item()…`; the at sign may be missing. */
export function parseBodyPath(text: unknown): BodyPath {
  const match = /^\s*@?\{?(body|item|triggerBody)\(\)(.*?)\}?\s*$/i.exec(String(text ?? ''));
  return { root: match?.[1]?.toLowerCase() === 'item' ? 'item' : 'body', keys: parseKeys(match?.[2] ?? '') };
}

/** The value at the end of the keys; undefined where there is none. */
export function getAt(value: unknown, keys: readonly Key[]): unknown {
  return keys.reduce<unknown>((at, key) => {
    if (Array.isArray(at)) return /^\d+$/.test(key) ? at[Number(key)] : undefined;
    return isPlainObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }, value);
}

/** The value with `leaf` at the end of the keys; `undefined` takes the property away. */
export function putAt(value: unknown, keys: readonly Key[], leaf: unknown): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return leaf;
  if (Array.isArray(value))
    return /^\d+$/.test(key) && Number(key) < value.length
      ? value.with(Number(key), putAt(value[Number(key)], rest, leaf))
      : value;
  const object = isPlainObject(value) ? value : {};
  const inner = putAt(Object.hasOwn(object, key) ? object[key] : undefined, rest, leaf);
  const others = Object.entries(object).filter(([own]) => own !== key);
  return inner === undefined ? Object.fromEntries(others) : { ...object, [key]: inner };
}
