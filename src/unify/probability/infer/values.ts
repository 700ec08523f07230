import { FORMAL_NAMES } from '../../normalize/words/formal-names.ts';
import type { DateOrder, Role } from '../role.ts';

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

/** The order of day, month and year in which most values read as dates; undefined when they do not. */
export function dateOrderOf(values: readonly string[]): DateOrder | undefined {
  const fits = (pattern: RegExp) => share(values, (value) => pattern.test(value)) >= MOST;
  if (fits(/^\d{4}-\d{2}-\d{2}/)) return 'iso';
  if (fits(/^(1[89]|20)\d{2}(0\d|1[0-2])([0-2]\d|3[01])$/)) return 'compact';
  if (fits(/^\d{4}\D\d{1,2}\D\d{1,2}/)) return 'ymd';
  if (!fits(/^\d{1,2}\D\d{1,2}\D\d{4}/)) return undefined;
  const beyondMonths = (place: number) => share(values, (value) => Number(value.split(/\D/)[place]) > 12);
  const [first, second] = [beyondMonths(0), beyondMonths(1)];
  if (first === second) return values.some((value) => value.includes('.')) ? 'dmy' : 'mdy';
  return first > second ? 'dmy' : 'mdy';
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
  return PHONE.test(value) && /[()+]|\d[- .]\d/.test(value) && dateOrderOf([value]) === undefined;
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
  if (dateOrderOf(values) === undefined) return undefined;
  const early = share(values, (value) => Number(/\d{4}/.exec(value)?.[0]) < 2005);
  return early > 0.5 ? 'birthDate' : undefined;
}

/** Whether the values can be what the header says they are. */
export function fitsRole(role: Role, values: readonly string[]): boolean {
  if (values.length === 0) return false;
  if (role === 'email') return share(values, (value) => value.includes('@')) >= 0.3;
  if (role === 'birthDate') return dateOrderOf(values) !== undefined;
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
