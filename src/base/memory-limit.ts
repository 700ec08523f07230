import { baseError } from './catalogue.ts';

/** A size such as `512MB` or `4GB`. The engine knows no shares such as `80%`. */
const MEMORY_SIZE = /^\d+(\.\d+)?\s*(b|bytes?|[kmgt](i?b)?)$/i;

/** What a limit may be, for people. */
export const MEMORY_WORDS = 'a size of 256MB or more, such as 512MB or 4GB';

/**
 * Least memory limit in bytes. Measured: this process takes 200 MB whatever it works on, and 20 000 rows are matched with a
 * limit of 160 MB, but not with 128 MB.
 */
const LEAST_BYTES = 256_000_000;

const UNITS = 'bkmgt';

/** Whether a text is a memory limit with which something can be done. */
export function isMemoryLimit(text: string): boolean {
  return memoryBytes(text) >= LEAST_BYTES;
}

/** Bytes of a size such as `512MB`; not a number for other texts. */
export function memoryBytes(text: string): number {
  if (!MEMORY_SIZE.test(text)) return Number.NaN;
  const unit = /[bkmgt]/i.exec(text)?.[0]?.toLowerCase() ?? 'b';
  const factor = /ib$/i.test(text) ? 1024 : 1000;
  return Number.parseFloat(text) * factor ** UNITS.indexOf(unit);
}

/** @param name the setting or option that gave it @throws FLX_SETTING_INVALID */
export function requireMemoryLimit(text: string, name: string): string {
  if (!isMemoryLimit(text))
    throw baseError('FLX_SETTING_INVALID', { variable: name, expected: MEMORY_WORDS, value: text });
  return text;
}
