import { parseMoment } from '../../base/moment.ts';
import type { AttributeType, Operator } from '../vocabulary.ts';

type Scalar = string | number | boolean;

/** Days of the week by name, Monday first, as ISO 8601 counts them from 1. */
const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const NUMBER = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?\s*$/i;
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const TIME = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;

interface Kind {
  readonly expected: string;
  fits(value: Scalar): boolean;
}

const number: Kind = {
  expected: 'a number',
  fits: (value) => typeof value === 'number' || (typeof value === 'string' && NUMBER.test(value)),
};
const moment = (expected: string): Kind => ({
  expected,
  fits: (value) => typeof value === 'string' && parseMoment(value) !== undefined,
});
const wholeNumber = (expected: string, least: number, most: number): Kind => ({
  expected,
  fits: (value) =>
    number.fits(value) && Number.isInteger(Number(value)) && Number(value) >= least && Number(value) <= most,
});

const BY_TYPE: Readonly<Record<AttributeType, Kind>> = {
  string: { expected: 'a text', fits: () => true },
  integer: number,
  decimal: number,
  double: number,
  boolean: { expected: 'true or false', fits: (value) => ['true', 'false'].includes(String(value).toLowerCase()) },
  date: moment('a day such as 2024-02-29'),
  dateTime: moment('a day or a moment such as 2024-02-29T12:00:00Z'),
  guid: { expected: 'a GUID', fits: (value) => typeof value === 'string' && GUID.test(value) },
};

const dayNumber = wholeNumber('a day of the week: Monday to Sunday, or 1 to 7', 1, DAY_NAMES.length);
const BY_OPERATOR: Partial<Record<Operator, Kind>> = {
  dayOf: wholeNumber('a day of the month from 1 to 31', 1, 31),
  monthOf: wholeNumber('a month from 1 to 12', 1, 12),
  yearOf: wholeNumber('a year from 1 to 9999', 1, 9999),
  dayOfWeek: {
    expected: dayNumber.expected,
    fits: (value) => dayNumber.fits(value) || DAY_NAMES.some((name) => name === String(value).toLowerCase()),
  },
  timeAt: {
    expected: 'a time of the day such as 09:30 or 09:30:00',
    fits: (value) => typeof value === 'string' && TIME.test(value),
  },
};

/** What an operator takes as value on a type, when the value given is not that. */
export function misfitOf(value: Scalar, operator: Operator, type: AttributeType): string | undefined {
  const kind = BY_OPERATOR[operator] ?? BY_TYPE[type];
  return kind.fits(value) ? undefined : kind.expected;
}
