/** How numbers and times are written in one language and time zone. */
export interface Format {
  readonly timeZone: string;
  number(value: number): string;
  /** With a sign: +3, −3. */
  change(value: number): string;
  percent(share: number): string;
  /** A value with its unit; currencies by their ISO code. */
  quantity(value: number, unit: string | undefined): string;
  /** Today the time of day, else day and time. */
  moment(iso: string, now: Date): string;
  /** Day and time with the zone's name. */
  fullMoment(iso: string): string;
  time(iso: string): string;
  /** 0.4 s, 12 s, 3 min 5 s. */
  duration(seconds: number): string;
  list(items: readonly string[]): string;
}

const CURRENCY = /^[A-Z]{3}$/;

/** Builds the formatters of a language; `timeZone` is an IANA name. */
export function createFormat(language: string, timeZone: string): Format {
  const zone = knownZone(timeZone);
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const change = new Intl.NumberFormat(language, { maximumFractionDigits: 2, signDisplay: 'exceptZero' });
  const percent = new Intl.NumberFormat(language, { style: 'percent' });
  const time = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZone: zone,
  });
  const day = new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone: zone });
  const dayAndTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone });
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long', timeZone: zone });
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return {
    timeZone: zone,
    number: (value) => number.format(value),
    change: (value) => change.format(value),
    percent: (share) => percent.format(share),
    quantity: (value, unit) => formatQuantity(language, value, unit),
    moment: (iso, now) => {
      const date = new Date(iso);
      return day.format(date) === day.format(now) ? time.format(date) : dayAndTime.format(date);
    },
    fullMoment: (iso) => full.format(new Date(iso)),
    time: (iso) => time.format(new Date(iso)),
    duration: (seconds) => formatDuration(language, seconds),
    list: (items) => list.format(items),
  };
}

function formatQuantity(language: string, value: number, unit: string | undefined): string {
  if (unit && CURRENCY.test(unit)) {
    return new Intl.NumberFormat(language, { style: 'currency', currency: unit, maximumFractionDigits: 2 }).format(
      value,
    );
  }
  const text = new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
  return unit ? `${text} ${unit}` : text;
}

function formatDuration(language: string, seconds: number): string {
  const part = (value: number, unit: string, digits = 0) =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      maximumFractionDigits: digits,
    }).format(value);
  if (seconds < 0.1) return part(seconds * 1000, 'millisecond');
  if (seconds < 60) return part(seconds, 'second', seconds < 10 ? 1 : 0);
  const whole = Math.round(seconds);
  if (whole < 3600) return `${part(Math.floor(whole / 60), 'minute')} ${part(whole % 60, 'second')}`;
  return `${part(Math.floor(whole / 3600), 'hour')} ${part(Math.floor((whole % 3600) / 60), 'minute')}`;
}

function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
