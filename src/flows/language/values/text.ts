import { printJson } from '../json/print.ts';
import { binaryText, isBinary } from './binary.ts';
import { isNumber, numberText } from './numbers.ts';
import type { Value } from './value.ts';

/** A value as text, as an interpolation shows it: null is empty, binaries are decoded, objects and arrays are JSON. */
export function toText(value: Value): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
      return value ? 'True' : 'False';
    default:
      if (value === null) return '';
      if (isNumber(value)) return numberText(value);
      return isBinary(value) ? binaryText(value) : printJson(value);
  }
}
