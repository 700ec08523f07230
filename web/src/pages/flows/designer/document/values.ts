/** The value at a path inside plain data; undefined where there is none. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Readonly<Record<string, unknown>>)[key]
        : undefined,
    value,
  );
}

/** The same data with another value at a path; undefined takes the member out. */
export function withValue(value: unknown, path: readonly string[], next: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return next;
  if (Array.isArray(value))
    return value.map((item, index) => (String(index) === key ? withValue(item, rest, next) : item));
  const members = typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  const changed = withValue(Object.hasOwn(members, key) ? members[key] : undefined, rest, next);
  if (changed !== undefined) return { ...members, [key]: changed };
  const { [key]: _removed, ...others } = members;
  return others;
}

/** A value as a person edits it: texts as they are, anything else as JSON. */
export function textOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** What a person typed as a value: JSON where it is an object, list, number, boolean or null, otherwise a text. */
export function valueFrom(text: string, previous: unknown): unknown {
  const trimmed = text.trim();
  if (trimmed === '') return typeof previous === 'string' || previous === undefined ? '' : undefined;
  const looksLikeJson =
    /^[[{]/.test(trimmed) || (typeof previous !== 'string' && /^(-?\d|true$|false$|null$)/.test(trimmed));
  if (!looksLikeJson) return text;
  try {
    return JSON.parse(trimmed) as unknown;
  } catch {
    return text;
  }
}

/** JSON pointer of a path. */
export function pointerOf(path: readonly string[]): string {
  return path.map((key) => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
