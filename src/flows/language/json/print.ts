import { languageError } from '../catalogue.ts';
import { Decimal, LongInteger, WholeFloat } from '../values/exact-number.ts';
import { floatText } from '../values/numbers.ts';
import type { Value, ValueObject } from '../values/value.ts';
import { MAX_JSON_DEPTH } from './parse.ts';

const NEEDS_ESCAPE = /["\\\p{Cc}\u2028\u2029\p{Cs}]/u;

/**
 * A value as compact JSON text with every digit kept: a float always shows a fraction or an exponent, a decimal its zeros.
 * @throws FLX_FLOW_JSON_DEEP
 */
export function printJson(value: Value): string {
  return print(value, 0);
}

function print(value: Value, depth: number): string {
  switch (typeof value) {
    case 'string':
      return printString(value);
    case 'number':
      return Number.isSafeInteger(value) ? (Object.is(value, -0) ? '-0.0' : String(value)) : printFloat(value);
    case 'boolean':
      return value ? 'true' : 'false';
    default:
      return value === null || value === undefined ? 'null' : printObject(value, depth);
  }
}

function printObject(value: Exclude<Value, null | string | number | boolean>, depth: number): string {
  if (depth > MAX_JSON_DEPTH) throw languageError('FLX_FLOW_JSON_DEEP', { limit: MAX_JSON_DEPTH });
  if (Array.isArray(value)) return `[${value.map((element: Value) => print(element, depth + 1)).join(',')}]`;
  if (value instanceof WholeFloat) return printFloat(value.value);
  if (value instanceof LongInteger) return value.toString();
  if (value instanceof Decimal) return value.scale === 0 ? `${value.coefficient}.0` : value.toString();
  let text = '';
  for (const key of Object.keys(value)) {
    const member = (value as ValueObject)[key];
    if (member === undefined) continue;
    text += `${text && ','}${printString(key)}:${print(member, depth + 1)}`;
  }
  return `{${text}}`;
}

function printString(text: string): string {
  return NEEDS_ESCAPE.test(text) ? escapeSeparators(JSON.stringify(text)) : `"${text}"`;
}

function escapeSeparators(json: string): string {
  return json.replace(
    /[\u0085\u2028\u2029]/g,
    (separator) => `\\u${separator.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function printFloat(value: number): string {
  if (!Number.isFinite(value)) return `"${floatText(value)}"`;
  const text = floatText(value);
  return /[.E]/.test(text) ? text : `${text}.0`;
}
