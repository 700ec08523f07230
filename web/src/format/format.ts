import type { Locale } from '../i18n/locale.ts';

/** How numbers and times are written in one language and time zone. */
export interface Format {
  readonly timeZone: string;
  number(value: number): string;
  /** With a sign, and with its unit; currencies by their ISO code. */
  change(value: number, unit?: string): string;
  /** A whole percent; below ten and above ninety-nine with a tenth, so that only nothing is 0 % and only all is 100 %. */
  percent(share: number): string;
  /** A value with its unit; currencies by their ISO code. */
  quantity(value: number, unit?: string): string;
  /** Today the time of day, else day and time. */
  moment(iso: string, now: Date): string;
  /** Day and time to the minute, also today. */
  dayAndTime(iso: string): string;
  /** A whole day; `iso` is a day without a time. */
  date(iso: string): string;
  /** Size of a file: 12 kB, 3.4 MB. */
  bytes(count: number): string;
  /** Hour and minute, for the axis of a plot. */
  time(iso: string): string;
  /** Day and month, for the axis of a plot. */
  day(iso: string): string;
  /** Day and time to the second. */
  fullMoment(iso: string): string;
  /** Day with its name, hour and minute. */
  plannedMoment(iso: string): string;
  /** 840 ms, 1.4 s, 12 s, 3 min 5 s, 2 h 10 min. */
  duration(seconds: number): string;
}

const CURRENCY = /^[A-Z]{3}$/;
const DIGITS = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
const TO_THE_MINUTE = { hour: '2-digit', minute: '2-digit' } as const;
const TO_THE_SECOND = { ...TO_THE_MINUTE, second: '2-digit' } as const;

/** Builds the formatters of a locale; `timeZone` is an IANA name. */
export function createFormat(locale: Locale, timeZone: string): Format {
  const zone = knownZone(timeZone);
  const dates = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale.dates, { ...options, timeZone: zone });
  const time = dates(TO_THE_SECOND);
  const minute = dates(TO_THE_MINUTE);
  const day = dates(DIGITS);
  const dayAndTime = locale.hasDateWords
    ? dates({ dateStyle: 'medium', timeStyle: 'short' })
    : dates({ ...DIGITS, ...TO_THE_MINUTE });
  const shortDay = dates(
    locale.hasDateWords ? { day: 'numeric', month: 'short' } : { day: '2-digit', month: '2-digit' },
  );
  const wholeDay = dates(locale.hasDateWords ? { dateStyle: 'medium' } : DIGITS);
  const full = locale.hasDateWords
    ? dates({ dateStyle: 'full', timeStyle: 'medium' })
    : dates({ ...DIGITS, ...TO_THE_SECOND });
  const planned = locale.hasDateWords
    ? dates({ dateStyle: 'full', timeStyle: 'short' })
    : dates({ ...DIGITS, ...TO_THE_MINUTE });
  const quantity = (value: number, unit = '', sign: 'auto' | 'exceptZero' = 'auto') =>
    formatQuantity(locale.numbers, { value, unit, sign });
  return {
    timeZone: zone,
    number: (value) => quantity(value),
    change: (value, unit) => quantity(value, unit, 'exceptZero'),
    quantity: (value, unit) => quantity(value, unit),
    percent: (share) => formatPercent(locale, share),
    moment: (iso, now) => {
      const date = new Date(iso);
      return (day.format(date) === day.format(now) ? time : dayAndTime).format(date);
    },
    dayAndTime: (iso) => dayAndTime.format(new Date(iso)),
    date: (iso) => wholeDay.format(new Date(`${iso.slice(0, 10)}T12:00:00Z`)),
    bytes: (count) => formatBytes(locale.numbers, count),
    time: (iso) => minute.format(new Date(iso)),
    day: (iso) => shortDay.format(new Date(iso)),
    fullMoment: (iso) => full.format(new Date(iso)),
    plannedMoment: (iso) => planned.format(new Date(iso)),
    duration: (seconds) => formatDuration(locale.numbers, seconds),
  };
}

function formatQuantity(locale: string, what: { value: number; unit: string; sign: 'auto' | 'exceptZero' }): string {
  const isCurrency = CURRENCY.test(what.unit);
  const text = new Intl.NumberFormat(locale, {
    maximumFractionDigits: 2,
    signDisplay: what.sign,
    ...(isCurrency && { style: 'currency', currency: what.unit }),
  }).format(what.value);
  return what.unit && !isCurrency ? `${text} ${what.unit}` : text;
}

function formatPercent(locale: Locale, share: number): string {
  const isWhole = share === 0 || (share >= 0.1 && share <= 0.99) || share >= 1;
  return writePercent(locale, share, {
    maximumFractionDigits: isWhole ? 0 : 1,
    roundingMode: share < 0.001 ? 'ceil' : share > 0.99 ? 'floor' : 'halfExpand',
  });
}

/** A share as a percent, its sign where the language puts it. */
export function writePercent(
  { numbers, isPercentFirst = false }: Locale,
  share: number,
  digits: Intl.NumberFormatOptions,
): string {
  const text = new Intl.NumberFormat(numbers, { ...digits, style: 'percent' }).format(share);
  return isPercentFirst ? text.replace(/^(.*?)(\s*)%$/, '%$2$1') : text;
}

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

function formatBytes(locale: string, count: number): string {
  const power = count < 1000 ? 0 : Math.min(Math.floor(Math.log10(count) / 3), BYTE_UNITS.length - 1);
  const value = count / 1000 ** power;
  const digits = new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 && power > 0 ? 1 : 0 });
  return `${digits.format(value)} ${BYTE_UNITS[power]}`;
}

function formatDuration(locale: string, seconds: number): string {
  const digits = (value: number, fraction = 0) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: fraction }).format(value);
  if (seconds < 0.1) return `${digits(seconds * 1000)} ms`;
  if (seconds < 60) return `${digits(seconds, seconds < 10 ? 1 : 0)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${digits(Math.floor(whole / 60))} min ${digits(whole % 60)} s`;
  return `${digits(Math.floor(whole / 3600))} h ${digits(Math.floor((whole % 3600) / 60))} min`;
}

function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
