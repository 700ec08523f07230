/** One place in which two values differ; what is not there is undefined, the rest JSON text. */
export interface Difference {
  readonly pointer: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Every place in which two JSON values differ, deepest first known, in the order of the second. */
export function differencesBetween(before: unknown, after: unknown, pointer = ''): readonly Difference[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isContainer(before) || !isContainer(after) || Array.isArray(before) !== Array.isArray(after))
    return [{ pointer, before: textOf(before), after: textOf(after) }];
  const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  return keys.flatMap((key) =>
    differencesBetween(
      (before as Record<string, unknown>)[key],
      (after as Record<string, unknown>)[key],
      `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
    ),
  );
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value);
}
