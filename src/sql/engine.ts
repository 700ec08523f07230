import type { Column } from './column.ts';
import type { Dialect } from './dialect.ts';
import type { Sql, SqlValue } from './sql.ts';

/** A row as plain data: decimals and 64-bit integers beyond 2^53 come as text, dates as ISO 8601 text. */
export type Row = Readonly<Record<string, SqlValue>>;

export interface EngineOptions {
  /** Folder for spilled data; removed by `close`. */
  readonly workFolder: string;
  /** Such as `4GB`. */
  readonly memoryLimit: string;
  /** 0: one a core. */
  readonly threads: number;
  readonly extensionDirectory?: string | undefined;
}

/** An analytical engine: makes sessions and knows its dialect. */
export interface Engine {
  readonly dialect: Dialect;
  open(options: EngineOptions): Promise<EngineSession>;
}

/** A private working database. Statements of one session run one after another; `fork` gives a second line of work on the same tables. */
export interface EngineSession {
  readonly dialect: Dialect;
  /** @throws FLX_ENGINE with the statement and the engine's words; FLX_ENGINE_MEMORY, FLX_ENGINE_DISK where it ran out of either. */
  run(statement: Sql): Promise<void>;
  rows(query: Sql): Promise<Row[]>;
  /** Chunks of at most a few thousand rows, for results of any size. */
  chunks(query: Sql): AsyncIterable<readonly Row[]>;
  /** One value of one row. */
  value(query: Sql): Promise<SqlValue>;
  /** Columns of a table or view; undefined when there is none of that name. */
  columns(table: string): Promise<readonly Column[] | undefined>;
  rowCount(table: string): Promise<number>;
  /** Creates the table and fills it, a chunk at a time. */
  insert(
    table: string,
    columns: readonly Column[],
    chunks: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  ): Promise<number>;
  /** Reads two integer columns whole, for graph work outside SQL. */
  integerPairs(query: Sql): Promise<{ readonly left: Int32Array; readonly right: Int32Array }>;
  /** Creates a table with two integer columns. */
  insertIntegerPairs(
    table: string,
    names: readonly [string, string],
    left: Int32Array,
    right: Int32Array,
  ): Promise<void>;
  /** Writes a table or query to a file: parquet for snapshots, csv and json for people. */
  saveFile(query: Sql, path: string, format: 'parquet' | 'csv' | 'json'): Promise<void>;
  /** Makes saved parquet files readable under a name. */
  attachFile(table: string, paths: readonly string[]): Promise<void>;
  /** Engine-specific file readers, as a table expression. */
  readFile(paths: readonly string[], format: FileFormat): Sql;
  fork(): Promise<EngineSession>;
  /** Stops what is running; it fails with FLX_ENGINE_INTERRUPTED. */
  interrupt(): void;
  close(): Promise<void>;
}

/** Files an engine reads by itself. CSV and JSON values all come as text, so that the caller decides what fits. */
export type FileFormat =
  | { readonly format: 'parquet' }
  | { readonly format: 'json'; readonly shape: 'lines' | 'array' | 'auto' }
  | {
      readonly format: 'csv';
      readonly delimiter: string;
      readonly quote: string;
      readonly hasHeader: boolean;
      readonly columns: readonly string[];
    };
