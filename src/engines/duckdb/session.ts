import { copyFile, link } from 'node:fs/promises';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBDataChunk, type DuckDBResult, INTEGER, VARCHAR } from '@duckdb/node-api';
import { messageOf } from '../../base/errors.ts';
import type { MemoryBudget } from '../../base/memory-budget.ts';
import type { Column } from '../../sql/column.ts';
import type { Dialect } from '../../sql/dialect.ts';
import {
  CHANGE_FILES,
  type DifferingRows,
  type EngineSession,
  type FileFormat,
  type FileLoad,
  type LoadedFiles,
  PLACE_COLUMN,
  type Row,
  type TableChange,
  type Written,
} from '../../sql/engine.ts';
import { id, join as joinSql, render, type Sql, type SqlValue, sql } from '../../sql/sql.ts';
import {
  asksForKeys,
  changedRows,
  changeQueries,
  countQuery,
  differingCounts,
  differingRows,
  MOST_CHANGED,
  PLACE,
  sortFiles,
  type TableFiles,
  tableQuery,
  whereQuery,
} from './change.ts';
import { columnTypeOf } from './column-type.ts';
import { explainFault } from './fault.ts';
import { fileTable, saveOptions } from './file.ts';
import { readIntegers, writeIntegers } from './integer-vector.ts';
import { dropLoaded, dropStatements, type Loader, loadFiles } from './load.ts';
import { toSqlValue } from './value.ts';

interface Database {
  readonly dialect: Dialect;
  /** Most memory for the engine and this process, as it was asked for. */
  readonly memoryLimit: string;
  /** What of it this process may hold for the work. */
  readonly processMemory: MemoryBudget;
  /** Folder of files that live as long as the database. */
  readonly workFolder: string;
  /** Paths of tables that live in files. */
  readonly files: Map<string, string>;
  /** Files that are attached under a name. */
  readonly attached: Map<string, TableFiles>;
  /** Views over rows that were loaded. */
  readonly loaded: Set<string>;
  /** Columns of attached files, once they were asked for. */
  readonly columns: Map<TableFiles, readonly Column[]>;
  /** Rows of attached files, once they were counted. */
  readonly counts: Map<TableFiles, FileCounts>;
  /** Schemas of areas: sessions side by side must not make the same one. */
  readonly schemas: Map<string, Promise<Written>>;
  /** Files of changes of tables that were made of them. */
  readonly changes: Map<string, { readonly gone: string; readonly rows: string }>;
  /** A number that no file of the work folder has in its name yet. */
  nextNumber(): number;
  connect(): Promise<DuckDBConnection>;
  close(): Promise<void>;
}

/** Rows in the files of a table. */
interface FileCounts {
  readonly base: number;
  readonly gone: number;
  readonly rows: number;
}

/** Where tables are unless they are made in an area. */
const MAIN = 'main';

/** Rows a data chunk holds. */
const CHUNK_ROWS = 2048;

/** One connection to a private database. */
export class DuckDBSession implements EngineSession {
  readonly dialect: Dialect;
  readonly processMemory: MemoryBudget;
  readonly #database: Database;
  readonly #connection: DuckDBConnection;
  readonly #isFork: boolean;
  readonly #parent: DuckDBSession | undefined;
  /** Areas of this session that are open: they stop with it. */
  readonly #areas = new Set<DuckDBSession>();
  readonly #schema: string;

  constructor(
    database: Database,
    connection: DuckDBConnection,
    { isFork = false, schema = MAIN, parent }: { isFork?: boolean; schema?: string; parent?: DuckDBSession } = {},
  ) {
    this.dialect = database.dialect;
    this.processMemory = database.processMemory;
    this.#database = database;
    this.#connection = connection;
    this.#isFork = isFork;
    this.#parent = parent;
    this.#schema = schema;
  }

