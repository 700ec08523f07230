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

/** 100 ns units of the digits after the decimal sign, rounded as .NET does; a whole second when they round up to it. */
export function parseFraction(digits: string): number {
  return Math.round(Number(`0.${digits || 0}`) * 1e7);
}

/** Minutes east of UTC of `Z`, `+02:00`, `+0200` or `+2`. */
export function parseOffset(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(text);
  if (!match) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3] ?? 0));
}
