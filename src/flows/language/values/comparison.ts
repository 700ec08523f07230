import { compareDecimals, toDecimal } from './decimal.ts';
import { Decimal, LongInteger } from './exact-number.ts';
import { isFloat, type NumberValue, toDouble } from './numbers.ts';

/** Sign of `left - right`; exact for integers and decimals. NaN is below everything, as in .NET. */
export function compareNumbers(left: NumberValue, right: NumberValue): number {
  if (typeof left === 'number' && typeof right === 'number') return compareDoubles(left, right);
  const isExact =
    left instanceof Decimal || right instanceof Decimal || left instanceof LongInteger || right instanceof LongInteger;
  const exactLeft = isExact ? toDecimal(left) : undefined;
  const exactRight = isExact ? toDecimal(right) : undefined;
  if (exactLeft && exactRight && !(isFloat(left) && isFloat(right))) return compareDecimals(exactLeft, exactRight);
  return compareDoubles(toDouble(left), toDouble(right));
}

function compareDoubles(left: number, right: number): number {
  if (left < right) return -1;
  if (left > right) return 1;
  if (left === right) return 0;
  return Number(Number.isNaN(right)) - Number(Number.isNaN(left));
}

/** Sign of the ordinal comparison of two strings, by UTF-16 code units. */
export function compareOrdinal(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