  async run(statement: Sql): Promise<Written> {
    return writtenRows(await this.#query(statement));
  }

  async rows(query: Sql): Promise<Row[]> {
    const result = await this.#query(query);
    return (await result.convertRowObjects(toSqlValue)) as Row[];
  }

  async *chunks(query: Sql): AsyncIterable<readonly Row[]> {
    const result = await this.#stream(query);
    for await (const rows of result.yieldConvertedRowObjects(toSqlValue)) yield rows as Row[];
  }

  async value(query: Sql): Promise<SqlValue> {
    const [row] = await this.rows(query);
    return row ? (Object.values(row)[0] ?? null) : null;
  }

  async columns(table: string): Promise<readonly Column[] | undefined> {
    const files = this.#filesOf(table);
    const known = files && this.#database.columns.get(files);
    if (known) return known;
    try {
      const result = await this.#query(sql`select * from ${id(table)} limit 0`);
      const columns = result
        .columnNames()
        .map((name, index) => ({ name, type: columnTypeOf(String(result.columnType(index))) }));
      if (files) this.#database.columns.set(files, columns);
      return columns;
    } catch (error) {
      if (isMissing(error, table)) return undefined;
      throw error;
    }
  }

  async rowCount(table: string): Promise<number> {
    const files = this.#schema === MAIN ? this.#filesOf(table) : undefined;
    return files ? rowsOf(await this.#count(files)) : Number(await this.value(sql`select count(*) from ${id(table)}`));
  }

  /** Rows of attached files, which stay as they are. */
  async #count(files: TableFiles): Promise<FileCounts> {
    const { counts } = this.#database;
    const known = counts.get(files);
    if (known) return known;
    const [row] = await this.rows(countQuery(files));
    const counted = { base: Number(row?.['base']), gone: Number(row?.['gone']), rows: Number(row?.['rows']) };
    counts.set(files, counted);
    return counted;
  }

  async insert(
    table: string,
    columns: readonly Column[],
    chunks: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  ): Promise<number> {
    const landing = `${table}__landing`;
    const texts = columns.map((column) => sql`${id(column.name)} varchar`);
    await this.run(sql`create or replace table ${id(landing)} (${joinSql(texts)})`);
    const count = await this.#append(landing, columns, chunks);
    const typed = columns.map(
      (column) => sql`cast(${id(column.name)} as ${this.dialect.typeName(column.type)}) as ${id(column.name)}`,
    );
    await this.run(sql`create or replace table ${id(table)} as select ${joinSql(typed)} from ${id(landing)}`);
    await this.run(sql`drop table ${id(landing)}`);
    return count;
  }

  async #append(
    table: string,
    columns: readonly Column[],
    chunks: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  ): Promise<number> {
    const appender = await this.#connection.createAppender(table, this.#schema);
    const types = columns.map(() => VARCHAR);
    let count = 0;
    for await (const rows of chunks) {
      for (let start = 0; start < rows.length; start += CHUNK_ROWS) {
        const slice = rows.slice(start, start + CHUNK_ROWS);
        const chunk = DuckDBDataChunk.create(types, slice.length);
        for (const [index, column] of columns.entries()) {
          chunk.setColumnValues(
            index,
            slice.map((row) => textOf(row[column.name])),
          );
        }
        appender.appendDataChunk(chunk);
      }
      count += rows.length;
    }
    appender.closeSync();
    return count;
  }

