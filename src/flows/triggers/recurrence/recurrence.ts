import { flowError } from '../../catalogue.ts';
import { findZone, isArray, isObject, toText, type Value, type ValueObject } from '../../language/index.ts';
import { wallClock } from './wall-clock.ts';

export type Frequency = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';

/** Days and times of a schedule; what is empty says nothing. */
export interface Schedule {
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  /** Sunday is 0. */
  readonly weekDays: readonly number[];
  /** From 1; negative ones count from the end of the month. */
  readonly monthDays: readonly number[];
  /** The nth such weekday of the month; negative ones count from its end. */
  readonly monthlyOccurrences: readonly { readonly weekDay: number; readonly nth: number }[];
}

/** When a trigger fires, as its definition says. */
export interface Recurrence {
  readonly frequency: Frequency;
  readonly interval: number;
  /** IANA name. */
  readonly zone: string;
  /** Clock reading in the zone, as milliseconds of a UTC clock that reads the same; undefined when it starts at once. */
  readonly start: number | undefined;
  readonly end: number | undefined;
  readonly schedule: Schedule | undefined;
}

const FREQUENCIES: readonly string[] = ['second', 'minute', 'hour', 'day', 'week', 'month', 'year'];
const WEEK_DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** A recurrence from its evaluated definition. @throws FLX_FLOW_RECURRENCE */
export function readRecurrence(value: Value | undefined): Recurrence {
  if (!isObject(value)) throw wrong('there is none');
  const frequency = toText(value['frequency'] ?? null).toLowerCase();
  if (!isFrequency(frequency)) throw wrong(`the frequency '${frequency}' is not known`);
  const zoneName = toText(value['timeZone'] ?? null);
  const zone = findZone(zoneName === '' ? 'UTC' : zoneName);
  if (zone === undefined) throw wrong(`the time zone '${zoneName}' is not known`);
  return {
    frequency,
    interval: readInterval(value['interval']),
    zone,
    start: readMoment(value['startTime'], zone),
    end: readMoment(value['endTime'], zone),
    schedule: readSchedule(value['schedule']),
  };
}

function wrong(problem: string) {
  return flowError('FLX_FLOW_RECURRENCE', { problem });
}

function isFrequency(text: string): text is Frequency {
  return FREQUENCIES.includes(text);
}

function readInterval(value: Value | undefined): number {
  const interval = Number(toText(value ?? 1));
  if (Number.isInteger(interval) && interval >= 1) return interval;
  throw wrong(`the interval is '${toText(value ?? null)}', not a whole number from 1`);
}

const MOMENT = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d+))?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;

/** A clock reading in the zone. One with an offset is a moment, which is read on the clock of the zone. */
function readMoment(value: Value | undefined, zone: string): number | undefined {
  const text = toText(value ?? null).trim();
  if (text === '') return undefined;
  const [whole, year, month, day, hour = '00', minute = '00', second = '00', , offset] = MOMENT.exec(text) ?? [];
  const reading = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (whole === undefined || Number.isNaN(reading)) throw wrong(`'${text}' is no date and time`);
  if (offset === undefined) return reading;
  return wallClock(new Date(reading - offsetMinutes(offset) * 60_000), zone);
}

function offsetMinutes(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const digits = offset.replace(/[+:-]/g, '');
  return (offset.startsWith('-') ? -1 : 1) * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)));
}

function readSchedule(value: Value | undefined): Schedule | undefined {
  if (!isObject(value)) return undefined;
  const schedule: Schedule = {
    hours: readNumbers(value, 'hours', [0, 23]),
    minutes: readNumbers(value, 'minutes', [0, 59]),
    weekDays: listOf(value['weekDays']).map(readWeekDay),
    monthDays: readNumbers(value, 'monthDays', [-31, 31]),
    monthlyOccurrences: listOf(value['monthlyOccurrences']).filter(isObject).map(readOccurrence),
  };
  return Object.values(schedule).some((part: readonly unknown[]) => part.length > 0) ? schedule : undefined;
}

function listOf(value: Value | undefined): readonly Value[] {
  if (isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

function readNumbers(schedule: ValueObject, name: string, [least, most]: readonly [number, number]): readonly number[] {
  const numbers = listOf(schedule[name]).map((value) => Number(toText(value)));
  const odd = numbers.find((number) => !Number.isInteger(number) || number < least || number > most);
  if (odd !== undefined) throw wrong(`${name} holds ${odd}, which is not from ${least} to ${most}`);
  return [...new Set(numbers)].sort((left, right) => left - right);
}

function readWeekDay(value: Value): number {
  const day = WEEK_DAYS.indexOf(toText(value).toLowerCase());
  if (day < 0) throw wrong(`'${toText(value)}' is no day of the week`);
  return day;
}

function readOccurrence(value: ValueObject): Schedule['monthlyOccurrences'][number] {
  return { weekDay: readWeekDay(value['dayOfWeek'] ?? null), nth: Number(toText(value['occurrence'] ?? null)) };
}
