import type { Recurrence, Schedule } from './recurrence.ts';
import { momentOf, wallClock } from './wall-clock.ts';

const DAY = 86_400_000;
/** Most days that are looked through for the next fitting one. */
const DAYS_LIMIT = 20_000;

/** From where occurrences are counted. */
export interface OccurrenceSearch {
  /** The occurrence is later than this. */
  readonly after: Date;
  /** When the trigger began to be watched; counts where the recurrence has no start of its own. */
  readonly since: Date;
}

/**
 * The next occurrence; undefined when there is none any more. Without a schedule they follow each other at the interval from
 * the start; days, weeks and months are counted on the clock of the zone, so that the time of day stays over a change of
 * the clock. With a schedule they fall on its days and times, never before the start.
 * Source: schedules of recurring triggers in Azure Logic Apps.
 */
export function nextOccurrence(recurrence: Recurrence, { after, since }: OccurrenceSearch): Date | undefined {
  const start = recurrence.start ?? wallClock(since, recurrence.zone);
  const next = usesSchedule(recurrence)
    ? nextScheduled(recurrence, { start, after, schedule: recurrence.schedule })
    : nextAtInterval(recurrence, start, after);
  if (!next || recurrence.end === undefined) return next;
  return next > momentOf(recurrence.end, recurrence.zone) ? undefined : next;
}

/** The first occurrence of a trigger that begins to be watched now: at once, unless a start or a schedule says otherwise. */
export function firstOccurrence(recurrence: Recurrence, since: Date): Date | undefined {
  if (recurrence.start === undefined && !usesSchedule(recurrence)) return since;
  return nextOccurrence(recurrence, { after: new Date(since.getTime() - 1), since });
}

/** Only days, weeks and months have schedules; others ignore them. */
function usesSchedule(recurrence: Recurrence): recurrence is Recurrence & { readonly schedule: Schedule } {
  return recurrence.schedule !== undefined && ['day', 'week', 'month'].includes(recurrence.frequency);
}

const FIXED: Readonly<Record<string, number>> = { second: 1000, minute: 60_000, hour: 3_600_000 };

function nextAtInterval(recurrence: Recurrence, start: number, after: Date): Date {
  const { frequency, interval, zone } = recurrence;
  const fixed = FIXED[frequency];
  if (fixed !== undefined) {
    const first = momentOf(start, zone).getTime();
    const step = fixed * interval;
    return new Date(first + Math.max(0, Math.floor((after.getTime() - first) / step) + 1) * step);
  }
  const passed = wallClock(after, zone) - start;
  let count = Math.max(0, Math.floor(passed / (LONGEST[frequency] ?? DAY) / interval) - 1);
  for (;;) {
    const moment = momentOf(addPeriods(start, frequency, count * interval), zone);
    if (moment > after) return moment;
    count++;
  }
}

/** The moment one interval before another. */
export function previousAtInterval({ frequency, interval, zone }: Recurrence, moment: Date): Date {
  const fixed = FIXED[frequency];
  if (fixed !== undefined) return new Date(moment.getTime() - fixed * interval);
  return momentOf(addPeriods(wallClock(moment, zone), frequency, -interval), zone);
}

/** The most that a period may last, so that none is skipped. */
const LONGEST: Readonly<Record<string, number>> = { day: DAY, week: 7 * DAY, month: 31 * DAY, year: 366 * DAY };

function addPeriods(start: number, frequency: string, count: number): number {
  if (frequency === 'day') return start + count * DAY;
  if (frequency === 'week') return start + count * 7 * DAY;
  return addMonths(start, frequency === 'year' ? count * 12 : count);
}

/** The same day and time so many months on, or the last day of that month. */
function addMonths(start: number, count: number): number {
  const date = new Date(start);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + count);
  date.setUTCDate(Math.min(day, daysOf(date)));
  return date.getTime();
}

function daysOf(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

interface Search {
  readonly start: number;
  readonly after: Date;
  readonly schedule: Schedule;
}

function nextScheduled(recurrence: Recurrence, { start, after, schedule }: Search): Date | undefined {
  const { zone } = recurrence;
  const times = timesOfDay(schedule, start);
  const from = startOfDay(Math.max(start, wallClock(after, zone) - DAY));
  for (let day = from, count = 0; count < DAYS_LIMIT; day += DAY, count++) {
    if (!isScheduledDay(day, recurrence, { start, schedule })) continue;
    const moments = times.filter((time) => day + time >= start).map((time) => momentOf(day + time, zone));
    const next = moments.sort((left, right) => left.getTime() - right.getTime()).find((moment) => moment > after);
    if (next) return next;
  }
  return undefined;
}

function startOfDay(reading: number): number {
  return Math.floor(reading / DAY) * DAY;
}

/** Hours and minutes of a schedule; what it leaves open is that of the start, minutes beside hours are 0 without one. */
function timesOfDay({ hours, minutes }: Schedule, start: number): readonly number[] {
  const date = new Date(start);
  const ownHours = hours.length > 0 ? hours : [date.getUTCHours()];
  const ownMinutes = minutes.length > 0 ? minutes : hours.length > 0 ? [0] : [date.getUTCMinutes()];
  return ownHours.flatMap((hour) => ownMinutes.map((minute) => (hour * 60 + minute) * 60_000));
}

function isScheduledDay(
  day: number,
  { frequency, interval }: Recurrence,
  { start, schedule }: Omit<Search, 'after'>,
): boolean {
  if (frequency === 'day')
    return isWanted(schedule.weekDays, day) && ((day - startOfDay(start)) / DAY) % interval === 0;
  if (frequency === 'week') {
    const weekDays = schedule.weekDays.length > 0 ? schedule.weekDays : [new Date(start).getUTCDay()];
    return weekDays.includes(new Date(day).getUTCDay()) && (weekOf(day) - weekOf(start)) % interval === 0;
  }
  return isDayOfMonth(day, start, schedule) && (monthOf(day) - monthOf(start)) % interval === 0;
}

function isWanted(weekDays: readonly number[], day: number): boolean {
  return weekDays.length === 0 || weekDays.includes(new Date(day).getUTCDay());
}

/** Weeks begin on Sunday: 1970-01-04 was one. */
function weekOf(reading: number): number {
  return Math.floor((reading / DAY - 3) / 7);
}

function monthOf(reading: number): number {
  const date = new Date(reading);
  return date.getUTCFullYear() * 12 + date.getUTCMonth();
}

function isDayOfMonth(reading: number, start: number, { monthDays, monthlyOccurrences }: Schedule): boolean {
  const date = new Date(reading);
  const day = date.getUTCDate();
  const length = daysOf(date);
  if (monthDays.length === 0 && monthlyOccurrences.length === 0)
    return day === Math.min(new Date(start).getUTCDate(), length);
  const isListed = monthDays.includes(day) || monthDays.includes(day - length - 1);
  const nth = Math.ceil(day / 7);
  const nthFromEnd = -Math.ceil((length - day + 1) / 7);
  return (
    isListed ||
    monthlyOccurrences.some((one) => one.weekDay === date.getUTCDay() && (one.nth === nth || one.nth === nthFromEnd))
  );
}
