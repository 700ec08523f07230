import { baseError } from './catalogue.ts';

const ISO_DURATION =
  /^P(?:(\d+(?:\.\d+)?)Y)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)W)?(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/i;
const SECONDS_PER_PART = [31_536_000, 2_592_000, 604_800, 86_400, 3600, 60, 1];

/**
 * Seconds in an ISO 8601 duration such as `PT20S` or `P1DT2H`; a month counts 30 days and a year 365.
 * @throws FLX_DURATION_INVALID
 */
export function parseDurationSeconds(text: string): number {
  const match = ISO_DURATION.exec(text.trim());
  const parts = match?.slice(1) ?? [];
  if (!match || parts.every((part) => part === undefined)) throw baseError('FLX_DURATION_INVALID', { value: text });
  return parts.reduce((total, part, index) => total + Number(part ?? 0) * (SECONDS_PER_PART[index] ?? 0), 0);
}
