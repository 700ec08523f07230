import { describe, expect, it } from 'vitest';
import type { ValueObject } from '../../language/index.ts';
import { firstOccurrence, nextOccurrence } from './next.ts';
import { readRecurrence } from './recurrence.ts';

/** The first occurrences of a trigger that is started at `since`. */
function occurrences(
  definition: ValueObject,
  { since, count = 4 }: { since: string; count?: number },
): readonly string[] {
  const recurrence = readRecurrence(definition);
  const begun = new Date(since);
  const found: string[] = [];
  let next = firstOccurrence(recurrence, begun);
  while (next && found.length < count) {
    found.push(next.toISOString().replace(':00.000Z', 'Z'));
    next = nextOccurrence(recurrence, { after: next, since: begun });
  }
  return found;
}

const weekDays = ['Monday', 'Thursday'];

describe('occurrences of a recurrence', () => {
  it.each<[string, ValueObject, string, readonly string[]]>([
    [
      'at once and then at the interval',
      { frequency: 'Minute', interval: 15 },
      '2026-01-05T08:03Z',
      ['2026-01-05T08:03Z', '2026-01-05T08:18Z', '2026-01-05T08:33Z', '2026-01-05T08:48Z'],
    ],
    [
      'days from now',
      { frequency: 'day', interval: 2 },
      '2026-01-05T08:03Z',
      ['2026-01-05T08:03Z', '2026-01-07T08:03Z', '2026-01-09T08:03Z', '2026-01-11T08:03Z'],
    ],
    [
      'from a start in the past, without what has passed',
      { frequency: 'Hour', interval: 6, startTime: '2026-01-01T02:00:00Z' },
      '2026-01-05T08:03Z',
      ['2026-01-05T14:00Z', '2026-01-05T20:00Z', '2026-01-06T02:00Z', '2026-01-06T08:00Z'],
    ],
    [
      'from a start to come',
      { frequency: 'Week', interval: 1, startTime: '2026-02-01T09:30:00Z' },
      '2026-01-05T08:03Z',
      ['2026-02-01T09:30Z', '2026-02-08T09:30Z', '2026-02-15T09:30Z', '2026-02-22T09:30Z'],
    ],
    [
      'from a start that is now',
      { frequency: 'Day', interval: 1, startTime: '2026-01-05T08:03:00Z' },
      '2026-01-05T08:03Z',
      ['2026-01-05T08:03Z', '2026-01-06T08:03Z', '2026-01-07T08:03Z', '2026-01-08T08:03Z'],
    ],
    [
      'months to their last day',
      { frequency: 'Month', interval: 1, startTime: '2026-01-31T00:00:00Z' },
      '2026-01-05T08:03Z',
      ['2026-01-31T00:00Z', '2026-02-28T00:00Z', '2026-03-31T00:00Z', '2026-04-30T00:00Z'],
    ],
    [
      'years',
      { frequency: 'Year', interval: 1, startTime: '2024-02-29T12:00:00Z' },
      '2026-01-05T08:03Z',
      ['2026-02-28T12:00Z', '2027-02-28T12:00Z', '2028-02-29T12:00Z', '2029-02-28T12:00Z'],
    ],
    [
      'up to an end',
      { frequency: 'Day', interval: 1, startTime: '2026-01-06T00:00:00Z', endTime: '2026-01-07T12:00:00Z' },
      '2026-01-05T08:03Z',
      ['2026-01-06T00:00Z', '2026-01-07T00:00Z'],
    ],
    [
      'hours and minutes of a day',
      { frequency: 'Day', interval: 1, schedule: { hours: [8, '17'], minutes: [0, 30] } },
      '2026-01-05T08:03Z',
      ['2026-01-05T08:30Z', '2026-01-05T17:00Z', '2026-01-05T17:30Z', '2026-01-06T08:00Z'],
    ],
    [
      'hours without minutes',
      { frequency: 'Day', interval: 1, schedule: { hours: [9] } },
      '2026-01-05T08:03Z',
      ['2026-01-05T09:00Z', '2026-01-06T09:00Z', '2026-01-07T09:00Z', '2026-01-08T09:00Z'],
    ],
    [
      'every other day by schedule',
      { frequency: 'Day', interval: 2, startTime: '2026-01-01T00:00:00Z', schedule: { hours: [9] } },
      '2026-01-05T08:03Z',
      ['2026-01-05T09:00Z', '2026-01-07T09:00Z', '2026-01-09T09:00Z', '2026-01-11T09:00Z'],
    ],
    [
      'days of the week',
      { frequency: 'Week', interval: 1, schedule: { weekDays, hours: [7] } },
      '2026-01-05T08:03Z',
      ['2026-01-08T07:00Z', '2026-01-12T07:00Z', '2026-01-15T07:00Z', '2026-01-19T07:00Z'],
    ],
    [
      'days of every other week',
      { frequency: 'Week', interval: 2, startTime: '2026-01-05T07:00:00Z', schedule: { weekDays } },
      '2026-01-05T06:00Z',
      ['2026-01-05T07:00Z', '2026-01-08T07:00Z', '2026-01-19T07:00Z', '2026-01-22T07:00Z'],
    ],
    [
      'days of the month',
      { frequency: 'Month', interval: 1, startTime: '2026-01-01T06:00:00Z', schedule: { monthDays: [1, -1] } },
      '2026-01-05T08:03Z',
      ['2026-01-31T06:00Z', '2026-02-01T06:00Z', '2026-02-28T06:00Z', '2026-03-01T06:00Z'],
    ],
    [
      'the last Friday of the month',
      {
        frequency: 'Month',
        interval: 1,
        startTime: '2026-01-01T06:00:00Z',
        schedule: { monthlyOccurrences: [{ dayOfWeek: 'Friday', occurrence: -1 }] },
      },
      '2026-01-05T08:03Z',
      ['2026-01-30T06:00Z', '2026-02-27T06:00Z', '2026-03-27T06:00Z', '2026-04-24T06:00Z'],
    ],
    [
      'the second Monday of every third month',
      {
        frequency: 'Month',
        interval: 3,
        startTime: '2026-01-01T06:00:00Z',
        schedule: { monthlyOccurrences: [{ dayOfWeek: 'Monday', occurrence: 2 }] },
      },
      '2026-01-05T08:03Z',
      ['2026-01-12T06:00Z', '2026-04-13T06:00Z', '2026-07-13T06:00Z', '2026-10-12T06:00Z'],
    ],
    [
      'a schedule never before its start',
      { frequency: 'Day', interval: 1, startTime: '2026-01-07T12:00:00Z', schedule: { hours: [9, 15] } },
      '2026-01-05T08:03Z',
      ['2026-01-07T15:00Z', '2026-01-08T09:00Z', '2026-01-08T15:00Z', '2026-01-09T09:00Z'],
    ],
  ])('%s', (_name, definition, since, expected) => {
    expect(occurrences(definition, { since })).toEqual(expected);
  });

  it('falls seldom on the 29th of February', () => {
    const definition = {
      frequency: 'Month',
      interval: 12,
      startTime: '2024-02-29T00:00:00Z',
      schedule: { monthDays: [29] },
    };
    expect(occurrences(definition, { since: '2026-01-05T08:03Z', count: 2 })).toEqual([
      '2028-02-29T00:00Z',
      '2032-02-29T00:00Z',
    ]);
  });

  it('ends when no day ever fits', () => {
    const definition = {
      frequency: 'Month',
      interval: 12,
      startTime: '2026-02-01T00:00:00Z',
      schedule: { monthDays: [31] },
    };
    expect(occurrences(definition, { since: '2026-01-05T08:03Z' })).toEqual([]);
  });
});

