import { valueError } from '../functions/argument-error.ts';
import { dateCulture } from './culture.ts';
import { parseExactly } from './parse-exact.ts';
import { parseFreely } from './parse-free.ts';
import { type ParsedDate, parseFraction, parseOffset } from './parsed-date.ts';
import { END_TICKS, type Moment, TICKS_PER_MINUTE, ticksOf } from './ticks.ts';

/** How a timestamp is to be read. */
export interface DateParsing {
  readonly locale?: string | null | undefined;
  /** A .NET custom or standard format that it must have. */
  readonly format?: string | null | undefined;
  /** The function that asks, for errors. */
  readonly function?: string;
}

const ISO =
  /^(\d{4})-(\d{2})(?:-(\d{2})(?:[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d+))?)?)?\s*([Zz]|[+-]\d{2}:?\d{2})?)?$/;

/**
 * The moment that a timestamp says: ISO 8601, RFC 1123, or what people of the culture write. One with an offset is turned
 * into UTC; one without a zone stays without.
 * @throws FLX_FLOW_ARGUMENT_VALUE
 */
export function parseDateTicks(text: string, { locale, format, function: name = 'date' }: DateParsing = {}): Moment {
  const parsed = format
    ? parseExactly(text, format, dateCulture(locale))
    : (parseIso(text.trim()) ?? parseFreely(text.trim(), dateCulture(locale)));
  const moment = parsed && toMoment(parsed);
  if (moment) return moment;
  const expected = format ? `a timestamp of the format ${format}` : 'a timestamp such as 2026-03-15T13:00:00Z';
  throw valueError({ function: name, parameter: 'timestamp', expected }, text);
}

function parseIso(text: string): ParsedDate | undefined {
  const match = ISO.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match
    .slice(1, 7)
    .map((part, index) => Number(part ?? (index === 2 ? 1 : 0)));
  return {
    year: year ?? 0,
    month: month ?? 0,
    day: day ?? 1,
    hour: hour ?? 0,
    minute: minute ?? 0,
    second: second ?? 0,
    fraction: parseFraction(match[7] ?? ''),
    offsetMinutes: parseOffset(match[8]),
  };
}

function toMoment(parsed: ParsedDate): Moment | undefined {
  const local = ticksOf(parsed);
  if (local === undefined) return undefined;
  if (parsed.offsetMinutes === undefined) return { ticks: local, kind: 'unspecified' };
  const ticks = local - BigInt(parsed.offsetMinutes) * TICKS_PER_MINUTE;
  return ticks >= 0n && ticks < END_TICKS ? { ticks, kind: 'utc' } : undefined;
}
