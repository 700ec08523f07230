import { isMonthFirst } from '../../../base/date-order.ts';
import { FORMAL_NAMES } from '../../normalize/words/formal-names.ts';
import type { DateReading, DateShape, Role } from '../role.ts';

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PHONE = /^(?=(?:\D*\d){7,15}\D*(?:x\d+)?$)[+()\d][\d\s().\-/x+]*$/;
const UK_POSTCODE = /^[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}$/i;
const ZIP_PLUS = /^\d{5}-\d{4}$/;
const GENDER = /^(m|f|male|female|man|woman|mujer|hombre|mann|frau|homme|femme|h|emakumea|gizona|diverse?|x)$/i;
const FORMAL = new Set([...FORMAL_NAMES.keys(), ...FORMAL_NAMES.values()]);
/** Share of values that must fit. */
const MOST = 0.7;

/** Share of values that a test holds for. */
function share(values: readonly string[], test: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(test).length / values.length;
}

/** How dates are written, the likeliest first. */
const DATE_SHAPES: readonly (readonly [DateShape, RegExp])[] = [
  ['iso', /^\d{4}-\d{2}-\d{2}/],
  ['compact', /^(1[89]|20)\d{2}(0\d|1[0-2])([0-2]\d|3[01])$/],
  ['ymd', /^\d{4}\D\d{1,2}\D\d{1,2}/],
  ['yearLast', /^\d{1,2}\D\d{1,2}\D\d{4}/],
];

const shapeOf = (value: string) => DATE_SHAPES.find(([, pattern]) => pattern.test(value))?.[0];

/** Whether most values read as dates, however each is written. */
export function areDates(values: readonly string[]): boolean {
  return share(values, (value) => shapeOf(value) !== undefined) >= MOST;
}

/** How the dates of a column are read: the shape that most have, and day and month as sources read them. */
export function dateReadingOf(values: readonly string[]): DateReading {
  const shapes = values.map(shapeOf);
  const count = (shape: DateShape) => shapes.filter((other) => other === shape).length;
  const [shape = 'iso'] = DATE_SHAPES.map(([name]) => name).sort((a, b) => count(b) - count(a));
  const parts = values.filter((_, index) => shapes[index] === 'yearLast').map(partsOfDate);
  const monthFirst = ['/', '.', '-'].filter((separator) => {
    const own = parts.filter((part) => part.separator === separator);
    return isMonthFirst(separator, {
      monthFirst: own.filter(({ first, second }) => first <= 12 && second > 12).length,
      dayFirst: own.filter(({ first, second }) => first > 12 && second <= 12).length,
    });
  });
  return { shape, monthFirst };
}

function partsOfDate(value: string) {
  const [first, second] = value.split(/\D/).map(Number);
  return { separator: /\D/.exec(value)?.[0], first: first ?? 0, second: second ?? 0 };
}

/** What values say their column is, where the header says nothing. Only what is sure to be told from values. */
export function roleOfValues(values: readonly string[]): Role | undefined {
  if (share(values, (value) => EMAIL.test(value)) >= MOST) return 'email';
  if (share(values, (value) => UK_POSTCODE.test(value)) >= MOST) return 'postalCode';
  if (share(values, (value) => /^\d{5}(-\d{4})?$/.test(value)) > 0.9 && values.some((value) => ZIP_PLUS.test(value)))
    return 'postalCode';
  if (share(values, isFormattedPhone) >= MOST) return 'phone';
  if (values.length > 0 && share(values, (value) => GENDER.test(value)) === 1) return 'gender';
  return roleOfWords(values) ?? birthDateOf(values);
}

function isFormattedPhone(value: string): boolean {
  return PHONE.test(value) && /[()+]|\d[- .]\d/.test(value) && !areDates([value]);
}

function roleOfWords(values: readonly string[]): Role | undefined {
  const words = values.map((value) =>
    value
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((word) => word !== ''),
  );
  const known = words.filter((list) => list.some((word) => FORMAL.has(word))).length / Math.max(values.length, 1);
  if (known < 0.4 || share(values, (value) => /\d/.test(value)) > 0.1) return undefined;
  const several = words.filter((list) => list.length > 1).length / values.length;
  if (several > MOST) return 'fullName';
  return several < 0.2 ? 'firstName' : undefined;
}

/** Dates of which half lie before 2005 are taken as birth dates. */
function birthDateOf(values: readonly string[]): Role | undefined {
  if (!areDates(values)) return undefined;
  const early = share(values, (value) => Number(/\d{4}/.exec(value)?.[0]) < 2005);
  return early > 0.5 ? 'birthDate' : undefined;
}

/** Whether the values can be what the header says they are. */
export function fitsRole(role: Role, values: readonly string[]): boolean {
  if (values.length === 0) return false;
  if (role === 'email') return share(values, (value) => value.includes('@')) >= 0.3;
  if (role === 'birthDate') return areDates(values);
  if (role === 'phone') return share(values, (value) => /(\D*\d){6}/.test(value)) >= 0.3;
  if (role === 'firstName' || role === 'lastName' || role === 'fullName' || role === 'city' || role === 'birthPlace')
    return share(values, (value) => /\p{L}/u.test(value)) >= 0.5;
  return true;
}

/** Whether a column of names holds organisations rather than people. */
export function looksLikeOrganizations(values: readonly string[]): boolean {
  const organization =
    /\b(inc|llc|ltd|limited|corp|company|gmbh|ag|sa|sl|sarl|plc|group|services?|center|centre|school|church|academy|college|university|institute|bank|hotel|restaurant|hospital|club|association|foundation|co)\b|&|\d/i;
  return share(values, (value) => organization.test(value)) > 0.15;
}
