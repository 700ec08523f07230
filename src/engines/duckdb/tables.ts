import { join } from 'node:path';
import { messageOf } from '../../base/errors.ts';
import type { Column } from '../../sql/column.ts';
import type { FileLoad, LoadedFiles } from '../../sql/engine.ts';
import { id, join as joinSql, type Sql, sql } from '../../sql/sql.ts';
import { countQuery, type FileCounts, rowsOf, sortFiles, type TableFiles, tableQuery } from './change.ts';
import { columnTypeOf } from './column-type.ts';
import type { Connection } from './connection.ts';
import { dropLoaded, dropStatements, type Loader, loadFiles } from './load.ts';

/** Where tables are unless they are made in an area. */
export const MAIN = 'main';

/** What is known of a view over files or loaded rows. */
export interface KnownView {
  /** The files that are attached under its name; undefined where rows were loaded. */
  readonly files?: TableFiles;
  /** The file of the work folder that the table was written to. */
  readonly written?: string;
  /** The files of the work folder with what changed in the table that it was made of. */
  readonly changes?: WrittenChanges;
}

export type ChangePaths = Readonly<Record<'gone' | 'rows', string>>;

export interface WrittenChanges {
  readonly paths: ChangePaths;
  readonly method: 'added' | 'folded';
}

/** What is known of files when they are attached. */
export interface Attached extends Omit<KnownView, 'files'> {
  readonly counts?: FileCounts | undefined;
  readonly columns?: Promise<readonly Column[] | undefined>;
}

/** What the sessions of one database know together of its views. Files never change, so what was asked of them once holds. */
export class ViewBook {
  /** By schema and name. */
  readonly views = new Map<string, KnownView>();
  readonly columns = new WeakMap<TableFiles, Promise<readonly Column[] | undefined>>();
  readonly counts = new WeakMap<TableFiles, FileCounts>();
  readonly #workFolder: string;
  #nextNumber = 0;

  /** @param workFolder of files that live as long as the database */
  constructor(workFolder: string) {
    this.#workFolder = workFolder;
  }

  /** A path in the work folder that no other file has, nor begins with. */
  newPath(name: string): string {
    return join(this.#workFolder, `${this.#nextNumber++}-${name}`);
  }
}

/** The tables and views of one schema. */
export class Tables {
  readonly connection: Connection;
  readonly schema: string;
  readonly #book: ViewBook;

  constructor(connection: Connection, schema: string, book: ViewBook) {
    this.connection = connection;
    this.schema = schema;
    this.#book = book;
  }

  /** What is known of a view; undefined where the name is a table's, nobody's, or another schema's. */
  view(name: string): KnownView | undefined {
    return this.#book.views.get(this.#keyOf(name));
  }

  #keyOf(name: string): string {
    return `${this.schema}.${name}`;
  }

  /** Start of the paths of a table that is written to files of the work folder. */
  newPath(name: string): string {
    return this.#book.newPath(`${this.schema}-${name}`);
  }

  columns(name: string): Promise<readonly Column[] | undefined> {
    const files = this.view(name)?.files;
    const known = files && this.#book.columns.get(files);
    if (known) return known;
    const asked = this.#askColumns(name);
    if (files) {
      this.#book.columns.set(files, asked);
      asked.catch(() => this.#book.columns.delete(files));
    }
    return asked;
  }

  async #askColumns(name: string): Promise<readonly Column[] | undefined> {
    try {
      const result = await this.connection.query(sql`select * from ${id(name)} limit 0`);
      const types = result.columnTypes().map((type) => columnTypeOf(String(type)));
      return result.columnNames().map((column, index) => ({ name: column, type: types[index] as Column['type'] }));
    } catch (error) {
      if (isMissing(error, name)) return undefined;
      throw error;
    }
  }

  async rowCount(name: string): Promise<number> {
    const files = this.schema === MAIN ? this.view(name)?.files : undefined;
    if (files) return rowsOf(await this.count(files));
    return Number(await this.connection.value(sql`select count(*) from ${id(name)}`));
  }

  async count(files: TableFiles): Promise<FileCounts> {
    const known = this.#book.counts.get(files);
    if (known) return known;
    const [row] = await this.connection.rows(countQuery(files));
    const counts = { base: Number(row?.['base']), gone: Number(row?.['gone']), rows: Number(row?.['rows']) };
    this.#book.counts.set(files, counts);
    return counts;
  }

  /** Makes files readable under a name. */
  async attach(name: string, paths: readonly string[], { counts, columns, ...made }: Attached = {}): Promise<void> {
    const files = sortFiles(paths);
    await this.connection.run(sql`create or replace view ${id(name)} as ${tableQuery(files)}`);
    this.#book.views.set(this.#keyOf(name), { ...made, files });
    if (counts) this.#book.counts.set(files, counts);
    if (columns) this.#book.columns.set(files, columns);
  }

  load(load: FileLoad): Promise<LoadedFiles> {
    this.#book.views.set(this.#keyOf(load.table), {});
    return loadFiles(this.#loader, load);
  }

  /** All at once where each is what it is taken for: a view where one is known, else a table. */
  async drop(...names: readonly string[]): Promise<void> {
    const statements = names.flatMap((name) => dropStatements(this.#loader, name, this.view(name) !== undefined));
    await this.#loader.script(...statements).catch(async () => {
      for (const name of names) await dropLoaded(this.#loader, name);
    });
    for (const name of names) this.#book.views.delete(this.#keyOf(name));
  }

  get #loader(): Loader {
    return {
      script: (...statements) => this.connection.run(joinSql(statements, '; ')),
      rows: (query) => this.connection.rows(query),
      columns: (name) => this.columns(name),
      place: (name) => this.place(name),
    };
  }

  /** A table of this schema, also where another has one of that name. */
  place(name: string): Sql {
    return id(this.schema, name);
  }
}

/** Whether a statement failed because there is no such table. */
function isMissing(error: unknown, table: string): boolean {
  const { cause } = error as Error;
  return messageOf(cause).startsWith(`Catalog Error: Table with name ${table} does not exist`);
}
