import { type DateCulture, dateCulture } from './culture.ts';
import { type ParsedDate, parseFraction } from './parsed-date.ts';

/** What a text has told so far. */
interface Findings {
  readonly numbers: readonly { readonly value: number; readonly digits: number }[];
  readonly month?: number;
  readonly time?: {
    readonly hour: number;
    readonly minute: number;
    readonly second: number;
    readonly fraction: number;
  };
  readonly isAfternoon?: boolean;
  readonly offsetMinutes?: number;
}

const TIME = /(?<!\d)(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d{1,9}))?)?(?![\d:])/;
const BARE_HOUR = /(?<![\d/.-])(\d{1,2})\s*(?=\p{L})/u;
const ZONE = /(?:\s*(?:(?:gmt|utc)?\s*([+-]\d{1,2}(?::?\d{2})?)|(z|gmt|utc)))$/i;

/** Reads a date as people write it in a culture (English names are understood too); undefined when it is none. */
export function parseFreely(text: string, culture: DateCulture): ParsedDate | undefined {
  let rest = text.normalize('NFC').replace(/[\u00a0\u202f]/g, ' ');
  const time = TIME.exec(rest);
  let findings: Findings = { numbers: [] };
  if (time) {
    const after = rest.slice(time.index + time[0].length);
    const zone = ZONE.exec(after);
    const { isAfternoon, rest: remaining } = takeDayPeriod(zone ? after.slice(0, zone.index) : after, culture);
    findings = {
      ...findings,
      time: timeOf(time),
      ...(isAfternoon !== undefined && { isAfternoon }),
      ...(zone && { offsetMinutes: offsetOf(zone) }),
    };
    rest = `${rest.slice(0, time.index).replace(/(\d)[Tt]$/, '$1 ')} ${remaining}`;
  } else {
    const bare = takeBareHour(rest, culture);
    if (bare) {
      findings = { ...findings, ...bare.findings };
      rest = bare.rest;
    }
  }
  const words = readWords(rest, culture, findings);
  return words && combine(words, culture);
}

function timeOf([, hour, minute, second, fraction]: RegExpExecArray): NonNullable<Findings['time']> {
  return {
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second ?? 0),
    fraction: parseFraction(fraction ?? ''),
  };
}

function offsetOf([, offset]: RegExpExecArray): number {
  if (offset === undefined) return 0;
  const digits = offset
    .slice(1)
    .replace(':', '')
    .padStart(offset.length <= 3 ? 2 : 4, '0');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || 0);
  return offset.startsWith('-') ? -minutes : minutes;
}

function takeDayPeriod(text: string, culture: DateCulture): { isAfternoon?: boolean; rest: string } {
  const trimmed = text.trimStart();
  const lower = trimmed.toLowerCase();
  for (const [names, isAfternoon] of [
    [[culture.morning, 'a.m.', 'am', 'a'], false],
    [[culture.afternoon, 'p.m.', 'pm', 'p'], true],
  ] as const) {
    const name = names.find(
      (candidate) =>
        candidate && lower.startsWith(candidate.toLowerCase()) && !/^\p{L}/u.test(trimmed.slice(candidate.length)),
    );
    if (name) return { isAfternoon, rest: trimmed.slice(name.length) };
  }
  return { rest: text };
}

/** An hour without minutes, such as `3 PM`. */
function takeBareHour(text: string, culture: DateCulture): { findings: Partial<Findings>; rest: string } | undefined {
  for (const match of text.matchAll(new RegExp(BARE_HOUR, 'gu'))) {
    const { isAfternoon, rest } = takeDayPeriod(text.slice(match.index + match[0].length), culture);
    if (isAfternoon === undefined) continue;
    return {
      findings: { time: { hour: Number(match[1]), minute: 0, second: 0, fraction: 0 }, isAfternoon },
      rest: `${text.slice(0, match.index)} ${rest}`,
    };
  }
  return undefined;
}