describe('a recurrence where the clock changes', () => {
  const madrid = { timeZone: 'Romance Standard Time' };
  const newYork = { timeZone: 'America/New_York' };

  it.each<[string, ValueObject, string, readonly string[]]>([
    [
      'keeps the time of day in spring',
      { frequency: 'Day', interval: 1, startTime: '2026-03-28T09:00:00', ...madrid },
      '2026-03-27T00:00Z',
      ['2026-03-28T08:00Z', '2026-03-29T07:00Z', '2026-03-30T07:00Z'],
    ],
    [
      'keeps the time of day in autumn',
      { frequency: 'Week', interval: 1, startTime: '2026-10-18T09:00:00', ...madrid },
      '2026-10-17T00:00Z',
      ['2026-10-18T07:00Z', '2026-10-25T08:00Z', '2026-11-01T08:00Z'],
    ],
    [
      'counts hours as they pass',
      { frequency: 'Hour', interval: 12, startTime: '2026-03-28T12:00:00', ...madrid },
      '2026-03-27T00:00Z',
      ['2026-03-28T11:00Z', '2026-03-28T23:00Z', '2026-03-29T11:00Z'],
    ],
    [
      'comes an hour later where the time is skipped',
      { frequency: 'Day', interval: 1, schedule: { hours: [2], minutes: [30] }, ...newYork },
      '2026-03-07T12:00Z',
      ['2026-03-08T07:30Z', '2026-03-09T06:30Z', '2026-03-10T06:30Z'],
    ],
    [
      'comes once where the time comes twice',
      { frequency: 'Day', interval: 1, schedule: { hours: [1], minutes: [30] }, ...newYork },
      '2026-10-31T12:00Z',
      ['2026-11-01T06:30Z', '2026-11-02T06:30Z', '2026-11-03T06:30Z'],
    ],
    [
      'comes at midnight of its zone',
      { frequency: 'Day', interval: 1, schedule: { hours: [0] }, timeZone: 'Tokyo Standard Time' },
      '2026-01-05T08:00Z',
      ['2026-01-05T15:00Z', '2026-01-06T15:00Z', '2026-01-07T15:00Z'],
    ],
    [
      'has the weekday of its zone',
      {
        frequency: 'Week',
        interval: 1,
        schedule: { weekDays: ['Monday'], hours: [1] },
        timeZone: 'Tokyo Standard Time',
      },
      '2026-01-05T08:00Z',
      ['2026-01-11T16:00Z', '2026-01-18T16:00Z', '2026-01-25T16:00Z'],
    ],
    [
      'keeps the month over a change',
      { frequency: 'Month', interval: 1, startTime: '2026-03-15T10:00:00', ...newYork },
      '2026-02-20T00:00Z',
      ['2026-03-15T14:00Z', '2026-04-15T14:00Z', '2026-05-15T14:00Z'],
    ],
    [
      'reads a start with an offset as a moment',
      { frequency: 'Day', interval: 1, startTime: '2026-03-28T09:00:00Z', ...madrid },
      '2026-03-27T00:00Z',
      ['2026-03-28T09:00Z', '2026-03-29T08:00Z', '2026-03-30T08:00Z'],
    ],
    [
      'in a zone of half hours',
      { frequency: 'Day', interval: 1, schedule: { hours: [9] }, timeZone: 'India Standard Time' },
      '2026-01-05T00:00Z',
      ['2026-01-05T03:30Z', '2026-01-06T03:30Z', '2026-01-07T03:30Z'],
    ],
  ])('%s', (_name, definition, since, expected) => {
    expect(occurrences(definition, { since, count: 3 })).toEqual(expected);
  });

  it.each([
    'America/New_York',
    'Europe/Madrid',
    'Australia/Lord_Howe',
    'America/Sao_Paulo',
    'Asia/Tehran',
    'Africa/Casablanca',
  ])('fires once on each day of three years in %s, and never goes back', (timeZone) => {
    const found = occurrences(
      { frequency: 'Day', interval: 1, schedule: { hours: [2], minutes: [15] }, timeZone },
      { since: '2020-01-01T00:00Z', count: 1095 },
    );
    const moments = found.map((text) => Date.parse(text));
    const gaps = moments.slice(1).map((moment, index) => (moment - (moments[index] ?? 0)) / 3_600_000);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(23);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(25);
  });
});

describe('a recurrence that cannot be used', () => {
  it.each<[string, ValueObject, RegExp]>([
    ['an unknown frequency', { frequency: 'Fortnight', interval: 1 }, /fortnight/],
    ['no interval that is one', { frequency: 'Day', interval: 0 }, /interval is '0'/],
    ['an unknown zone', { frequency: 'Day', interval: 1, timeZone: 'Mars' }, /'Mars'/],
    ['a start that is none', { frequency: 'Day', interval: 1, startTime: 'soon' }, /'soon'/],
    ['an hour that is none', { frequency: 'Day', interval: 1, schedule: { hours: [24] } }, /hours holds 24/],
    ['a weekday that is none', { frequency: 'Week', interval: 1, schedule: { weekDays: ['Moonday'] } }, /'Moonday'/],
  ])('says why: %s', (_name, definition, message) => {
    expect(() => readRecurrence(definition)).toThrow(message);
  });
});
