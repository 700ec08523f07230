import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBValue,
  type DuckDBValueConverter,
} from '@duckdb/node-api';
import type { SqlValue } from '../../sql/sql.ts';

const MICROSECONDS_PER_MILLISECOND = 1000n;

/** Plain data for a value of DuckDB: exact numbers stay exact (as text where a double will not do), moments are ISO 8601. */
export const toSqlValue: DuckDBValueConverter<SqlValue> = (value) => convert(value);

function convert(value: DuckDBValue): SqlValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return exactNumber(value.toString());
  if (value instanceof DuckDBDecimalValue) return exactNumber(trimZeros(value.toString()));
  if (value instanceof DuckDBDateValue) return value.toString();
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) return isoMoment(value.micros);
  return String(value);
}

/** The number as a double when that keeps every digit, else its text. */
function exactNumber(text: string): number | string {
  const number = Number(text);
  return Number.isFinite(number) && String(number) === text ? number : text;
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function isoMoment(micros: bigint): string {
  let milliseconds = micros / MICROSECONDS_PER_MILLISECOND;
  let rest = micros % MICROSECONDS_PER_MILLISECOND;
  if (rest < 0n) {
    milliseconds -= 1n;
    rest += MICROSECONDS_PER_MILLISECOND;
  }
  const [seconds = '', fraction = ''] = new Date(Number(milliseconds)).toISOString().slice(0, -1).split('.');
  const digits = `${fraction}${String(rest).padStart(3, '0')}`.replace(/0+$/, '');
  return digits ? `${seconds}.${digits}Z` : `${seconds}Z`;
}
