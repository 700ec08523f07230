import { languageError } from '../catalogue.ts';
import { WINDOWS_ZONES } from '../dates/windows-zones.ts';
import { isInteger } from '../values/numbers.ts';
import { isArray, type Value } from '../values/value.ts';
import { choice, isDynamic, listOf, memberOf, type Rule, record, required, type Spot, text, whole } from './shape.ts';

/** Longest interval by frequency. */
const MAX_INTERVAL: Readonly<Record<string, number>> = {
  second: 9_999_999,
  minute: 72_000,
  hour: 12_000,
  day: 500,
  week: 71,
  month: 16,
  year: 1,
};
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
/** Farthest start, in years. */
const MAX_START_YEARS = 49;

/** When a schedule fires. */
export const recurrence: Rule = (value, spot) => {
  const frequency = String(memberOf(value, 'frequency') ?? '').toLowerCase();
  const most = MAX_INTERVAL[frequency] ?? MAX_INTERVAL['second'] ?? 1;
  record({
    frequency: required(choice('Second', 'Minute', 'Hour', 'Day', 'Week', 'Month', 'Year')),
    interval: required(whole(1, most)),
    count: whole(1, Number.MAX_SAFE_INTEGER),
    startTime: startTime,
    endTime: text,
    timeZone: timeZone,
    schedule: (schedule, at) => checkSchedule(schedule, at, frequency),
  })(value, spot);
};

const startTime: Rule = (value, spot) => {
  text(value, spot);
  if (typeof value !== 'string' || isDynamic(value)) return;
  const match = /^(\d{4})-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?Z?$/.exec(value);
  if (!match) return spot.wrongValue(value, 'a moment such as 2026-03-15T08:00:00Z, without an offset');
  if (Number(match[1]) > FIRST_YEAR + MAX_START_YEARS) spot.wrongValue(value, `at most ${MAX_START_YEARS} years ahead`);
};

/** Years are counted from the one of this release, so that a check does not depend on the day it runs. */
const FIRST_YEAR = 2026;

const zoneNames = new Map(Object.keys(WINDOWS_ZONES).map((name) => [name.toLowerCase(), name]));

const timeZone: Rule = (value, spot) => {
  text(value, spot);
  if (typeof value !== 'string' || isDynamic(value)) return;
  const name = zoneNames.get(value.toLowerCase());
  if (name === undefined) spot.wrongValue(value, 'a Windows time zone such as Pacific Standard Time');
  else if (name !== value)
    spot.add(languageError('FLX_DEFINITION_CASE', { field: spot.field, found: value, expected: name }), 'warning');
};

function checkSchedule(value: Value, spot: Spot, frequency: string): void {
  record({
    weekDays: all('week', frequency, oneOrMore(choice(...DAYS))),
    hours: all('day week', frequency, oneOrMore(wholeText(0, 23))),
    minutes: all('day week', frequency, oneOrMore(wholeText(0, 59))),
    monthDays: all('month', frequency, listOf(monthDay)),
    monthlyOccurrences: all(
      'month',
      frequency,
      listOf(record({ dayOfWeek: required(choice(...DAYS)), occurrence: required(occurrence) })),
    ),
  })(value, spot);
}

/** A rule for a member that only some frequencies have. */
function all(frequencies: string, frequency: string, rule: Rule): Rule {
  return (value, spot) => {
    const isKnown = Object.hasOwn(MAX_INTERVAL, frequency);
    if (isKnown && !frequencies.split(' ').includes(frequency))
      spot.misplaced(`only the frequencies ${frequencies} have it`);
    rule(value, spot);
  };
}

function oneOrMore(rule: Rule): Rule {
  return (value, spot) => {
    if (!isArray(value)) return rule(value, spot);
    for (const [index, element] of value.entries()) rule(element, spot.child(index));
  };
}

/** An integer, or digits. */
function wholeText(least: number, most: number): Rule {
  return (value, spot) =>
    whole(least, most)(typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value, spot);
}

const monthDay: Rule = (value, spot) => {
  if (isDynamic(value)) return;
  if (!isInteger(value)) return spot.wrongType(value, 'an integer');
  if (value === 0 || Math.abs(Number(value)) > 31)
    spot.wrongValue(value, 'a day from 1 to 31, or from -31 to -1 counted from the end');
};

const occurrence: Rule = (value, spot) => {
  if (isDynamic(value)) return;
  if (!isInteger(value)) return spot.wrongType(value, 'an integer');
  if (value === 0 || Math.abs(Number(value)) > 5)
    spot.wrongValue(value, 'from 1 to 5, or from -5 to -1 counted from the end');
};
