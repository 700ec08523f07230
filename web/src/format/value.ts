import type { Format } from './format.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/**
 * A value of a row as people read it: days and moments in the words of the language, numbers with a fraction in its
 * digits. Whole numbers stay as they are, because many of them are keys.
 */
export function readableValue(value: unknown, format: Format): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : format.number(value);
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  if (DAY.test(text)) return format.date(text);
  return MOMENT.test(text) ? format.dayAndTime(text) : text;
}
