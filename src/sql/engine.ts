import type { MemoryBudget } from '../base/memory-budget.ts';
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
  /** Name and version, for people. */
  describe(): Promise<string>;
  open(options: EngineOptions): Promise<EngineSession>;
}

/** Rows that a statement wrote, where the engine tells. */
export type Written = number | undefined;

/** A private working database. Statements of one session run one after another; `fork` gives a second line of work on the same tables. */
export interface EngineSession {
  readonly dialect: Dialect;
  /** Memory for what this process holds for the work, beside the engine; one for the session and all of its forks. */
  readonly processMemory: MemoryBudget;
  /** @throws FLX_ENGINE with the statement and the engine's words; FLX_ENGINE_MEMORY, FLX_ENGINE_DISK where it ran out of either. */
  run(statement: Sql): Promise<Written>;
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
  /** Creates a table that lives in a file of the work folder: cheaper than in memory for what is saved in the end. */
  createFileTable(table: string, query: Sql): Promise<Written>;
  /** Saves a table as a parquet file; one that lives in a file is not written again. */
  saveTable(table: string, path: string): Promise<void>;
  /** Writes the rows of a query to a file. */
  saveFile(query: Sql, path: string, format: 'parquet' | 'csv' | 'json'): Promise<void>;
  /**
   * Makes a table out of one that is attached from files and what changed in it: only the changes are written, until they
   * are so many that a new file is cheaper to read. A table that is not attached is written whole.
   */
  createChangedTable(table: string, change: TableChange): Promise<void>;
  /** Saves the two files of a table that `createChangedTable` made of changes; undefined, and nothing saved, of any other table. */
  saveChanges(
    table: string,
    paths: { readonly gone: string; readonly rows: string },
  ): Promise<SavedChanges | undefined>;
  /** The rows in which a table may differ from an older one; undefined where that is not known, because they do not lie in the same file. */
  differingRows(table: string, previous: string): Promise<DifferingRows | undefined>;
  /**
   * Query of the rows of a table that fulfil a condition: of a file with changes beside it, rows that are gone are left out
   * of these few, not of all. With places, each row tells where it lies in its files as `PLACE_COLUMN`.
   */
  rowsWhere(table: string, condition: Sql, options?: { readonly hasPlaces?: boolean }): Promise<Sql>;
  /**
   * Makes saved parquet files readable under a name. Files that end in `CHANGE_FILES` change the others: rows of the second
   * kind are added, in the order of the files; those at the places in the first kind are gone.
   */
  attachFile(table: string, paths: readonly string[]): Promise<void>;
  /**
   * Creates a table from data files: one column a field (text, or the file's own types for parquet), then `LOAD_COLUMNS`.
   * Rows are in the order of the files and of their lines. Lines that are no rows go to `rejectsTableOf(table)`.
   */
  loadFiles(load: FileLoad): Promise<LoadedFiles>;
  /** Removes a table or view, and what `loadFiles` kept beside it; nothing happens when there is none. */
  drop(...tables: readonly string[]): Promise<void>;
  /** Engine-specific file readers, as a table expression. */
  readFile(paths: readonly string[], format: FileFormat): Sql;
  /** A second line of work on the same tables, in the same area; it stops with this one. */
  fork(): Promise<EngineSession>;
  /**
   * A line of work whose new tables lie apart under their own names, so that stages can run on a part of the rows beside
   * the whole; what it has no table for it reads from the session's. The same name, a lower-case word, gives the same
   * tables again; others read them as `id(name, table)`.
   */
  area(name: string): Promise<EngineSession>;
  /** A table of the session itself, also where the area has one of that name. */
  outer(table: string): Sql;
  /** Stops what is running; it fails with FLX_ENGINE_INTERRUPTED. */
  interrupt(): void;
  close(): Promise<void>;
}

/** Where a row lies in the files of its table; null in a table that is none. */
export const PLACE_COLUMN = '__place';

/** How the names of files end that hold the changes of the files beside them. */
export const CHANGE_FILES = { gone: '.gone.parquet', rows: '.rows.parquet' } as const;

/** Whether a file holds changes of others, rather than the rows of a table. */
export function isChangeFile(path: string): boolean {
  return Object.values(CHANGE_FILES).some((end) => path.endsWith(end));
}

/**
 * How changes were saved: `added` to the files of rows that came before, which stay, or `folded` with these, so that they
 * go. Other files with places of rows that are gone go either way.
 */
export type SavedChanges = 'added' | 'folded';

/** Queries of the rows that only one of two tables has, with some perhaps that both have; all others are in both. */
export interface DifferingRows {
  readonly now: Sql;
  readonly before: Sql;
}

/** What differs between a table and an older one. */
export interface TableChange {
  /** The older table. */
  readonly previous: string;
  /** Columns that tell its rows apart; none is null. */
  readonly keys: readonly string[];
  /** Query of the keys of the rows that are gone or replaced; others do no harm. */
  readonly gone: Sql;
  /** Query of the places of those rows as `rowsWhere` told them, nulls among them: then the files are not searched for keys. */
  readonly gonePlaces?: Sql | undefined;
  /** Query of the rows that are new or replace others, with the columns of the older table. */
  readonly rows: Sql;
}

/** Columns that `loadFiles` adds: the file a row is from, and its number in the table, from 1 and without gaps. */
export const LOAD_COLUMNS = { file: '__file', row: '__row' } as const;

/** Lines of loaded files that are no rows: `file`, `line` (from 1), `reason` and the `text` itself. */
export function rejectsTableOf(table: string): string {
  return `${table}__rejects`;
}

/** Files and the table they become. CSV files of one load have the same columns in the same order. */
export interface FileLoad {
  readonly table: string;
  readonly paths: readonly string[];
  readonly format: FileFormat;
}

/** What a load made. */
export interface LoadedFiles {
  /** The fields found, `LOAD_COLUMNS` left out. */
  readonly columns: readonly Column[];
  readonly rejectedRows: number;
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