  async integerPairs(query: Sql): Promise<{ readonly left: Int32Array; readonly right: Int32Array }> {
    return readIntegers(await this.#stream(query));
  }

  async insertIntegerPairs(
    table: string,
    names: readonly [string, string],
    left: Int32Array,
    right: Int32Array,
  ): Promise<void> {
    await this.run(sql`create or replace table ${id(table)} (${id(names[0])} integer, ${id(names[1])} integer)`);
    const appender = await this.#connection.createAppender(table, this.#schema);
    for (let start = 0; start < left.length; start += CHUNK_ROWS) {
      const end = Math.min(start + CHUNK_ROWS, left.length);
      const chunk = DuckDBDataChunk.create([INTEGER, INTEGER], end - start);
      writeIntegers(chunk.getColumnVector(0), left.subarray(start, end));
      writeIntegers(chunk.getColumnVector(1), right.subarray(start, end));
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
  }

  async createFileTable(table: string, query: Sql): Promise<Written> {
    const { files, workFolder, nextNumber } = this.#database;
    const path = join(workFolder, `${nextNumber()}-${this.#schema}-${table}.parquet`);
    const written = await this.run(copyTo(query, path, 'parquet'));
    await this.drop(table);
    await this.attachFile(table, [path], written === undefined ? undefined : { base: written, gone: 0, rows: 0 });
    files.set(this.#placeOf(table), path);
    return written;
  }

  async saveTable(table: string, path: string): Promise<void> {
    const file = this.#database.files.get(this.#placeOf(table));
    if (file === undefined) await this.saveFile(sql`select * from ${id(table)}`, path, 'parquet');
    else await linkOrCopy(file, path);
  }

  async createChangedTable(table: string, change: TableChange): Promise<void> {
    const { changes, workFolder, nextNumber } = this.#database;
    const files = this.#filesOf(change.previous);
    if (!files || !(await this.#isPlaced(change.previous))) return this.#writeWhole(table, change);
    const start = join(workFolder, `${nextNumber()}-${this.#schema}-${table}`);
    const paths = { gone: start + CHANGE_FILES.gone, rows: start + CHANGE_FILES.rows };
    const counts = await this.#writeChanges(files, change, paths);
    if (!counts) return this.#writeWhole(table, change);
    await this.drop(table);
    await this.attachFile(table, [...files.base, paths.gone, paths.rows], counts);
    changes.set(this.#placeOf(table), paths);
  }

  /** Rows in the files of a table with its changes; undefined when these are too many to be kept beside. */
  async #writeChanges(
    files: TableFiles,
    change: TableChange,
    paths: Readonly<Record<'gone' | 'rows', string>>,
  ): Promise<FileCounts | undefined> {
    const keys = id('gone_keys');
    const queries = changeQueries(files, change, keys);
    const counts = { ...(await this.#count(files)) };
    const most = MOST_CHANGED * rowsOf(counts);
    if (asksForKeys(files, change)) await this.run(sql`create or replace temp table ${keys} as ${change.gone}`);
    try {
      for (const kind of ['rows', 'gone'] as const) {
        const written = await this.run(copyTo(queries[kind], paths[kind], 'parquet'));
        if (written === undefined || written > most) return undefined;
        counts[kind] = written;
      }
      return counts;
    } finally {
      await this.run(sql`drop table if exists ${keys}`);
    }
  }

  async #writeWhole(table: string, change: TableChange): Promise<void> {
    await this.createFileTable(table, changedRows(change));
  }

  /** Rows are told by their place in one file; a table that has a column of that name cannot say it. */
  async #isPlaced(table: string): Promise<boolean> {
    const columns = (await this.columns(table)) ?? [];
    return this.#filesOf(table)?.base.length === 1 && columns.every(({ name }) => name.toLowerCase() !== PLACE);
  }

  async rowsWhere(
    table: string,
    condition: Sql,
    { hasPlaces = false }: { readonly hasPlaces?: boolean } = {},
  ): Promise<Sql> {
    const files = this.#filesOf(table);
    if (files && (await this.#isPlaced(table))) return whereQuery(files, condition, hasPlaces);
    const place = hasPlaces ? sql`, cast(null as bigint) as ${id(PLACE_COLUMN)}` : sql``;
    return sql`select *${place} from ${id(this.#schema, table)} where ${condition}`;
  }

  async differingRows(table: string, previous: string): Promise<DifferingRows | undefined> {
    const [now, before] = [this.#filesOf(table), this.#filesOf(previous)];
    const isSame = now?.base.length === 1 && now.base[0] === before?.base[0] && before?.base.length === 1;
    if (!isSame) return undefined;
    const [counts] = await this.rows(differingCounts(now, before));
    return differingRows(now, before, { now: Number(counts?.['now']), before: Number(counts?.['before']) });
  }

  async saveChanges(table: string, paths: { readonly gone: string; readonly rows: string }): Promise<boolean> {
    const made = this.#database.changes.get(this.#placeOf(table));
    if (!made) return false;
    await linkOrCopy(made.gone, paths.gone);
    await linkOrCopy(made.rows, paths.rows);
    return true;
  }

  async saveFile(query: Sql, path: string, format: 'parquet' | 'csv' | 'json'): Promise<void> {
    await this.run(copyTo(query, path, format));
  }

  async attachFile(table: string, paths: readonly string[], counts?: FileCounts): Promise<void> {
    const files = sortFiles(paths);
    await this.run(sql`create or replace view ${id(table)} as ${tableQuery(files)}`);
    this.#database.attached.set(this.#placeOf(table), files);
    if (counts) this.#database.counts.set(files, counts);
  }

  #filesOf(table: string): TableFiles | undefined {
    return this.#database.attached.get(this.#placeOf(table));
  }

  loadFiles(load: FileLoad): Promise<LoadedFiles> {
    this.#database.loaded.add(this.#placeOf(load.table));
    return loadFiles(this.#loader, load);
  }

  /** All at once where each is what it is taken for: a view where files were attached or loaded, else a table. */
  async drop(...tables: readonly string[]): Promise<void> {
    const { attached, loaded, files, changes } = this.#database;
    const isView = (table: string) => [attached, loaded].some((known) => known.has(this.#placeOf(table)));
    const statements = tables.flatMap((table) => dropStatements(this.#loader, table, isView(table)));
    await this.#loader.script(...statements).catch(async () => {
      for (const table of tables) await dropLoaded(this.#loader, table);
    });
    for (const known of [attached, loaded, files, changes])
      for (const table of tables) known.delete(this.#placeOf(table));
  }

  get #loader(): Loader {
    return {
      script: (...statements) => this.run(joinSql(statements, '; ')),
      rows: (query) => this.rows(query),
      columns: (table) => this.columns(table),
      place: (table) => id(this.#schema, table),
    };
  }

  readFile(paths: readonly string[], format: FileFormat): Sql {
    return fileTable(paths, format);
  }

  async fork(): Promise<EngineSession> {
    const connection = await this.#database.connect();
    return new DuckDBSession(this.#database, connection, { isFork: true });
  }

  async area(name: string): Promise<EngineSession> {
    const connection = await this.#database.connect();
    const session = new DuckDBSession(this.#database, connection, { isFork: true, schema: name, parent: this });
    this.#areas.add(session);
    const { schemas } = this.#database;
    const schema = schemas.get(name) ?? session.run(sql`create schema if not exists ${id(name)}`);
    schemas.set(name, schema);
    await schema;
    await session.run(sql`set search_path = ${`${name},${MAIN}`}`);
    return session;
  }

  outer(table: string): Sql {
    return id(MAIN, table);
  }

  #placeOf(table: string): string {
    return `${this.#schema}.${table}`;
  }

  interrupt(): void {
    this.#connection.interrupt();
    for (const area of this.#areas) area.interrupt();
  }

  async close(): Promise<void> {
    if (this.#parent) this.#parent.#areas.delete(this);
    this.#connection.closeSync();
    if (!this.#isFork) await this.#database.close();
  }

  /**
   * Values go into the text as literals: file readers take no bound ones, and the engine plans bound ones as unknown, and
   * so compiles a pattern anew for every row.
   */
  #query(statement: Sql): Promise<DuckDBResult> {
    const text = render(statement, this.dialect);
    return this.#guard(text, () => this.#connection.run(text));
  }

  #stream(query: Sql): Promise<DuckDBResult> {
    const text = render(query, this.dialect);
    return this.#guard(text, () => this.#connection.stream(text));
  }

  async #guard<Result>(text: string, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      throw explainFault(error, { statement: text, memoryLimit: this.#database.memoryLimit });
    }
  }
}

const rowsOf = ({ base, gone, rows }: FileCounts) => base - gone + rows;

/** A statement that creates or copies says in one row how many it wrote. */
async function writtenRows(result: DuckDBResult): Promise<Written> {
  if (result.columnNames()[0] !== 'Count') return undefined;
  const [row] = await result.getRows();
  return row === undefined ? undefined : Number(row[0]);
}

const copyTo = (query: Sql, path: string, format: 'parquet' | 'csv' | 'json') =>
  sql`copy (${query}) to ${path} ${saveOptions(format)}`;

async function linkOrCopy(file: string, path: string): Promise<void> {
  await link(file, path).catch(() => copyFile(file, path));
}

/** Whether a statement failed because there is no such table. */
function isMissing(error: unknown, table: string): boolean {
  const { cause } = error as Error;
  return messageOf(cause).startsWith(`Catalog Error: Table with name ${table} does not exist`);
}

function textOf(value: SqlValue | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}
