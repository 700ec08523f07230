import type { DateCulture } from './culture.ts';
import { type ParsedDate, parseFraction, parseOffset } from './parsed-date.ts';
import { type PatternToken, splitPattern } from './pattern.ts';

type Field = Extract<PatternToken, { kind: 'field' }>;

/** What has been read, and how far. */
interface Reading {
  readonly position: number;
  readonly values: Readonly<Partial<Record<keyof ParsedDate, number>>> & { readonly isAfternoon?: boolean };
}

const STANDARD: Readonly<Record<string, (culture: DateCulture) => string>> = {
  d: (culture) => culture.shortDate,
  D: (culture) => culture.longDate,
  f: (culture) => `${culture.longDate} ${culture.shortTime}`,
  F: (culture) => `${culture.longDate} ${culture.longTime}`,
  g: (culture) => `${culture.shortDate} ${culture.shortTime}`,
  G: (culture) => `${culture.shortDate} ${culture.longTime}`,
  o: () => "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
  O: () => "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK",
  r: () => "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  R: () => "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'",
  s: () => "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
  t: (culture) => culture.shortTime,
  T: (culture) => culture.longTime,
  u: () => "yyyy'-'MM'-'dd HH':'mm':'ss'Z'",
};

/** Reads a date that has exactly a .NET format in a culture; undefined when it has not. */
export function parseExactly(text: string, format: string, culture: DateCulture): ParsedDate | undefined {
  const pattern = format.length === 1 ? STANDARD[format]?.(culture) : format;
  const tokens = pattern === undefined ? undefined : splitPattern(pattern);
  let reading: Reading | undefined = { position: 0, values: {} };
  for (const token of tokens ?? []) {
    reading =
      token.kind === 'literal' ? readLiteral(text, token.text, reading) : readField(text, token, { reading, culture });
    if (!reading) return undefined;
  }
  return tokens && reading.position === text.length ? complete(reading.values) : undefined;
}

function readLiteral(text: string, literal: string, { position, values }: Reading): Reading | undefined {
  return text.startsWith(literal, position) ? { position: position + literal.length, values } : undefined;
}

interface FieldInput {
  readonly reading: Reading;
  readonly culture: DateCulture;
}

function readField(text: string, { letter, count }: Field, { reading, culture }: FieldInput): Reading | undefined {
  switch (letter) {
    case 'd':
      return count <= 2
        ? readNumber(text, { field: 'day', reading, count })
        : readName(text, count === 3 ? culture.shortWeekdays : culture.weekdays, reading);
    case 'M':
      return count <= 2
        ? readNumber(text, { field: 'month', reading, count })
        : readMonth(text, { reading, culture, count });
    case 'y':
      return readYear(text, reading, count);
    case 'h':
    case 'H':
      return readNumber(text, { field: 'hour', reading, count });
    case 'm':
      return readNumber(text, { field: 'minute', reading, count });
    case 's':
      return readNumber(text, { field: 'second', reading, count });
    case 'f':
    case 'F':
      return readFraction(text, reading, { count, isOptional: letter === 'F' });
    case 't':
      return readDayPeriod(text, { reading, culture, count });
    case 'K':
    case 'z':
      return readZone(text, reading, letter === 'K');
    case 'Z':
      return readUtc(text, reading);
    case 'g':
      return readName(text, [culture.era, 'AD'], reading);
    default:
      return readLiteral(text, letter === ':' ? culture.timeSeparator : culture.dateSeparator, reading);
  }
}

interface NumberField {
  readonly field: keyof ParsedDate;
  readonly reading: Reading;
  readonly count: number;
}

function readNumber(text: string, { field, reading, count }: NumberField): Reading | undefined {
  const digits = matchAt(text, count === 1 ? /\d{1,2}/y : /\d{2}/y, reading.position);
  return digits === undefined
    ? undefined
    : { position: reading.position + digits.length, values: { ...reading.values, [field]: Number(digits) } };
}

function readYear(text: string, reading: Reading, count: number): Reading | undefined {
  const digits = matchAt(text, count <= 2 ? /\d{2}/y : new RegExp(`\\d{${count}}`, 'y'), reading.position);
  if (digits === undefined) return undefined;
  const year = count > 2 ? Number(digits) : Number(digits) + (Number(digits) <= 49 ? 2000 : 1900);
  return { position: reading.position + digits.length, values: { ...reading.values, year } };
}

function readFraction(
  text: string,
  { position, values }: Reading,
  { count, isOptional }: { count: number; isOptional: boolean },
): Reading | undefined {
  const digits = matchAt(text, new RegExp(isOptional ? `\\d{0,${count}}` : `\\d{${count}}`, 'y'), position);
  return digits === undefined
    ? undefined
    : { position: position + digits.length, values: { ...values, fraction: parseFraction(digits) } };
}

function readMonth(text: string, { reading, culture, count }: FieldInput & { count: number }): Reading | undefined {
  const lists = count === 3 ? [culture.shortMonths] : [culture.months, culture.genitiveMonths];
  const found = lists
    .map((names) => findName(text, names, reading.position))
    .sort((left, right) => (right?.length ?? 0) - (left?.length ?? 0))[0];
  return found && { position: reading.position + found.length, values: { ...reading.values, month: found.index + 1 } };
}

function readName(text: string, names: readonly string[], { position, values }: Reading): Reading | undefined {
  const found = findName(text, names, position);
  return found && { position: position + found.length, values };
}

function findName(
  text: string,
  names: readonly string[],
  position: number,
): { index: number; length: number } | undefined {
  const candidates = names.map((name, index) => ({ index, length: name.length, name }));
  return candidates
    .filter(
      ({ name, length }) => name !== '' && text.slice(position, position + length).toLowerCase() === name.toLowerCase(),
    )
    .sort((left, right) => right.length - left.length)[0];
}

function readDayPeriod(text: string, { reading, culture, count }: FieldInput & { count: number }): Reading | undefined {
  const names = [culture.morning, culture.afternoon].map((name) => (count === 1 ? name.slice(0, 1) : name));
  const found = findName(text, names, reading.position);
  return (
    found && {
      position: reading.position + found.length,
      values: { ...reading.values, isAfternoon: found.index === 1 },
    }
  );
}

function readZone(text: string, { position, values }: Reading, isOptional: boolean): Reading | undefined {
  const zone = matchAt(text, /Z|[+-]\d{1,2}(?::?\d{2})?/y, position);
  if (zone === undefined) return isOptional ? { position, values } : undefined;
  return { position: position + zone.length, values: { ...values, offsetMinutes: parseOffset(zone) ?? 0 } };
}

/** In a format to read, an unquoted Z says that the time is in UTC. */
function readUtc(text: string, { position, values }: Reading): Reading | undefined {
  const zone = matchAt(text, /Z|GMT/iy, position);
  return zone === undefined ? undefined : { position: position + zone.length, values: { ...values, offsetMinutes: 0 } };
}

function matchAt(text: string, pattern: RegExp, position: number): string | undefined {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
}

function complete({ isAfternoon, ...values }: Reading['values']): ParsedDate {
  const hour = values.hour ?? 0;
  return {
    year: values.year ?? 1,
    month: values.month ?? 1,
    day: values.day ?? 1,
    hour: isAfternoon === undefined ? hour : (hour % 12) + (isAfternoon ? 12 : 0),
    minute: values.minute ?? 0,
    second: values.second ?? 0,
    fraction: values.fraction ?? 0,
    offsetMinutes: values.offsetMinutes,
  };
}
