import type { ColumnType } from './column.ts';
import type { Sql, SqlWriter } from './sql.ts';

export type DateUnit = 'second' | 'minute' | 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';
export type DatePart = DateUnit | 'dayOfWeek';

/**
 * What differs between analytical engines, as SQL-making functions. Everything else is written once, in standard SQL.
 * Text functions give null for null. `dayOfWeek` counts Monday as 1 (ISO 8601).
 */
export interface Dialect extends SqlWriter {
  readonly name: string;
  /**
   * Whether whole columns of integers pass to this process and back in little time. Where they do, what is a walk over links
   * (clusters, who keeps which id) is done here; elsewhere by SQL alone, to the same result.
   */
  readonly supportsIntegerPairs: boolean;
  /** Column type for an attribute type. */
  typeName(type: ColumnType): Sql;
  /** Null instead of an error where the value does not convert. */
  tryCast(value: Sql, type: ColumnType): Sql;
  /**
   * A dateTime in UTC from text, null where the text is not of that format. `iso` is ISO 8601 with or without time and
   * offset; other formats are made of yyyy, yy, MMMM, MMM, M, d, H, h, m, s, f and tt with their separators.
   */
  parseMoment(value: Sql, format: string): Sql;
  /** Edits (insert, delete, substitute) between two texts. */
  levenshtein(left: Sql, right: Sql): Sql;
  /** Jaro-Winkler similarity in [0, 1]; what is below `least` may be given as 0, which is faster. */
  jaroWinkler(left: Sql, right: Sql, least?: number): Sql;
  /** Places in which two texts of equal length differ; fails on others. */
  hamming(left: Sql, right: Sql): Sql;
  /** All matches of an RE2 pattern replaced; `\1` refers to a group. */
  regexpReplace(value: Sql, pattern: string, replacement: string): Sql;
  /** True where the RE2 pattern is found. */
  regexpMatches(value: Sql, pattern: string): Sql;
  /** Diacritics removed. */
  stripAccents(value: Sql): Sql;
  /** First `count` characters. */
  prefix(value: Sql, count: number): Sql;
  /** The number at an integer place, from 0, of numbers that are known beforehand. */
  pick(numbers: readonly number[], place: Sql): Sql;
  /** A relation with one integer column `n`: 0 … count − 1. */
  numbers(count: number): Sql;
  /** 64-bit hash of the values, the same in every run. */
  hash(values: readonly Sql[]): Sql;
  /** 32 bits of it: half the room, for tables that hold many. */
  shortHash(values: readonly Sql[]): Sql;
  /** True for one in `share` of the values, by their hash; always the same ones. */
  isSampled(values: readonly Sql[], share: number): Sql;
  /** Value of the row with the largest (or smallest) order; null orders are ignored. */
  argMax(value: Sql, order: Sql): Sql;
  argMin(value: Sql, order: Sql): Sql;
  /** Values of a group joined in order. */
  joinText(value: Sql, separator: string, order: Sql): Sql;
  /** The moment cut down to the start of a unit. */
  truncateDate(value: Sql, unit: DateUnit): Sql;
  datePart(value: Sql, part: DatePart): Sql;
  /** The moment plus (or minus) a number of units. */
  addToDate(value: Sql, amount: number, unit: DateUnit): Sql;
  /** Whole units from one moment to another, counted by boundaries crossed. */
  dateDifference(from: Sql, to: Sql, unit: DateUnit): Sql;
  /** A moment in UTC (ISO 8601) as a dateTime, and its date. */
  momentLiteral(iso: string): Sql;
}
