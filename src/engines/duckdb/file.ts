import type { FileFormat } from '../../sql/engine.ts';
import { join, type Sql, sql } from '../../sql/sql.ts';

/** Longest line of a text file, in bytes. */
export const MAX_LINE_BYTES = 16_777_216;
/** What a reader takes at once; without this it would be sixteen times the longest line, for every file that is open. */
export const BUFFER_BYTES = 2 * MAX_LINE_BYTES;
/** Separates the fields of a line-wise read that wants none: a control character that hardly any text has. */
const NO_DELIMITER = '\u0001';

/** The one column `line` of a line-wise read. */
export function lineOptions(): Sql {
  return sql`columns = {'line': 'VARCHAR'}, delim = ${NO_DELIMITER}, quote = '', escape = '', header = false, auto_detect = false, max_line_size = ${MAX_LINE_BYTES}, buffer_size = ${BUFFER_BYTES}`;
}

/** A table expression that reads files. */
export function fileTable(paths: readonly string[], format: FileFormat): Sql {
  const list = sql`[${join(paths.map((path) => sql`${path}`))}]`;
  if (format.format === 'parquet') return sql`read_parquet(${list}, union_by_name = true)`;
  if (format.format === 'json')
    return sql`read_json_objects(${list}, format = ${jsonShape(format.shape)}, filename = true)`;
  return sql`read_csv(${list}, ${csvOptions(format)})`;
}

/** How a CSV file is read: every value as text, and a line that has not all fields as no row. */
export function csvOptions({ delimiter, quote, hasHeader, columns }: Extract<FileFormat, { format: 'csv' }>): Sql {
  const texts = join(columns.map((name) => sql`${name}: 'VARCHAR'`));
  return sql`delim = ${delimiter}, quote = ${quote}, escape = ${quote}, header = ${hasHeader}, columns = {${texts}}, auto_detect = false, max_line_size = ${MAX_LINE_BYTES}, buffer_size = ${BUFFER_BYTES}`;
}

function jsonShape(shape: 'lines' | 'array' | 'auto'): string {
  return { lines: 'newline_delimited', array: 'array', auto: 'auto' }[shape];
}

/** Statement that writes the rows of a query to a file. */
export const copyTo = (query: Sql, path: string, format: 'parquet' | 'csv' | 'json') =>
  sql`copy (${query}) to ${path} ${saveOptions(format)}`;

/** Words of a column up to which they are written once each. Measured: more cost a fifth of the time, and save no bytes. */
const MOST_WORDS = 5000;

/** Snapshots are compressed lightly: they are read back more often than they are moved. */
function saveOptions(format: 'parquet' | 'csv' | 'json'): Sql {
  if (format === 'parquet') return sql`(format parquet, compression lz4_raw, dictionary_size_limit ${MOST_WORDS})`;
  return format === 'csv' ? sql`(format csv, header true)` : sql`(format json)`;
}
