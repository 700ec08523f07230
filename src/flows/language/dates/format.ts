import { valueError } from '../functions/argument-error.ts';
import { type DateCulture, dateCulture } from './culture.ts';
import { type PatternToken, splitPattern } from './pattern.ts';
import { type DateFields, fieldsOf, formatRoundTrip, type Moment } from './ticks.ts';

/** How a moment is written. */
export interface DateFormat {
  /** A .NET standard format (one letter) or custom format; "o" when empty. */
  readonly format?: string | null | undefined;
  /** Culture name; en-US when empty. */
  readonly locale?: string | null | undefined;
  /** The function that asks, for errors. */
  readonly function: string;
}

const INVARIANT_RFC1123 = "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'";
const SORTABLE = "yyyy'-'MM'-'dd'T'HH':'mm':'ss";
const UNIVERSAL_SORTABLE = "yyyy'-'MM'-'dd HH':'mm':'ss'Z'";

/**
 * A moment as text.
 * @throws FLX_FLOW_ARGUMENT_VALUE for an unknown format or culture
 */
export function formatMoment(moment: Moment, { format, locale, function: name }: DateFormat): string {
  if (!format || format === 'o' || format === 'O') return formatRoundTrip(moment);
  const culture = dateCulture(format.length === 1 && 'rRsu'.includes(format) ? undefined : locale);
  const pattern = format.length === 1 ? standardPattern(format, culture) : format;
  const tokens = pattern === undefined ? undefined : splitPattern(pattern);
  if (!tokens || tokens.length === 0)
    throw valueError(
      { function: name, parameter: 'format', expected: 'a .NET date format such as yyyy-MM-dd, D or o' },
      format,
    );
  const context = { fields: fieldsOf(moment.ticks), moment, culture, hasDay: tokens.some(isDayNumber) };
  return tokens.reduce((text, token) => append(text, token, context), '');
}

/** As in .NET, a decimal point goes when an optional fraction after it has nothing to show. */
function append(text: string, token: PatternToken, context: FieldContext): string {
  if (token.kind === 'literal') return text + token.text;
  const field = formatField(token, context);
  return field === '' && token.letter === 'F' && text.endsWith('.') ? text.slice(0, -1) : text + field;
}

function standardPattern(letter: string, culture: DateCulture): string | undefined {
  const patterns: Readonly<Record<string, string>> = {
    d: culture.shortDate,
    D: culture.longDate,
    f: `${culture.longDate} ${culture.shortTime}`,
    F: `${culture.longDate} ${culture.longTime}`,
    g: `${culture.shortDate} ${culture.shortTime}`,
    G: `${culture.shortDate} ${culture.longTime}`,
    m: culture.monthDay,
    M: culture.monthDay,
    r: INVARIANT_RFC1123,
    R: INVARIANT_RFC1123,
    s: SORTABLE,
    t: culture.shortTime,
    T: culture.longTime,
    u: UNIVERSAL_SORTABLE,
    U: `${culture.longDate} ${culture.longTime}`,
    y: culture.yearMonth,
    Y: culture.yearMonth,
  };
  return patterns[letter];
}

function isDayNumber(token: PatternToken): boolean {
  return token.kind === 'field' && token.letter === 'd' && token.count <= 2;
}

interface FieldContext {
  readonly fields: DateFields;
  readonly moment: Moment;
  readonly culture: DateCulture;
  readonly hasDay: boolean;
}

function formatField({ letter, count }: Extract<PatternToken, { kind: 'field' }>, context: FieldContext): string {
  const { fields, moment, culture } = context;
  switch (letter) {
    case 'd':
      return count <= 2
        ? padded(fields.day, count)
        : ((count === 3 ? culture.shortWeekdays : culture.weekdays)[fields.weekday] ?? '');
    case 'M':
      return formatMonth(count, context);
    case 'y':
      return count <= 2 ? padded(fields.year % 100, count) : padded(fields.year, count);
    case 'h':
      return padded(fields.hour % 12 || 12, Math.min(count, 2));
    case 'H':
      return padded(fields.hour, Math.min(count, 2));
    case 'm':
      return padded(fields.minute, Math.min(count, 2));
    case 's':
      return padded(fields.second, Math.min(count, 2));
    case 'f':
    case 'F':
      return formatFraction(fields.fraction, letter, count);
    case 't':
      return (fields.hour < 12 ? culture.morning : culture.afternoon).slice(0, count === 1 ? 1 : undefined);
    case 'K':
      return moment.kind === 'utc' ? 'Z'.repeat(count) : '';
    case 'Z':
      return 'Z'.repeat(count);
    case 'z':
      return count === 1 ? '+0' : count === 2 ? '+00' : '+00:00';
    case 'g':
      return culture.era;
    case ':':
      return culture.timeSeparator;
    default:
      return culture.dateSeparator;
  }
}

function padded(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

function formatMonth(count: number, { fields, culture, hasDay }: FieldContext): string {
  if (count <= 2) return padded(fields.month, count);
  const names = count === 3 ? culture.shortMonths : hasDay ? culture.genitiveMonths : culture.months;
  return names[fields.month - 1] ?? '';
}

function formatFraction(fraction: number, letter: string, count: number): string {
  const digits = padded(fraction, 7).slice(0, count);
  return letter === 'f' ? digits : digits.replace(/0+$/, '');
}
