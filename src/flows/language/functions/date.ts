import { floorMoment, formatSpan, moveMoment } from '../dates/arithmetic.ts';
import { formatMoment } from '../dates/format.ts';
import { parseDateTicks } from '../dates/parse.ts';
import { fieldsOf, type Moment, TICKS_PER_DAY, ticksOf } from '../dates/ticks.ts';
import { LongInteger } from '../values/exact-number.ts';
import { createInteger } from '../values/numbers.ts';
import type { Value } from '../values/value.ts';
import { defineFunction, type FunctionDefinition } from './define.ts';

const TIMESTAMP = { name: 'timestamp', type: 'string', summary: 'Moment such as 2026-03-15T13:00:00Z.' } as const;
const FORMAT = {
  name: 'format',
  type: 'string',
  summary: 'A .NET date format such as yyyy-MM-dd or D; o when absent.',
  isOptional: true,
  isNullable: true,
} as const;
const LOCALE = {
  name: 'locale',
  type: 'string',
  summary: 'Culture such as fr-FR; en-US when absent.',
  isOptional: true,
  isNullable: true,
} as const;
const UNIT = { name: 'timeUnit', type: 'string', summary: 'Second, Minute, Hour, Day, Week, Month or Year.' } as const;
const INTERVAL = { name: 'interval', type: 'integer', summary: 'How many of the unit.' } as const;
const DATES = { family: 'date and time' } as const;

interface Adder {
  readonly name: string;
  readonly unit: string;
  readonly parameter: string;
  readonly result: string;
}

function defineAdder({ name, unit, parameter, result }: Adder): FunctionDefinition {
  return defineFunction({
    name,
    ...DATES,
    summary: `Moment some ${parameter} later, or earlier when negative.`,
    parameters: [TIMESTAMP, { name: parameter, type: 'number', summary: 'How many.' }, FORMAT],
    returns: 'timestamp',
    example: { expression: `${name}('2018-03-15T00:00:00Z', 10)`, result },
    run: ([timestamp, interval, format]) =>
      formatMoment(moveMoment(parseDateTicks(timestamp, { function: name }), { interval, unit, function: name }), {
        format,
        function: name,
      }),
  });
}

const ADDERS = [
  defineAdder({ name: 'addDays', unit: 'day', parameter: 'days', result: '2018-03-25T00:00:00.0000000Z' }),
  defineAdder({ name: 'addHours', unit: 'hour', parameter: 'hours', result: '2018-03-15T10:00:00.0000000Z' }),
  defineAdder({ name: 'addMinutes', unit: 'minute', parameter: 'minutes', result: '2018-03-15T00:10:00.0000000Z' }),
  defineAdder({ name: 'addSeconds', unit: 'second', parameter: 'seconds', result: '2018-03-15T00:00:10.0000000Z' }),
];

function defineMover(name: string, direction: 1 | -1, result: string): FunctionDefinition {
  return defineFunction({
    name,
    ...DATES,
    summary: `Moment some time ${direction === 1 ? 'later' : 'earlier'}.`,
    parameters: [TIMESTAMP, INTERVAL, UNIT, FORMAT],
    returns: 'timestamp',
    example: { expression: `${name}('2018-01-02T00:00:00Z', 1, 'Day')`, result },
    run: ([timestamp, interval, unit, format]) => {
      const step = { interval: Number(interval) * direction, unit, function: name };
      return formatMoment(moveMoment(parseDateTicks(timestamp, { function: name }), step), { format, function: name });
    },
  });
}

function defineFromNow(name: string, direction: 1 | -1): FunctionDefinition {
  return defineFunction({
    name,
    ...DATES,
    summary: `The present moment and some time ${direction === 1 ? 'more' : 'less'}.`,
    parameters: [INTERVAL, UNIT, FORMAT],
    returns: 'timestamp',
    isRandom: true,
    example: { expression: `${name}(5, 'Day')`, result: '2018-03-06T00:00:00.0000000Z' },
    run: ([interval, unit, format], { scope }) => {
      const step = { interval: Number(interval) * direction, unit, function: name };
      return formatMoment(moveMoment({ ticks: scope.nowTicks(), kind: 'utc' }, step), { format, function: name });
    },
  });
}

function defineStart(name: string, unit: 'hour' | 'day' | 'month', result: string): FunctionDefinition {
  return defineFunction({
    name,
    ...DATES,
    summary: `Start of the ${unit} of a moment.`,
    parameters: [TIMESTAMP, FORMAT],
    returns: 'timestamp',
    example: { expression: `${name}('2018-03-15T13:30:30Z')`, result },
    run: ([timestamp, format]) =>
      formatMoment(floorMoment(parseDateTicks(timestamp, { function: name }), unit), { format, function: name }),
  });
}

