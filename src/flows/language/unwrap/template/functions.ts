import { parseJson } from '../../json/parse.ts';
import { printJson } from '../../json/print.ts';
import { isEqual } from '../../values/equality.ts';
import { isArray, isObject, type Value, type ValueObject } from '../../values/value.ts';
import { formatComposite } from './composite.ts';

/** A function of deployment templates over known values; it gives undefined for what it cannot tell. */
export type TemplateFunction = (values: readonly Value[]) => Value | undefined;

const number = (value: Value | undefined): number => (typeof value === 'number' ? value : Number.NaN);
const text = (value: Value | undefined): string =>
  typeof value === 'string'
    ? value
    : value === undefined
      ? ''
      : isArray(value) || isObject(value)
        ? printJson(value)
        : typeof value === 'boolean'
          ? value
            ? 'True'
            : 'False'
          : String(value);
const known = (value: number): Value | undefined => (Number.isNaN(value) ? undefined : value);
const fold = (value: Value | undefined): string => text(value).toLowerCase();

function lengthOf(value: Value | undefined): number | undefined {
  if (typeof value === 'string' || isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : undefined;
}

function sliceOf(value: Value | undefined, start: number, end?: number): Value | undefined {
  return typeof value === 'string' || isArray(value) ? value.slice(start, end) : undefined;
}

function createObject(values: readonly Value[]): ValueObject {
  const pairs = values.flatMap((key, index) =>
    index % 2 === 0 ? [[text(key), values[index + 1] ?? null] as const] : [],
  );
  return Object.fromEntries(pairs);
}

/** Objects are merged all the way down, arrays keep each element once. */
function union(values: readonly Value[]): Value | undefined {
  if (values.every(isObject)) return values.reduce<ValueObject>(mergeObjects, {});
  if (!values.every(isArray)) return undefined;
  return values.flat().filter((element, index, whole) => whole.findIndex((other) => isEqual(other, element)) === index);
}

function mergeObjects(left: ValueObject, right: ValueObject): ValueObject {
  const merged = Object.entries(right).map(([key, value]) => {
    const own = left[key];
    return [key, isObject(own) && isObject(value) ? mergeObjects(own, value) : value] as const;
  });
  return { ...left, ...Object.fromEntries(merged) };
}

function contains([container, item]: readonly Value[]): Value | undefined {
  if (isArray(container)) return container.some((element) => isEqual(element, item ?? null));
  if (isObject(container)) return Object.keys(container).some((key) => key.toLowerCase() === fold(item));
  return typeof container === 'string' ? container.includes(text(item)) : undefined;
}

function coalesce(values: readonly Value[]): Value {
  return values.find((value) => value !== null) ?? null;
}

function json([value]: readonly Value[]): Value | undefined {
  try {
    return parseJson(text(value));
  } catch {
    return undefined;
  }
}

function toInt(value: Value | undefined): Value | undefined {
  const given = Number(text(value));
  return Number.isInteger(given) ? given : undefined;
}

function bool(value: Value | undefined): Value | undefined {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') return value !== 0;
  return fold(value) === 'true' || value === '1' ? true : fold(value) === 'false' || value === '0' ? false : undefined;
}

/** Functions whose result is told by their arguments alone, by name in lower case. */
export const TEMPLATE_FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
  add: ([a, b]) => known(number(a) + number(b)),
  sub: ([a, b]) => known(number(a) - number(b)),
  mul: ([a, b]) => known(number(a) * number(b)),
  div: ([a, b]) => (number(b) === 0 ? undefined : known(Math.trunc(number(a) / number(b)))),
  mod: ([a, b]) => (number(b) === 0 ? undefined : known(number(a) % number(b))),
  min: (values) => known(Math.min(...values.flat().map((value) => number(value as Value)))),
  max: (values) => known(Math.max(...values.flat().map((value) => number(value as Value)))),
  int: ([value]) => toInt(value),
  bool: ([value]) => bool(value),
  string: ([value]) => text(value),
  array: ([value]) => (isArray(value) ? value : [value ?? null]),
  createarray: (values) => values,
  createobject: createObject,
  json,
  null: () => null,
  true: () => true,
  false: () => false,
  not: ([value]) => (typeof value === 'boolean' ? !value : undefined),
  equals: ([a, b]) =>
    typeof a === 'string' && typeof b === 'string'
      ? a.toLowerCase() === b.toLowerCase()
      : isEqual(a ?? null, b ?? null),
  greater: ([a, b]) => compare(a, b, (sign) => sign > 0),
  greaterorequals: ([a, b]) => compare(a, b, (sign) => sign >= 0),
  less: ([a, b]) => compare(a, b, (sign) => sign < 0),
  lessorequals: ([a, b]) => compare(a, b, (sign) => sign <= 0),
  contains,
  coalesce,
  empty: ([value]) => (value === null ? true : lengthOf(value) === undefined ? undefined : lengthOf(value) === 0),
  length: ([value]) => lengthOf(value),
  first: ([value]) => (isArray(value) ? value[0] : text(value).slice(0, 1)),
  last: ([value]) => (isArray(value) ? value.at(-1) : text(value).slice(-1)),
  skip: ([value, count]) => sliceOf(value, Math.max(0, number(count))),
  take: ([value, count]) => sliceOf(value, 0, Math.max(0, number(count))),
  range: ([start, count]) =>
    Array.from({ length: Math.min(10_000, Math.max(0, number(count) || 0)) }, (_, index) => number(start) + index),
  union,
  intersection: ([a, b]) =>
    isArray(a) && isArray(b) ? a.filter((element) => b.some((other) => isEqual(element, other))) : undefined,
  objectkeys: ([value]) => (isObject(value) ? Object.keys(value) : undefined),
  tolower: ([value]) => fold(value),
  toupper: ([value]) => text(value).toUpperCase(),
  trim: ([value]) => text(value).trim(),
  replace: ([value, old, by]) => text(value).replaceAll(text(old), text(by)),
  split: ([value, by]) => (isArray(by) ? undefined : text(value).split(text(by))),
  join: ([values, by]) => (isArray(values) ? values.map((value) => text(value)).join(text(by)) : undefined),
  substring: ([value, start, count]) =>
    text(value).slice(number(start) || 0, count === undefined ? undefined : (number(start) || 0) + number(count)),
  startswith: ([value, part]) => fold(value).startsWith(fold(part)),
  endswith: ([value, part]) => fold(value).endsWith(fold(part)),
  indexof: ([value, part]) => fold(value).indexOf(fold(part)),
  lastindexof: ([value, part]) => fold(value).lastIndexOf(fold(part)),
  padleft: ([value, width, filler]) => text(value).padStart(number(width), filler === undefined ? ' ' : text(filler)),
  format: ([pattern, ...values]) => formatComposite(text(pattern), values),
  base64: ([value]) => Buffer.from(text(value)).toString('base64'),
  base64tostring: ([value]) => Buffer.from(text(value), 'base64').toString('utf8'),
  base64tojson: ([value]) => json([Buffer.from(text(value), 'base64').toString('utf8')]),
  uricomponent: ([value]) => encodeURIComponent(text(value)),
  uricomponenttostring: ([value]) => decodeURIComponent(text(value)),
  concat: (values) =>
    values.length > 0 && values.every(isArray) ? values.flat() : values.map((value) => text(value)).join(''),
};

function compare(
  left: Value | undefined,
  right: Value | undefined,
  holds: (sign: number) => boolean,
): Value | undefined {
  if (typeof left === 'number' && typeof right === 'number') return holds(left - right);
  if (typeof left === 'string' && typeof right === 'string') return holds(left < right ? -1 : left > right ? 1 : 0);
  return undefined;
}
