import { describe, expect, it } from 'vitest';
import type { Schedule } from '../../model/schedule.ts';
import { nextRuns } from './next-run.ts';

const monday = new Date('2026-11-23T05:00:00Z');

describe('the schedule', () => {
  it.each<[string, Schedule, string[]]>([
    ['is off until somebody switches it on', { times: ['06:00'] }, []],
    [
      'runs every day when no days are named',
      { isActive: true, times: ['06:00'] },
      ['2026-11-23T06:00:00Z', '2026-11-24T06:00:00Z'],
    ],
    [
      'runs several times a day',
      { isActive: true, times: ['18:30', '06:00'] },
      ['2026-11-23T06:00:00Z', '2026-11-23T18:30:00Z'],
    ],
    [
      'runs on named days only',
      { isActive: true, days: ['Wednesday', 'Sunday'], times: ['06:00'] },
      ['2026-11-25T06:00:00Z', '2026-11-29T06:00:00Z'],
    ],
    [
      'follows the time zone',
      { isActive: true, timeZone: 'Europe/Madrid', times: ['08:00'] },
      ['2026-11-23T07:00:00Z', '2026-11-24T07:00:00Z'],
    ],
    [
      'takes a cron expression',
      { isActive: true, cron: '0 */6 * * *' },
      ['2026-11-23T06:00:00Z', '2026-11-23T12:00:00Z'],
    ],
  ])('%s', (_title, schedule, expected) => {
    expect(nextRuns(schedule, monday, 2)).toEqual(expected.map((moment) => new Date(moment)));
  });

  it('keeps the local time over a change of the clocks', () => {
    const schedule: Schedule = { isActive: true, timeZone: 'Europe/Madrid', times: ['08:00'] };
    expect(nextRuns(schedule, new Date('2026-10-24T04:00:00Z'), 2)).toEqual([
      new Date('2026-10-24T06:00:00Z'),
      new Date('2026-10-25T07:00:00Z'),
    ]);
  });

  it.each<[Schedule, string]>([
    [{ isActive: true, cron: 'every day' }, 'FLX_SCHEDULE_CRON'],
    [{ isActive: true, timeZone: 'Europe/Bilbo' }, 'FLX_SCHEDULE_TIME_ZONE'],
  ])('refuses %o with %s', (schedule, code) => {
    expect(() => nextRuns(schedule, monday)).toThrow(expect.objectContaining({ code }));
  });
});
