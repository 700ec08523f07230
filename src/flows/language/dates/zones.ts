import { IANAZone } from 'luxon';
import { suggestName } from '../../../base/nearest.ts';
import { languageError } from '../catalogue.ts';
import { TICKS_PER_MINUTE, ticksToUnixMilliseconds } from './ticks.ts';
import { WINDOWS_ZONES } from './windows-zones.ts';

const byLowerName = new Map(Object.entries(WINDOWS_ZONES).map(([name, zone]) => [name.toLowerCase(), zone]));

/** The IANA zone that a Windows or IANA name stands for; undefined for a name that is none. */
export function findZone(name: string): string | undefined {
  const windows = byLowerName.get(name.trim().toLowerCase());
  if (windows) return windows;
  if (valid.has(name)) return name;
  if (!IANAZone.isValidZone(name)) return undefined;
  valid.add(name);
  return name;
}

/** Names that were asked for and are zones: finding out makes a formatter, which is slow. Only real zones get in. */
const valid = new Set<string>();

/** A zone and the function that asks for it. */
export interface ZoneUse {
  readonly zone: string;
  readonly function: string;
  readonly parameter: string;
}

/**
 * The clock reading in a zone at a UTC moment, in ticks.
 * @throws FLX_FLOW_ARGUMENT_VALUE for an unknown zone
 */
export function utcToZone(ticks: bigint, use: ZoneUse): bigint {
  return ticks + offsetTicks(resolve(use), ticks);
}

/**
 * The UTC moment at a clock reading in a zone, in ticks. A reading that comes twice is taken in standard time, one that
 * is skipped as if the clock had not been put forward.
 * @throws FLX_FLOW_ARGUMENT_VALUE for an unknown zone
 */
export function zoneToUtc(local: bigint, use: ZoneUse): bigint {
  const zone = resolve(use);
  const candidates = [local - 24n * 60n * TICKS_PER_MINUTE, local + 24n * 60n * TICKS_PER_MINUTE].map((near) =>
    offsetTicks(zone, near),
  );
  const fitting = candidates.filter((offset) => offsetTicks(zone, local - offset) === offset);
  const [lowest = 0n] = (fitting.length > 0 ? fitting : candidates).sort((left, right) => Number(left - right));
  return local - lowest;
}

function resolve({ zone, function: name, parameter }: ZoneUse): IANAZone {
  const found = findZone(zone);
  if (found) return IANAZone.create(found);
  const expected = 'a time zone such as Pacific Standard Time or Europe/Madrid';
  throw languageError(
    'FLX_FLOW_ARGUMENT_VALUE',
    { function: name, parameter, found: `'${zone}'`, expected },
    { mend: suggestName(zone, Object.keys(WINDOWS_ZONES)) },
  );
}

function offsetTicks(zone: IANAZone, utcTicks: bigint): bigint {
  return BigInt(Math.round(zone.offset(ticksToUnixMilliseconds(utcTicks)))) * TICKS_PER_MINUTE;
}
