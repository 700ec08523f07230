import { ticksFromDate, ticksToDate, utcToZone, zoneToUtc } from '../../language/index.ts';

const USE = { function: 'recurrence', parameter: 'timeZone' } as const;

/** The clock reading in a zone at a moment, as milliseconds of a UTC clock that reads the same. */
export function wallClock(moment: Date, zone: string): number {
  return ticksToDate(utcToZone(ticksFromDate(moment), { zone, ...USE })).getTime();
}

/** The moment at a clock reading; one that is skipped comes as much later, one that comes twice counts the second time. */
export function momentOf(reading: number, zone: string): Date {
  return ticksToDate(zoneToUtc(ticksFromDate(new Date(reading)), { zone, ...USE }));
}
