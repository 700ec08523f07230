import type { ColumnType } from '../../sql/column.ts';
import type { DateUnit, Dialect } from '../../sql/dialect.ts';
import { join, keyword, type Sql, type SqlValue, sql } from '../../sql/sql.ts';
import { toStrptimeFormat } from './moment-format.ts';

const TYPE_NAMES: Readonly<Record<ColumnType, string>> = {
  string: 'varchar',
  integer: 'bigint',
  decimal: 'decimal(38,9)',
  double: 'double',
  boolean: 'boolean',
  date: 'date',
  dateTime: 'timestamp',
  guid: 'uuid',
};

function quoteLiteral(value: SqlValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return quoteText(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return `cast('${value}' as double)`;
  if (typeof value === 'number' && !Number.isInteger(value)) return value.toExponential();
  return String(value);
}

/** A zero character would end the statement, so it is put in by code. */
function quoteText(text: string): string {
  const parts = text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? String(parts[0]) : `(${parts.join(' || chr(0) || ')})`;
}

const interval = (amount: number, unit: DateUnit): Sql => sql`(${amount} * ${keyword(`interval 1 ${unit}`)})`;

/** Text to a 38-digit decimal is a hundred times slower than to an 18-digit one, so that is tried first. */
function tryCast(value: Sql, type: ColumnType): Sql {
  const cast = sql`try_cast(${value} as ${keyword(TYPE_NAMES[type])})`;
  if (type !== 'decimal') return cast;
  return sql`coalesce(cast(try_cast(${value} as decimal(18,9)) as decimal(38,9)), ${cast})`;
}

/** Hashes there are. A comparison with a bound is far cheaper than a remainder, which DuckDB works out in 128 bits. */
const HASHES = 2n ** 64n;

/** How DuckDB writes what engines write differently. */
export const duckdbDialect: Dialect = Object.freeze({
  name: 'duckdb',
  supportsIntegerPairs: true,
  quoteIdentifier: (name) => `"${name.replaceAll('"', '""')}"`,
  quoteLiteral,
  typeName: (type) => keyword(TYPE_NAMES[type]),
  tryCast,
  parseMoment: (value, format) =>
    format === 'iso'
      ? sql`cast(try_cast(${value} as timestamptz) as timestamp)`
      : sql`try_strptime(${value}, ${toStrptimeFormat(format)})`,
  levenshtein: (left, right) => sql`levenshtein(${left}, ${right})`,
  jaroWinkler: (left, right, least = 0) => sql`jaro_winkler_similarity(${left}, ${right}, ${least})`,
  hamming: (left, right) => sql`hamming(${left}, ${right})`,
  regexpReplace: (value, pattern, replacement) => sql`regexp_replace(${value}, ${pattern}, ${replacement}, 'g')`,
  regexpMatches: (value, pattern) => sql`regexp_matches(${value}, ${pattern})`,
  stripAccents: (value) => sql`strip_accents(${value})`,
  prefix: (value, count) => sql`left(${value}, ${count})`,
  pick: (numbers, place) =>
    sql`list_extract([${join(numbers.map((number) => sql`cast(${number} as double)`))}], ${place} + 1)`,
  numbers: (count) => sql`range(${count}) as numbers(n)`,
  hash: (values) => sql`hash(${join(values)})`,
  shortHash: (values) => sql`cast(hash(${join(values)}) >> 32 as uinteger)`,
  isSampled: (values, share) => (share <= 1 ? sql`true` : sql`hash(${join(values)}) < ${HASHES / BigInt(share)}`),
  argMax: (value, order) => sql`arg_max(${value}, ${order})`,
  argMin: (value, order) => sql`arg_min(${value}, ${order})`,
  joinText: (value, separator, order) => sql`string_agg(${value}, ${separator} order by ${order})`,
  truncateDate: (value, unit) => sql`date_trunc(${unit}, ${value})`,
  datePart: (value, part) => (part === 'dayOfWeek' ? sql`isodow(${value})` : sql`date_part(${part}, ${value})`),
  addToDate: (value, amount, unit) => sql`(${value} + ${interval(amount, unit)})`,
  dateDifference: (from, to, unit) => sql`date_diff(${unit}, ${from}, ${to})`,
  momentLiteral: (iso) => sql`cast(${iso.replace(/Z$/, '').replace('T', ' ')} as timestamp)`,
} satisfies Dialect);
