import type { FileFormat } from '../../sql/engine.ts';
import { join, type Sql, sql } from '../../sql/sql.ts';

/** A table expression that reads files. */
export function fileTable(paths: readonly string[], format: FileFormat): Sql {
  const list = sql`[${join(paths.map((path) => sql`${path}`))}]`;
  if (format.format === 'parquet') return sql`read_parquet(${list}, union_by_name = true)`;
  if (format.format === 'json')
    return sql`read_json_objects(${list}, format = ${jsonShape(format.shape)}, filename = true)`;
  const columns = join(format.columns.map((name) => sql`${name}: 'VARCHAR'`));
  return sql`read_csv(${list}, delim = ${format.delimiter}, quote = ${format.quote}, escape = ${format.quote}, header = ${format.hasHeader}, columns = {${columns}}, auto_detect = false, null_padding = true, strict_mode = false, filename = true)`;
}

function jsonShape(shape: 'lines' | 'array' | 'auto'): string {
  return { lines: 'newline_delimited', array: 'array', auto: 'auto' }[shape];
}

/** The options of `copy … to`. Snapshots are compressed lightly: they are read back more often than they are moved. */
export function saveOptions(format: 'parquet' | 'csv' | 'json'): Sql {
  if (format === 'parquet') return sql`(format parquet, compression lz4_raw)`;
  return format === 'csv' ? sql`(format csv, header true)` : sql`(format json)`;
}
