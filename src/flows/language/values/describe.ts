import { isBinary } from './binary.ts';
import { Decimal } from './exact-number.ts';
import { isInteger, isNumber, numberText } from './numbers.ts';
import { isArray, type Value } from './value.ts';

const LONGEST_SHOWN = 40;

/** A value in words for an error message: its type and, when short, itself. */
export function describeValue(value: Value | undefined): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string')
    return value.length > LONGEST_SHOWN ? `the string '${value.slice(0, LONGEST_SHOWN)}…'` : `the string '${value}'`;
  if (typeof value === 'boolean') return `the boolean ${value}`;
  if (isNumber(value))
    return `the ${isInteger(value) ? 'integer' : value instanceof Decimal ? 'decimal' : 'float'} ${numberText(value)}`;
  if (isArray(value)) return `an array of ${value.length}`;
  return isBinary(value) ? `a binary of type ${value['$content-type']}` : 'an object';
}
