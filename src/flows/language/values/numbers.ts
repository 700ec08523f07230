import { Decimal, LongInteger, WholeFloat } from './exact-number.ts';
import type { Value } from './value.ts';

/** Any number of the language. */
export type NumberValue = number | LongInteger | WholeFloat | Decimal;
/** An integer of the language. */
export type IntegerValue = number | LongInteger;

const INT64_MIN = -(2n ** 63n);
const INT64_MAX = 2n ** 63n - 1n;

/** True when a 64-bit signed integer holds it. */
export function fitsInt64(value: bigint): boolean {
  return value >= INT64_MIN && value <= INT64_MAX;
}

/** An integer value in its smallest form. */
export function createInteger(value: bigint): IntegerValue {
  const plain = Number(value);
  return Number.isSafeInteger(plain) ? plain : new LongInteger(value);
}

/** A float value; whole ones are marked as floats. */
export function createFloat(value: number): number | WholeFloat {
  return Number.isSafeInteger(value) ? new WholeFloat(value) : value;
}

/** True for integers. */
export function isInteger(value: Value | undefined): value is IntegerValue {
  return typeof value === 'number' ? Number.isSafeInteger(value) : value instanceof LongInteger;
}

/** True for any number. */
export function isNumber(value: Value | undefined): value is NumberValue {
  return (
    typeof value === 'number' || value instanceof LongInteger || value instanceof WholeFloat || value instanceof Decimal
  );
}

/** True for floats, whole ones included; not for decimals. */
export function isFloat(value: Value | undefined): value is number | WholeFloat {
  return value instanceof WholeFloat || (typeof value === 'number' && !Number.isSafeInteger(value));
}

/** The double nearest to a number. */
export function toDouble(value: NumberValue): number {
  if (typeof value === 'number') return value;
  if (value instanceof WholeFloat) return value.value;
  return Number(value.toString());
}

/** An integer as a bigint. */
export function toBigint(value: IntegerValue): bigint {
  return typeof value === 'number' ? BigInt(value) : value.value;
}

/** A float as .NET writes it: shortest digits that read back, `1E+15` from fifteen digits on. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  if (Object.is(value, -0)) return '-0';
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent >= 15) return `${mantissa}E+${exponent}`;
  if (exponent < -4) return `${mantissa}E-${String(-exponent).padStart(2, '0')}`;
  return String(value).includes('e') ? value.toFixed(-exponent + mantissa.length) : String(value);
}

/** A number as text, as in an interpolation. */
export function numberText(value: NumberValue): string {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? String(value) : floatText(value);
  return value instanceof WholeFloat ? floatText(value.value) : value.toString();
}
