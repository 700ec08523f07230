/** A point in time as text: a day without a time, or a moment in UTC with up to six digits of a second. */
export interface Moment {
  readonly kind: 'date' | 'dateTime';
  /** `2024-02-29`, or `2024-02-29T22:30:00Z`. */
  readonly text: string;
}

const ISO_MOMENT =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const MILLISECONDS_PER_MINUTE = 60_000;

/** The point in time an ISO 8601 text means; without an offset it is UTC. Undefined for what is none, such as 30 February. */
export function parseMoment(text: string): Moment | undefined {
  const match = ISO_MOMENT.exec(text.trim());
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second = '00', fraction = '', offset = 'Z'] = match;
  const date = `${year}-${month}-${day}`;
  if (!isDay(date)) return undefined;
  if (hour === undefined) return { kind: 'date', text: date };
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const local = Date.parse(`${date}T${hour}:${minute}:${second}Z`);
  const utc = new Date(local - offsetMinutes(offset) * MILLISECONDS_PER_MINUTE).toISOString().slice(0, 19);
  const digits = fraction.slice(0, 6).replace(/0+$/, '');
  return { kind: 'dateTime', text: `${utc}${digits && `.${digits}`}Z` };
}

function isDay(date: string): boolean {
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

function offsetMinutes(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const [hours, minutes] = [offset.slice(1, 3), offset.slice(3).replace(':', '') || '0'];
  return (offset.startsWith('-') ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
