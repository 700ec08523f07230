import { type DuckDBAppender, DuckDBDataChunk, INTEGER, VARCHAR } from '@duckdb/node-api';
import type { Row } from '../../sql/engine.ts';
import type { SqlValue } from '../../sql/sql.ts';
import { writeIntegers } from './integer-vector.ts';

/** Rows a data chunk holds. */
const CHUNK_ROWS = 2048;

/** Appends the named values of rows to a table of text columns, and closes it. @returns how many rows came */
export async function appendTexts(
  appender: DuckDBAppender,
  names: readonly string[],
  chunks: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
): Promise<number> {
  const types = names.map(() => VARCHAR);
  let count = 0;
  for await (const rows of chunks) {
    for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
      const slice = rows.slice(start, start + CHUNK_ROWS);
      const chunk = DuckDBDataChunk.create(types, slice.length);
      for (const [index, name] of names.entries())
        chunk.setColumnValues(
          index,
          slice.map((row) => textOf(row[name])),
        );
      appender.appendDataChunk(chunk);
    }
    count += rows.length;
  }
  appender.closeSync();
  return count;
}

/** Appends pairs to a table of two integer columns, and closes it. */
export function appendIntegerPairs(appender: DuckDBAppender, left: Int32Array, right: Int32Array): void {
  for (let start = 0; start < left.length; start += CHUNK_ROWS) {
    const end = Math.min(start + CHUNK_ROWS, left.length);
    const chunk = DuckDBDataChunk.create([INTEGER, INTEGER], end - start);
    writeIntegers(chunk.getColumnVector(0), left.subarray(start, end));
    writeIntegers(chunk.getColumnVector(1), right.subarray(start, end));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}

function textOf(value: SqlValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