interface Reader {
  readonly name: string;
  readonly summary: string;
  readonly result: Value;
  readonly read: (moment: Moment) => Value;
}

function defineReader({ name, summary, result, read }: Reader): FunctionDefinition {
  return defineFunction({
    name,
    ...DATES,
    summary,
    parameters: [TIMESTAMP],
    returns: 'integer',
    example: { expression: `${name}('2018-03-15T13:27:36Z')`, result },
    run: ([timestamp]) => read(parseDateTicks(timestamp, { function: name })),
  });
}

function dayOfYear({ ticks }: Moment): number {
  const newYear = ticksOf({ ...fieldsOf(ticks), month: 1, day: 1, hour: 0, minute: 0, second: 0, fraction: 0 }) ?? 0n;
  return Number((ticks - newYear) / TICKS_PER_DAY) + 1;
}

const READERS = [
  defineReader({
    name: 'dayOfMonth',
    summary: 'Day of the month, from 1.',
    result: 15,
    read: ({ ticks }) => fieldsOf(ticks).day,
  }),
  defineReader({
    name: 'dayOfWeek',
    summary: 'Day of the week; Sunday is 0.',
    result: 4,
    read: ({ ticks }) => fieldsOf(ticks).weekday,
  }),
  defineReader({ name: 'dayOfYear', summary: 'Day of the year, from 1.', result: 74, read: dayOfYear }),
  defineReader({
    name: 'ticks',
    summary: 'Units of 100 ns since the start of the year 1.',
    result: new LongInteger(636567172560000000n),
    read: ({ ticks }) => createInteger(ticks),
  }),
];

const dateDifference = defineFunction({
  name: 'dateDifference',
  ...DATES,
  summary: 'Time from one moment to another, as days.hours:minutes:seconds.',
  parameters: [
    { name: 'startDate', type: 'string', summary: 'Moment to count from.' },
    { name: 'endDate', type: 'string', summary: 'Moment to count to.' },
  ],
  returns: 'string',
  example: { expression: "dateDifference('2015-02-08', '2018-07-30')", result: '1268.00:00:00' },
  run: ([start, end]) =>
    formatSpan(
      parseDateTicks(end, { function: 'dateDifference' }).ticks -
        parseDateTicks(start, { function: 'dateDifference' }).ticks,
    ),
});

const formatDateTime = defineFunction({
  name: 'formatDateTime',
  ...DATES,
  summary: 'Moment in a format of a culture.',
  parameters: [TIMESTAMP, FORMAT, LOCALE],
  returns: 'string',
  example: { expression: "formatDateTime('01/31/2016', 'dddd MMMM d', 'fr-fr')", result: 'dimanche janvier 31' },
  run: ([timestamp, format, locale]) =>
    formatMoment(parseDateTicks(timestamp, { function: 'formatDateTime' }), {
      format,
      locale,
      function: 'formatDateTime',
    }),
});

const parseDateTime = defineFunction({
  name: 'parseDateTime',
  ...DATES,
  summary: 'Moment of a text that is written in a culture, or in a format.',
  parameters: [TIMESTAMP, LOCALE, FORMAT],
  returns: 'timestamp',
  example: { expression: "parseDateTime('20 octobre 2010', 'fr-FR')", result: '2010-10-20T00:00:00.0000000' },
  run: ([timestamp, locale, format]) =>
    formatMoment(parseDateTicks(timestamp, { locale, format, function: 'parseDateTime' }), {
      function: 'parseDateTime',
    }),
});

const utcNow = defineFunction({
  name: 'utcNow',
  ...DATES,
  summary: 'The present moment in UTC.',
  parameters: [FORMAT],
  returns: 'timestamp',
  isRandom: true,
  example: { expression: 'utcNow()', result: '2025-09-25T05:18:31.3384797Z' },
  run: ([format], { scope }) => formatMoment({ ticks: scope.nowTicks(), kind: 'utc' }, { format, function: 'utcNow' }),
});

/** Functions on moments. */
export const DATE_FUNCTIONS: readonly FunctionDefinition[] = [
  ...ADDERS,
  defineMover('addToTime', 1, '2018-01-03T00:00:00.0000000Z'),
  dateDifference,
  ...READERS,
  formatDateTime,
  defineFromNow('getFutureTime', 1),
  defineFromNow('getPastTime', -1),
  parseDateTime,
  defineStart('startOfDay', 'day', '2018-03-15T00:00:00.0000000Z'),
  defineStart('startOfHour', 'hour', '2018-03-15T13:00:00.0000000Z'),
  defineStart('startOfMonth', 'month', '2018-03-01T00:00:00.0000000Z'),
  defineMover('subtractFromTime', -1, '2018-01-01T00:00:00.0000000Z'),
  utcNow,
];