/** Words that stand between the parts of a date in some language. */
const CONNECTORS = new Set(['de', 'del', 'of', 'the', 'den', 'd', 'le', 'st', 'nd', 'rd', 'th', 'at', 't']);

function readWords(text: string, culture: DateCulture, findings: Findings): Findings | undefined {
  const numbers: { value: number; digits: number }[] = [];
  let month: number | undefined;
  for (const [word] of text.matchAll(/\d+|[\p{L}\p{M}]+\.?|[^\s\d\p{L}\p{M},./()-]+/gu)) {
    if (/^\d+$/.test(word)) numbers.push({ value: Number(word), digits: word.length });
    else if (isWeekday(word, culture)) continue;
    else {
      const found = monthOf(word, culture);
      if (found !== undefined && month === undefined) month = found;
      else if (!CONNECTORS.has(word.replace('.', '').toLowerCase())) return undefined;
    }
  }
  return { ...findings, numbers, ...(month !== undefined && { month }) };
}

function fold(name: string): string {
  return name.normalize('NFC').replace(/\.$/, '').toLowerCase();
}

function cultures(culture: DateCulture): readonly DateCulture[] {
  return [culture, dateCulture(undefined)];
}

function isWeekday(word: string, culture: DateCulture): boolean {
  return cultures(culture).some(({ weekdays, shortWeekdays }) =>
    [...weekdays, ...shortWeekdays].some((name) => fold(name) === fold(word)),
  );
}

function monthOf(word: string, culture: DateCulture): number | undefined {
  for (const { months, genitiveMonths, shortMonths } of cultures(culture)) {
    for (const names of [months, genitiveMonths, shortMonths]) {
      const index = names.findIndex((name) => fold(name) === fold(word));
      if (index >= 0) return index + 1;
    }
  }
  return undefined;
}

function combine(findings: Findings, culture: DateCulture): ParsedDate | undefined {
  const { time = { hour: 0, minute: 0, second: 0, fraction: 0 }, isAfternoon, offsetMinutes } = findings;
  const date =
    findings.month === undefined ? numericDate(findings.numbers, culture) : namedDate(findings.month, findings.numbers);
  if (!date || (isAfternoon !== undefined && (time.hour > 12 || time.hour === 0))) return undefined;
  const hour = isAfternoon === undefined ? time.hour : (time.hour % 12) + (isAfternoon ? 12 : 0);
  return { ...date, ...time, hour, offsetMinutes };
}

type FoundNumber = Findings['numbers'][number];
interface FoundDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

function namedDate(month: number, numbers: Findings['numbers']): FoundDate | undefined {
  const [first, second, ...others] = numbers;
  if (!first || others.length > 0) return undefined;
  if (!second) return first.digits > 2 ? { year: first.value, month, day: 1 } : undefined;
  const [day, year] = first.digits > 2 ? [second, first] : [first, second];
  return day.digits <= 2 ? { year: fullYear(year), month, day: day.value } : undefined;
}

function numericDate(numbers: Findings['numbers'], culture: DateCulture): FoundDate | undefined {
  const [first, second, third, ...others] = numbers;
  if (!first || !second || !third || others.length > 0) return undefined;
  if (first.digits > 2) return { year: first.value, month: second.value, day: third.value };
  const order = culture.shortDate.replace(/[^dMy]/g, '').replace(/(.)\1+/g, '$1');
  const parts = [first, second, third];
  if (order === 'yMd' && third.digits > 2) return { year: third.value, month: first.value, day: second.value };
  const at = (letter: string) => parts[order.indexOf(letter)] ?? first;
  return { year: fullYear(at('y')), month: at('M').value, day: at('d').value };
}

/** Two-digit years up to 49 are of this century, as in .NET. */
function fullYear({ value, digits }: FoundNumber): number {
  return digits > 2 ? value : value + (value <= 49 ? 2000 : 1900);
}
