import { isPlainObject, pointerOf } from '../../../base/json.ts';

/** Something about a definition that a reader should know. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly pointer: string;
  readonly message: string;
}

type Key = string | number;

/** Gives the object under a key, or an empty one: foreign definitions are never trusted to be whole. */
export function objectAt(value: unknown, key: string): Record<string, unknown> {
  const inner = isPlainObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return isPlainObject(inner) ? inner : {};
}

/** The array under a key, or an empty one. */
export function arrayAt(value: unknown, key: string): readonly unknown[] {
  const inner = isPlainObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return Array.isArray(inner) ? inner : [];
}

/** The text under a key, if it is one. */
export function textAt(value: unknown, key: string): string | undefined {
  const inner = isPlainObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return typeof inner === 'string' ? inner : undefined;
}

/** The texts of the array under a key. */
export function textsAt(value: unknown, key: string): readonly string[] {
  return arrayAt(value, key).filter((item) => typeof item === 'string');
}

/** Longest chain of references that is followed. */
const MAX_REFERENCES = 20;

/** What a value stands for in its document: itself, or the target of its local `$ref` (JSON pointer); empty when there is none. */
export function resolveReference(document: unknown, value: unknown): Record<string, unknown> {
  let current = value;
  for (let hop = 0; hop < MAX_REFERENCES; hop++) {
    if (!isPlainObject(current)) return {};
    const reference = current['$ref'];
    if (typeof reference !== 'string') return current;
    current = readPointer(document, reference.replace(/^#/, ''));
  }
  return {};
}

/** The value a JSON pointer leads to (RFC 6901), own properties only. */
export function readPointer(document: unknown, pointer: string): unknown {
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => safeDecode(key).replaceAll('~1', '/').replaceAll('~0', '~'));
  return keys.reduce<unknown>((at, key) => {
    if (Array.isArray(at)) return at[Number(key)];
    return isPlainObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }, document);
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Collects problems under the pointers where they are. */
export class ProblemList {
  readonly #problems: Problem[] = [];

  error(path: readonly Key[], message: string): void {
    this.#problems.push({ severity: 'error', pointer: pointerOf(...path), message });
  }

  warning(path: readonly Key[], message: string): void {
    this.#problems.push({ severity: 'warning', pointer: pointerOf(...path), message });
  }

  get all(): readonly Problem[] {
    return this.#problems;
  }
}
