import { Cron } from 'croner';
import { type Schedule, WEEK_DAYS } from '../../model/schedule.ts';
import { refreshError } from '../catalogue.ts';

const DEFAULT_TIME = '06:00';

/**
 * The next `count` moments after `after` at which a full refresh starts; none while the schedule is off.
 * Local times follow the time zone through its clock changes: a time that a change skips runs right after it.
 * @throws FLX_SCHEDULE_CRON, FLX_SCHEDULE_TIME_ZONE
 */
export function nextRuns(schedule: Schedule, after: Date, count = 1): Date[] {
  if (schedule.isActive !== true) return [];
  const runs = patternsOf(schedule).flatMap((pattern) => runsOf(pattern, schedule.timeZone ?? 'UTC', { after, count }));
  const moments = [...new Set(runs.map((run) => run.getTime()))].sort((a, b) => a - b);
  return moments.slice(0, count).map((moment) => new Date(moment));
}

/** Checks a schedule without running it. @throws FLX_SCHEDULE_CRON, FLX_SCHEDULE_TIME_ZONE */
export function checkSchedule(schedule: Schedule): void {
  nextRuns({ ...schedule, isActive: true }, new Date(0));
}

function patternsOf({ cron, days, times }: Schedule): string[] {
  if (cron !== undefined) return [cron];
  const weekDays = days ? days.map((day) => (WEEK_DAYS.indexOf(day) + 1) % 7).join(',') : '*';
  return (times ?? [DEFAULT_TIME]).map((time) => {
    const [hours, minutes] = time.split(':').map(Number);
    return `${minutes} ${hours} * * ${weekDays}`;
  });
}

function runsOf(pattern: string, timeZone: string, { after, count }: { after: Date; count: number }): Date[] {
  if (!isTimeZone(timeZone)) throw refreshError('FLX_SCHEDULE_TIME_ZONE', { timeZone });
  try {
    return new Cron(pattern, { timezone: timeZone, paused: true }).nextRuns(count, after);
  } catch (cause) {
    throw refreshError('FLX_SCHEDULE_CRON', { pattern }, { cause });
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
