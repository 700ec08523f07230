import { valueError } from '../functions/argument-error.ts';
import { type NumberValue, toDouble } from '../values/numbers.ts';
import {
  daysInMonth,
  END_TICKS,
  fieldsOf,
  type Moment,
  TICKS_PER_DAY,
  TICKS_PER_HOUR,
  TICKS_PER_MINUTE,
  TICKS_PER_SECOND,
  ticksOf,
} from './ticks.ts';

const UNIT_TICKS: Readonly<Record<string, bigint>> = {
  second: TICKS_PER_SECOND,
  minute: TICKS_PER_MINUTE,
  hour: TICKS_PER_HOUR,
  day: TICKS_PER_DAY,
  week: TICKS_PER_DAY * 7n,
};
const UNIT_MONTHS: Readonly<Record<string, number>> = { month: 1, year: 12 };

/** A step in time, and the function that asks for it. */
export interface TimeStep {
  readonly interval: NumberValue;
  /** Second, Minute, Hour, Day, Week, Month or Year in any case. */
  readonly unit: string;
  readonly function: string;
}

/**
 * A moment some time later (or earlier, when negative); months end at the last day they have.
 * @throws FLX_FLOW_ARGUMENT_VALUE for an unknown unit or a result outside of the years 1 to 9999
 */
export function moveMoment(moment: Moment, { interval, unit, function: name }: TimeStep): Moment {
  const key = unit.toLowerCase();
  const count = toDouble(interval);
  const ticksPerUnit = Object.hasOwn(UNIT_TICKS, key) ? UNIT_TICKS[key] : undefined;
  const months = Object.hasOwn(UNIT_MONTHS, key) ? UNIT_MONTHS[key] : undefined;
  if (ticksPerUnit === undefined && months === undefined)
    throw valueError(
      { function: name, parameter: 'timeUnit', expected: 'Second, Minute, Hour, Day, Week, Month or Year' },
      unit,
    );
  const ticks =
    ticksPerUnit === undefined
      ? addMonths(moment.ticks, Math.trunc(count) * (months ?? 0))
      : moment.ticks + scale(ticksPerUnit, count);
  if (ticks === undefined || ticks < 0n || ticks >= END_TICKS)
    throw valueError(
      { function: name, parameter: 'interval', expected: 'such that the result lies between the years 1 and 9999' },
      interval,
    );
  return { ...moment, ticks };
}

const FAR = END_TICKS * 2n;

function scale(ticks: bigint, count: number): bigint {
  if (Number.isSafeInteger(count)) return ticks * BigInt(count);
  const scaled = Number(ticks) * count;
  return Number.isFinite(scaled) ? BigInt(Math.round(scaled)) : FAR;
}

function addMonths(ticks: bigint, count: number): bigint | undefined {
  const fields = fieldsOf(ticks);
  const months = fields.year * 12 + fields.month - 1 + count;
  const year = Math.floor(months / 12);
  const month = (months % 12) + 1;
  if (!(year >= 1 && year <= 9999)) return undefined;
  return ticksOf({ ...fields, year, month, day: Math.min(fields.day, daysInMonth(year, month)) });
}

/** A span of ticks as .NET writes it: `[-][days.]hh:mm:ss[.fffffff]`. */
export function formatSpan(ticks: bigint): string {
  const size = ticks < 0n ? -ticks : ticks;
  const two = (value: bigint) => String(value).padStart(2, '0');
  const days = size / TICKS_PER_DAY;
  const clock = [(size / TICKS_PER_HOUR) % 24n, (size / TICKS_PER_MINUTE) % 60n, (size / TICKS_PER_SECOND) % 60n]
    .map(two)
    .join(':');
  const fraction = size % TICKS_PER_SECOND;
  return `${ticks < 0n ? '-' : ''}${days > 0n ? `${days}.` : ''}${clock}${fraction > 0n ? `.${String(fraction).padStart(7, '0')}` : ''}`;
}

/** A moment with everything below a unit set to the start. */
export function floorMoment(moment: Moment, unit: 'hour' | 'day' | 'month'): Moment {
  if (unit === 'hour') return { ...moment, ticks: moment.ticks - (moment.ticks % TICKS_PER_HOUR) };
  const day = moment.ticks - (moment.ticks % TICKS_PER_DAY);
  return { ...moment, ticks: unit === 'day' ? day : day - BigInt(fieldsOf(day).day - 1) * TICKS_PER_DAY };
}
