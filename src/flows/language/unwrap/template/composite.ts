import { printJson } from '../../json/print.ts';
import { isArray, isObject, type Value } from '../../values/value.ts';

/** Text of a .NET composite format: `{0}`, `{1:D2}`, doubled braces. */
export function formatComposite(pattern: string, values: readonly Value[]): string {
  return pattern.replace(
    /\{\{|\}\}|\{(\d+)(?::([A-Za-z])(\d*))?\}/g,
    (whole, index: string | undefined, letter: string | undefined, digits: string | undefined) => {
      if (whole === '{{') return '{';
      if (whole === '}}') return '}';
      const value = values[Number(index)];
      const plain = value === undefined ? whole : isArray(value) || isObject(value) ? printJson(value) : String(value);
      return letter?.toUpperCase() === 'D' ? plain.padStart(Number(digits || 0), '0') : plain;
    },
  );
}
