import { valueError } from '../functions/argument-error.ts';
import { type DateCulture, dateCulture } from './culture.ts';
import { parseFreely } from './parse-free.ts';
import { parseExactly } from './parse-exact.ts';
import { END_TICKS, type Moment, TICKS_PER_MINUTE, ticksOf } from './ticks.ts';

/** How a timestamp is to be read. */
export interface DateParsing {
  readonly locale?: string | null | undefined;
  /** A .NET custom or standard format that it must have. */
  readonly format?: string | null | undefined;
  /** The function that asks, for errors. */
  readonly function?: string;
}

/** What a text says of a moment. */
export interface ParsedDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly fraction: number;
  /** Minutes east of UTC; undefined when the text names no zone. */
  readonly offsetMinutes: number | undefined;
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?\s*([Zz]|[+-]\d{2}:?\d{2})?$/;

/**
 * The moment that a timestamp says: ISO 8601, RFC 1123, or what people of the culture write. One with an offset is turned
 * into UTC; one without a zone stays without.
 * @throws FLX_FLOW_ARGUMENT_VALUE
 */
export function parseDateTicks(text: string, { locale, format, function: name = 'date' }: DateParsing = {}): Moment {
  const parsed = format ? parseExactly(text, format, dateCulture(locale)) : (parseIso(text.trim()) ?? parseFreely(text.trim(), cultureFor(locale)));
  const moment = parsed && toMoment(parsed);
  if (moment) return moment;
  const expected = format ? `a timestamp of the format ${format}` : 'a timestamp such as 2026-03-15T13:00:00Z';
  throw valueError({ function: name, parameter: 'timestamp', expected }, text);
}

function cultureFor(locale: string | null | undefined): DateCulture {
  return dateCulture(locale);
}

function parseIso(text: string): ParsedDate | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  return {
    year: year ?? 0,
    month: month ?? 0,
    day: day ?? 0,
    hour: hour ?? 0,
    minute: minute ?? 0,
    second: second ?? 0,
    fraction: parseFraction(match[7] ?? ''),
    offsetMinutes: parseOffset(match[8]),
  };
}

/** 100 ns units of the digits after the decimal sign; digits beyond the seventh are dropped. */
export function parseFraction(digits: string): number {
  return Number(digits.slice(0, 7).padEnd(7, '0'));
}

/** Minutes east of UTC of `Z`, `+02:00`, `+0200` or `+2`. */
export function parseOffset(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(text);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0));
}

function toMoment(parsed: ParsedDate): Moment | undefined {
  const local = ticksOf(parsed);
  if (local === undefined) return undefined;
  if (parsed.offsetMinutes === undefined) return { ticks: local, kind: 'unspecified' };
  const ticks = local - BigInt(parsed.offsetMinutes) * TICKS_PER_MINUTE;
  return ticks >= 0n && ticks < END_TICKS ? { ticks, kind: 'utc' } : undefined;
}
