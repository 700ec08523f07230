import { Decimal, LongInteger, WholeFloat } from './exact-number.ts';
import type { NumberValue } from './numbers.ts';

/** Largest magnitude of a .NET decimal: 96 bits. */
const MAX_COEFFICIENT = 2n ** 96n - 1n;
/** Most fractional digits of a .NET decimal. */
const MAX_SCALE = 28;

/** A decimal within .NET's range: excess fractional digits are rounded half to even; undefined when too large. */
export function normalizeDecimal(coefficient: bigint, scale: number): Decimal | undefined {
  let excess = Math.max(0, scale - MAX_SCALE);
  for (;;) {
    const rounded = excess === 0 ? coefficient : divideHalfEven(coefficient, 10n ** BigInt(excess));
    if (magnitude(rounded) <= MAX_COEFFICIENT) return new Decimal(rounded, scale - excess);
    if (excess >= scale) return undefined;
    excess++;
  }
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function divideHalfEven(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const twice = magnitude(dividend % divisor) * 2n;
  const isUp = twice > divisor || (twice === divisor && quotient % 2n !== 0n);
  return isUp ? quotient + (dividend < 0n ? -1n : 1n) : quotient;
}

/** Any number as a decimal; undefined for NaN, infinities and numbers beyond the range. */
export function toDecimal(value: NumberValue): Decimal | undefined {
  if (value instanceof Decimal) return value;
  if (value instanceof LongInteger) return new Decimal(value.value, 0);
  const double = value instanceof WholeFloat ? value.value : value;
  return Number.isFinite(double) ? parseDecimal(String(double)) : undefined;
}

/** The decimal that a plain number text (`-12.50`, `1e-7`) says; undefined when it is none or does not fit. */
export function parseDecimal(text: string): Decimal | undefined {
  const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/.exec(text);
  if (!match || `${match[2] ?? ''}${match[3] ?? ''}` === '') return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const scale = fraction.length - Number(exponent);
  return scale >= 0
    ? normalizeDecimal(digits, scale)
    : normalizeDecimal(digits * 10n ** BigInt(Math.min(-scale, 100)), 0);
}

/** Sign of `left - right`. */
export function compareDecimals(left: Decimal, right: Decimal): number {
  const [a, b] = align(left, right);
  return a < b ? -1 : a > b ? 1 : 0;
}

function align(left: Decimal, right: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(left.scale, right.scale);
  return [
    left.coefficient * 10n ** BigInt(scale - left.scale),
    right.coefficient * 10n ** BigInt(scale - right.scale),
    scale,
  ];
}

/** Sum; undefined when it is out of range. */
export function addDecimals(left: Decimal, right: Decimal): Decimal | undefined {
  const [a, b, scale] = align(left, right);
  return normalizeDecimal(a + b, scale);
}

/** Difference; undefined when it is out of range. */
export function subtractDecimals(left: Decimal, right: Decimal): Decimal | undefined {
  const [a, b, scale] = align(left, right);
  return normalizeDecimal(a - b, scale);
}

/** Product; undefined when it is out of range. */
export function multiplyDecimals(left: Decimal, right: Decimal): Decimal | undefined {
  return normalizeDecimal(left.coefficient * right.coefficient, left.scale + right.scale);
}

/** Quotient with up to 28 significant fractional digits and no superfluous zeros; undefined when out of range. */
export function divideDecimals(left: Decimal, right: Decimal): Decimal | undefined {
  const [a, b] = align(left, right);
  const quotient = divideHalfEven(a * 10n ** BigInt(MAX_SCALE) * (b < 0n ? -1n : 1n), magnitude(b));
  const fitted = normalizeDecimal(quotient, MAX_SCALE);
  if (!fitted) return undefined;
  let { coefficient, scale } = fitted;
  while (scale > 0 && coefficient % 10n === 0n) {
    coefficient /= 10n;
    scale--;
  }
  return new Decimal(coefficient, scale);
}

/** Remainder with the sign of the dividend. */
export function remainderDecimals(left: Decimal, right: Decimal): Decimal | undefined {
  const [a, b, scale] = align(left, right);
  return normalizeDecimal(a % b, scale);
}
