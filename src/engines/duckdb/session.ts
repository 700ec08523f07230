import type { DuckDBConnection } from '@duckdb/node-api';
import type { MemoryBudget } from '../../base/memory-budget.ts';
import type { Column } from '../../sql/column.ts';
import type { Dialect } from '../../sql/dialect.ts';
import type {
  DifferingRows,
  EngineSession,
  FileFormat,
  FileLoad,
  LoadedFiles,
  Row,
  SavedChanges,
  TableChange,
  Written,
} from '../../sql/engine.ts';
import { id, join, type Sql, type SqlValue, sql } from '../../sql/sql.ts';
import { appendIntegerPairs, appendTexts } from './append.ts';
import { Connection } from './connection.ts';
import { copyTo, fileTable } from './file.ts';
import { FileTables } from './file-tables.ts';
import { readIntegers } from './integer-vector.ts';
import { type ChangePaths, MAIN, Tables, type ViewBook } from './tables.ts';

/** What the sessions of one database share. */
interface Database {
  readonly dialect: Dialect;
  /** Most memory for the engine and this process, as it was asked for. */
  readonly memoryLimit: string;
  /** What of it this process may hold for the work. */
  readonly processMemory: MemoryBudget;
  readonly book: ViewBook;
  /** Schemas of areas: sessions side by side must not make the same one. */
  readonly schemas: Map<string, Promise<Written>>;
  connect(): Promise<DuckDBConnection>;
  close(): Promise<void>;
}

/** One connection to a private database. */
export class DuckDBSession implements EngineSession {
  readonly dialect: Dialect;
  readonly processMemory: MemoryBudget;
  readonly #database: Database;
  readonly #connection: Connection;
  readonly #tables: Tables;
  readonly #fileTables: FileTables;
  readonly #isFork: boolean;
  readonly #parent: DuckDBSession | undefined;
  /** Lines of work that this one opened: they stop with it. */
  readonly #lines = new Set<DuckDBSession>();

  constructor(
    database: Database,
    connection: DuckDBConnection,
    { isFork = false, schema = MAIN, parent }: { isFork?: boolean; schema?: string; parent?: DuckDBSession } = {},
  ) {
    this.dialect = database.dialect;
    this.processMemory = database.processMemory;
    this.#database = database;
    this.#connection = new Connection(connection, database);
    this.#tables = new Tables(this.#connection, schema, database.book);
    this.#fileTables = new FileTables(this.#tables);
    this.#isFork = isFork;
    this.#parent = parent;
  }

  run(statement: Sql): Promise<Written> {
    return this.#connection.run(statement);
  }

  rows(query: Sql): Promise<Row[]> {
    return this.#connection.rows(query);
  }

  chunks(query: Sql): AsyncIterable<readonly Row[]> {
    return this.#connection.chunks(query);
  }

  value(query: Sql): Promise<SqlValue> {
    return this.#connection.value(query);
  }

  columns(table: string): Promise<readonly Column[] | undefined> {
    return this.#tables.columns(table);
  }

  rowCount(table: string): Promise<number> {
    return this.#tables.rowCount(table);
  }

  async insert(
    table: string,
    columns: readonly Column[],
    chunks: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]>,
  ): Promise<number> {
    const landing = `${table}__landing`;
    const texts = columns.map(({ name }) => sql`${id(name)} varchar`);
    await this.run(sql`create or replace table ${id(landing)} (${join(texts)})`);
    const names = columns.map(({ name }) => name);
    const count = await appendTexts(await this.#appender(landing), names, chunks);
    const typed = columns.map(
      ({ name, type }) => sql`cast(${id(name)} as ${this.dialect.typeName(type)}) as ${id(name)}`,
    );
    await this.run(sql`create or replace table ${id(table)} as select ${join(typed)} from ${id(landing)}`);
    await this.run(sql`drop table ${id(landing)}`);
    return count;
  }

  #appender(table: string) {
    return this.#connection.appender(table, this.#tables.schema);
  }

  async integerPairs(query: Sql): Promise<{ readonly left: Int32Array; readonly right: Int32Array }> {
    return readIntegers(await this.#connection.stream(query));
  }

  async insertIntegerPairs(
    table: string,
    names: readonly [string, string],
    left: Int32Array,
    right: Int32Array,
  ): Promise<void> {
    await this.run(sql`create or replace table ${id(table)} (${id(names[0])} integer, ${id(names[1])} integer)`);
    appendIntegerPairs(await this.#appender(table), left, right);
  }

  createFileTable(table: string, query: Sql): Promise<Written> {
    return this.#fileTables.create(table, query);
  }

  saveTable(table: string, path: string): Promise<void> {
    return this.#fileTables.save(table, path);
  }

  createChangedTable(table: string, change: TableChange): Promise<void> {
    return this.#fileTables.createChanged(table, change);
  }

  saveChanges(table: string, paths: ChangePaths): Promise<SavedChanges | undefined> {
    return this.#fileTables.saveChanges(table, paths);
  }

  rowsWhere(table: string, condition: Sql, { hasPlaces = false }: { readonly hasPlaces?: boolean } = {}): Promise<Sql> {
    return this.#fileTables.rowsWhere(table, condition, hasPlaces);
  }

  differingRows(table: string, previous: string): Promise<DifferingRows | undefined> {
    return this.#fileTables.differingRows(table, previous);
  }

  async saveFile(query: Sql, path: string, format: 'parquet' | 'csv' | 'json'): Promise<void> {
    await this.run(copyTo(query, path, format));
  }

  attachFile(table: string, paths: readonly string[]): Promise<void> {
    return this.#tables.attach(table, paths);
  }

  loadFiles(load: FileLoad): Promise<LoadedFiles> {
    return this.#tables.load(load);
  }

  drop(...tables: readonly string[]): Promise<void> {
    return this.#tables.drop(...tables);
  }

  readFile(paths: readonly string[], format: FileFormat): Sql {
    return fileTable(paths, format);
  }

  async fork(): Promise<EngineSession> {
    return this.#openLine(this.#tables.schema);
  }

  async area(name: string): Promise<EngineSession> {
    return this.#openLine(name);
  }

  /** One more connection, in a schema that is made when it is first asked for. */
  async #openLine(schema: string): Promise<DuckDBSession> {
    const connection = await this.#database.connect();
    const line = new DuckDBSession(this.#database, connection, { isFork: true, schema, parent: this });
    this.#lines.add(line);
    if (schema === MAIN) return line;
    const { schemas } = this.#database;
    const made = schemas.get(schema) ?? line.run(sql`create schema if not exists ${id(schema)}`);
    schemas.set(schema, made);
    await made;
    await line.run(sql`set search_path = ${`${schema},${MAIN}`}`);
    return line;
  }

  outer(table: string): Sql {
    return id(MAIN, table);
  }

  interrupt(): void {
    this.#connection.interrupt();
    for (const line of this.#lines) line.interrupt();
  }

  async close(): Promise<void> {
    if (this.#parent) this.#parent.#lines.delete(this);
    this.#connection.close();
    if (!this.#isFork) await this.#database.close();
  }
}
