import { formatMoment } from '../dates/format.ts';
import { parseDateTicks } from '../dates/parse.ts';
import { END_TICKS, type Moment } from '../dates/ticks.ts';
import { findZone, utcToZone, zoneToUtc } from '../dates/zones.ts';
import { valueError } from './argument-error.ts';
import { defineFunction, type FunctionDefinition } from './define.ts';

const TIMESTAMP = { name: 'timestamp', type: 'string', summary: 'Moment such as 2026-03-15T13:00:00.' } as const;
const FORMAT = {
  name: 'format',
  type: 'string',
  summary: 'A .NET date format such as yyyy-MM-dd or D; o when absent.',
  isOptional: true,
  isNullable: true,
} as const;
const SOURCE_ZONE = {
  name: 'sourceTimeZone',
  type: 'string',
  summary: 'Windows or IANA name of the zone the moment is in.',
} as const;
const TARGET_ZONE = {
  name: 'destinationTimeZone',
  type: 'string',
  summary: 'Windows or IANA name of the zone to convert to.',
} as const;

const convertFromUtc = defineFunction({
  name: 'convertFromUtc',
  family: 'date and time',
  summary: 'Clock reading in a zone at a moment given in UTC.',
  parameters: [TIMESTAMP, TARGET_ZONE, FORMAT],
  returns: 'timestamp',
  example: {
    expression: "convertFromUtc('2018-01-01T08:00:00.0000000Z', 'Pacific Standard Time')",
    result: '2018-01-01T00:00:00.0000000',
  },
  run: ([timestamp, zone, format]) => {
    const { ticks } = parseDateTicks(timestamp, { function: 'convertFromUtc' });
    const local = utcToZone(ticks, { zone, function: 'convertFromUtc', parameter: 'destinationTimeZone' });
    return formatMoment(within(local, { zone, timestamp, name: 'convertFromUtc' }), {
      format,
      function: 'convertFromUtc',
    });
  },
});

const convertToUtc = defineFunction({
  name: 'convertToUtc',
  family: 'date and time',
  summary: 'Moment in UTC of a clock reading in a zone.',
  parameters: [TIMESTAMP, SOURCE_ZONE, FORMAT],
  returns: 'timestamp',
  example: {
    expression: "convertToUtc('01/01/2018 00:00:00', 'Pacific Standard Time')",
    result: '2018-01-01T08:00:00.0000000Z',
  },
  run: ([timestamp, zone, format]) => {
    const { ticks } = parseDateTicks(timestamp, { function: 'convertToUtc' });
    const utc = zoneToUtc(ticks, { zone, function: 'convertToUtc', parameter: 'sourceTimeZone' });
    return formatMoment(within(utc, { zone: 'UTC', timestamp, name: 'convertToUtc' }), {
      format,
      function: 'convertToUtc',
    });
  },
});

const convertTimeZone = defineFunction({
  name: 'convertTimeZone',
  family: 'date and time',
  summary: 'Clock reading in one zone at a clock reading in another.',
  parameters: [TIMESTAMP, SOURCE_ZONE, TARGET_ZONE, FORMAT],
  returns: 'timestamp',
  example: {
    expression: "convertTimeZone('2018-01-01T08:00:00.0000000Z', 'UTC', 'Pacific Standard Time')",
    result: '2018-01-01T00:00:00.0000000',
  },
  run: ([timestamp, source, target, format]) => {
    const { ticks } = parseDateTicks(timestamp, { function: 'convertTimeZone' });
    const utc = zoneToUtc(ticks, { zone: source, function: 'convertTimeZone', parameter: 'sourceTimeZone' });
    const local = utcToZone(utc, { zone: target, function: 'convertTimeZone', parameter: 'destinationTimeZone' });
    return formatMoment(within(local, { zone: target, timestamp, name: 'convertTimeZone' }), {
      format,
      function: 'convertTimeZone',
    });
  },
});

/** The moment of a clock reading; that of UTC says so. */
function within(ticks: bigint, { zone, timestamp, name }: { zone: string; timestamp: string; name: string }): Moment {
  if (ticks < 0n || ticks >= END_TICKS)
    throw valueError(
      { function: name, parameter: 'timestamp', expected: 'such that the result lies between the years 1 and 9999' },
      timestamp,
    );
  return { ticks, kind: findZone(zone) === 'Etc/UTC' ? 'utc' : 'unspecified' };
}

/** Functions on time zones. */
export const ZONE_FUNCTIONS: readonly FunctionDefinition[] = [convertFromUtc, convertTimeZone, convertToUtc];
