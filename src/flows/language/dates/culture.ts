import { canonicalLocale } from '../numbers/culture.ts';

/** How a culture writes dates; the patterns are .NET's custom formats. */
export interface DateCulture {
  readonly locale: string;
  readonly shortDate: string;
  readonly longDate: string;
  readonly shortTime: string;
  readonly longTime: string;
  readonly monthDay: string;
  readonly yearMonth: string;
  readonly dateSeparator: string;
  readonly timeSeparator: string;
  /** January first. */
  readonly months: readonly string[];
  /** As they stand after a day, where that differs. */
  readonly genitiveMonths: readonly string[];
  readonly shortMonths: readonly string[];
  /** Sunday first. */
  readonly weekdays: readonly string[];
  readonly shortWeekdays: readonly string[];
  readonly morning: string;
  readonly afternoon: string;
  readonly era: string;
}

/** The culture of functions without a locale. */
const DEFAULT_LOCALE = 'en-US';
const known = new Map<string, DateCulture>();

/**
 * How the culture of that name (any case) writes dates; the default one when the name is empty.
 * @throws FLX_FLOW_ARGUMENT_VALUE for a name that is none
 */
export function dateCulture(name: string | null | undefined): DateCulture {
  const locale = name ? canonicalLocale(name) : DEFAULT_LOCALE;
  const culture = known.get(locale) ?? readCulture(locale);
  known.set(locale, culture);
  return culture;
}

/** Patterns that .NET has and Intl does not give in that form. */
const OWN_PATTERNS: Readonly<Record<string, Partial<DateCulture>>> = {
  'en-US': {
    shortDate: 'M/d/yyyy',
    longDate: 'dddd, MMMM d, yyyy',
    shortTime: 'h:mm tt',
    longTime: 'h:mm:ss tt',
    monthDay: 'MMMM d',
    yearMonth: 'MMMM yyyy',
  },
};

function readCulture(locale: string): DateCulture {
  const shortDate =
    OWN_PATTERNS[locale]?.shortDate ?? patternOf(locale, { dateStyle: 'short' }).replace(/(?<!y)yy(?!y)/, 'yyyy');
  const shortTime = patternOf(locale, { timeStyle: 'short' });
  return {
    locale,
    shortDate,
    longDate: patternOf(locale, { dateStyle: 'full' }),
    shortTime,
    longTime: patternOf(locale, { timeStyle: 'medium' }),
    monthDay: patternOf(locale, { month: 'long', day: 'numeric' }),
    yearMonth: patternOf(locale, { month: 'long', year: 'numeric' }),
    dateSeparator: /[a-zA-Z]([^a-zA-Z]+)[a-zA-Z]/.exec(shortDate)?.[1]?.trim() || '/',
    timeSeparator: /[hH]([^a-zA-Z]+)m/.exec(shortTime)?.[1] || ':',
    months: monthNames(locale, { month: 'long' }),
    genitiveMonths: monthNames(locale, { month: 'long', day: 'numeric' }),
    shortMonths: monthNames(locale, { month: 'short' }),
    weekdays: weekdayNames(locale, 'long'),
    shortWeekdays: weekdayNames(locale, 'short'),
    morning: dayPeriod(locale, 9),
    afternoon: dayPeriod(locale, 21),
    era: 'A.D.',
    ...OWN_PATTERNS[locale],
  };
}

/** November has a name that is long enough to tell from its short form; March and four o'clock show leading zeros. */
const NAMED_SAMPLE = Date.UTC(2026, 10, 3, 4, 5, 7);
const NUMBER_SAMPLE = Date.UTC(2026, 2, 3, 4, 5, 7);

/** A .NET pattern that gives what Intl gives for some options. */
function patternOf(locale: string, options: Intl.DateTimeFormatOptions): string {
  const format = formatter(locale, options);
  const has12Hours = format.resolvedOptions().hour12 === true;
  const named = format.formatToParts(NAMED_SAMPLE);
  return format
    .formatToParts(NUMBER_SAMPLE)
    .map((part, index) => tokenOf(part.type === 'month' ? monthPart(named[index], part) : part, has12Hours))
    .join('')
    .trim();
}

/** A month as a number shows its leading zero in March, as a name its length in November. */
function monthPart(
  november: Intl.DateTimeFormatPart | undefined,
  march: Intl.DateTimeFormatPart,
): Intl.DateTimeFormatPart {
  return /^\d+$/.test(march.value) || november?.type !== 'month' ? march : november;
}

function formatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' });
}

function tokenOf({ type, value }: Intl.DateTimeFormatPart, has12Hours: boolean): string {
  const isNumber = /^\d+$/.test(value);
  switch (type) {
    case 'day':
      return value.length > 1 ? 'dd' : 'd';
    case 'month':
      return isNumber ? 'M'.repeat(value.length) : value.replace('.', '').length > 4 ? 'MMMM' : 'MMM';
    case 'year':
      return value.length > 2 ? 'yyyy' : 'yy';
    case 'weekday':
      return 'dddd';
    case 'hour':
      return (has12Hours ? 'h' : 'H').repeat(value.length);
    case 'minute':
      return 'mm';
    case 'second':
      return 'ss';
    case 'dayPeriod':
      return 'tt';
    default:
      return quoteLiteral(value.replace(/[\u202f\u00a0]/g, ' '));
  }
}

function quoteLiteral(text: string): string {
  return text.replace(/\p{L}[\p{L}\s.]*/gu, (words) => `'${words.trimEnd()}'${words.slice(words.trimEnd().length)}`);
}

function monthNames(locale: string, options: Intl.DateTimeFormatOptions): readonly string[] {
  const format = formatter(locale, options);
  return Array.from({ length: 12 }, (_, month) => partOf(format, Date.UTC(2026, month, 3), 'month'));
}

function weekdayNames(locale: string, weekday: 'long' | 'short'): readonly string[] {
  const format = formatter(locale, { weekday });
  return Array.from({ length: 7 }, (_, day) => partOf(format, Date.UTC(2026, 1, 1 + day), 'weekday'));
}

function dayPeriod(locale: string, hour: number): string {
  const format = formatter(locale, { hour: 'numeric', hour12: true });
  return partOf(format, Date.UTC(2026, 1, 1, hour), 'dayPeriod') || (hour < 12 ? 'AM' : 'PM');
}

function partOf(format: Intl.DateTimeFormat, time: number, type: Intl.DateTimeFormatPartTypes): string {
  return format.formatToParts(time).find((part) => part.type === type)?.value ?? '';
}
