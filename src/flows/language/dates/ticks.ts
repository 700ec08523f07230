/** 100 ns units in a second, minute, hour and day. */
export const TICKS_PER_SECOND = 10_000_000n;
export const TICKS_PER_MINUTE = 600_000_000n;
export const TICKS_PER_HOUR = 36_000_000_000n;
export const TICKS_PER_DAY = 864_000_000_000n;
const TICKS_PER_MILLISECOND = 10_000n;
/** Ticks from 0001-01-01 to 1970-01-01. */
const UNIX_EPOCH_TICKS = 621_355_968_000_000_000n;
/** First tick after the year 9999. */
export const END_TICKS = 3_155_378_976_000_000_000n;

/** Calendar fields of a moment, all in its own time. */
export interface DateFields {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 100 ns units within the second. */
  readonly fraction: number;
  /** Sunday is 0. */
  readonly weekday: number;
}

/** A reading of a clock: whether it is UTC or of no stated zone. */
export interface Moment {
  /** .NET ticks: 100 ns since 0001-01-01T00:00:00. */
  readonly ticks: bigint;
  readonly kind: 'utc' | 'unspecified';
}

/** Ticks of a JavaScript date. */
export function ticksFromDate(date: Date): bigint {
  return BigInt(date.getTime()) * TICKS_PER_MILLISECOND + UNIX_EPOCH_TICKS;
}

/** The JavaScript date at or just before some ticks. */
export function ticksToDate(ticks: bigint): Date {
  return new Date(ticksToUnixMilliseconds(ticks));
}

/** Milliseconds since 1970, rounded down. */
export function ticksToUnixMilliseconds(ticks: bigint): number {
  const since = ticks - UNIX_EPOCH_TICKS;
  const remainder = ((since % TICKS_PER_MILLISECOND) + TICKS_PER_MILLISECOND) % TICKS_PER_MILLISECOND;
  return Number((since - remainder) / TICKS_PER_MILLISECOND);
}

/** Calendar fields of ticks. */
export function fieldsOf(ticks: bigint): DateFields {
  const date = ticksToDate(ticks);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    fraction: Number(ticks % TICKS_PER_SECOND),
    weekday: date.getUTCDay(),
  };
}

/** Ticks of calendar fields; undefined when there is no such day or time. */
export function ticksOf({
  year,
  month,
  day,
  hour,
  minute,
  second,
  fraction,
}: Omit<DateFields, 'weekday'>): bigint | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  return ticksFromDate(date) + BigInt(fraction);
}

/** Days of a month. */
export function daysInMonth(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
}

/** ISO 8601 with seven fractional digits, and `Z` for UTC: .NET's "o". */
export function formatRoundTrip({ ticks, kind }: Moment): string {
  const { year, month, day, hour, minute, second, fraction } = fieldsOf(ticks);
  const two = (value: number) => String(value).padStart(2, '0');
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
  return `${date}T${two(hour)}:${two(minute)}:${two(second)}.${String(fraction).padStart(7, '0')}${kind === 'utc' ? 'Z' : ''}`;
}
