import { copyFile, link } from 'node:fs/promises';
import {
  CHANGE_FILES,
  type DifferingRows,
  PLACE_COLUMN,
  type SavedChanges,
  type TableChange,
  type Written,
} from '../../sql/engine.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import {
  areFew,
  areManyFiles,
  changedRows,
  differingCounts,
  differingRows,
  type FileCounts,
  foldQueries,
  goneQuery,
  PLACE_NAMES,
  sharedFiles,
  type TableFiles,
  whereQuery,
} from './change.ts';
import { copyTo } from './file.ts';
import type { Attached, ChangePaths, Tables, WrittenChanges } from './tables.ts';

/** A table as files, of which those with its changes were just written. */
interface ChangedFiles {
  readonly files: TableFiles;
  readonly counts: FileCounts;
  readonly changes: WrittenChanges;
}

/** Writes tables to parquet files, whole or as changes beside a file, and asks them by the places of their rows. */
export class FileTables {
  readonly #tables: Tables;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  async create(table: string, query: Sql): Promise<Written> {
    const path = `${this.#tables.newPath(table)}.parquet`;
    const count = await this.#tables.connection.run(copyTo(query, path, 'parquet'));
    const counts = count === undefined ? undefined : { base: count, gone: 0, rows: 0 };
    await this.#show(table, [path], { written: path, counts });
    return count;
  }

  /** Makes files readable under a name; a table that has it goes. */
  async #show(table: string, paths: readonly string[], known: Attached): Promise<void> {
    const attach = () => this.#tables.attach(table, paths, known);
    await attach().catch(() => this.#tables.drop(table).then(attach));
  }

  async save(table: string, path: string): Promise<void> {
    const written = this.#tables.view(table)?.written;
    if (written !== undefined) await linkOrCopy(written, path);
    else await this.#tables.connection.run(copyTo(sql`select * from ${id(table)}`, path, 'parquet'));
  }

  async createChanged(table: string, change: TableChange): Promise<void> {
    const files = await this.#placedFiles(change.previous);
    const changed = files && (await this.#writeChanges(files, change, table));
    if (changed) {
      const { files: written, ...known } = changed;
      const columns = this.#tables.columns(change.previous);
      await this.#show(table, Object.values(written).flat(), { ...known, columns });
    } else await this.create(table, changedRows(change));
  }

  /** Writes changes beside the files of a table; undefined when they are too many. */
  async #writeChanges(files: TableFiles, change: TableChange, table: string): Promise<ChangedFiles | undefined> {
    const added = await this.#addChanges(files, change, this.#changePaths(table));
    const isFolded = areManyFiles(added.files) || (!areFew(added.counts) && files.rows.length > 0);
    const changed = isFolded ? await this.#fold(added, this.#changePaths(table)) : added;
    return areFew(changed.counts) ? changed : undefined;
  }

  #changePaths(table: string): ChangePaths {
    const start = this.#tables.newPath(table);
    return { gone: start + CHANGE_FILES.gone, rows: start + CHANGE_FILES.rows };
  }

  /** Writes what came into a file of its own, and the places of all that is gone. */
  async #addChanges(files: TableFiles, change: TableChange, paths: ChangePaths): Promise<ChangedFiles> {
    const { connection } = this.#tables;
    const keys = id('gone_keys');
    const before = await this.#tables.count(files);
    if (!change.gonePlaces) await connection.run(sql`create or replace temp table ${keys} as ${change.gone}`);
    try {
      const gone = await this.#write(goneQuery(files, change, keys), paths.gone);
      const rows = before.rows + (await this.#write(change.rows, paths.rows));
      return {
        files: { ...files, gone: [paths.gone], rows: [...files.rows, paths.rows] },
        counts: { base: before.base, gone, rows },
        changes: { paths, method: 'added' },
      };
    } finally {
      if (!change.gonePlaces) await connection.run(sql`drop table if exists ${keys}`);
    }
  }

  /** Writes all changes of a table into one file of each kind. */
  async #fold({ files, counts }: ChangedFiles, paths: ChangePaths): Promise<ChangedFiles> {
    const queries = foldQueries(files);
    const gone = await this.#write(queries.gone, paths.gone);
    const rows = await this.#write(queries.rows, paths.rows);
    return {
      files: { ...files, gone: [paths.gone], rows: [paths.rows] },
      counts: { ...counts, gone, rows },
      changes: { paths, method: 'folded' },
    };
  }

  async #write(query: Sql, path: string): Promise<number> {
    return (await this.#tables.connection.run(copyTo(query, path, 'parquet'))) ?? 0;
  }

  async saveChanges(table: string, paths: ChangePaths): Promise<SavedChanges | undefined> {
    const changes = this.#tables.view(table)?.changes;
    if (!changes) return undefined;
    await linkOrCopy(changes.paths.gone, paths.gone);
    await linkOrCopy(changes.paths.rows, paths.rows);
    return changes.method;
  }

  async rowsWhere(table: string, condition: Sql, hasPlaces: boolean): Promise<Sql> {
    const files = await this.#placedFiles(table);
    if (files) return whereQuery(files, condition, hasPlaces);
    const place = hasPlaces ? sql`, cast(null as bigint) as ${id(PLACE_COLUMN)}` : sql``;
    return sql`select *${place} from ${this.#tables.place(table)} where ${condition}`;
  }

  async differingRows(table: string, previous: string): Promise<DifferingRows | undefined> {
    const [now, before] = [table, previous].map((name) => this.#tables.view(name)?.files);
    if (now?.base.length !== 1 || before?.base.length !== 1) return undefined;
    const versions = { now, before, shared: sharedFiles(now, before) };
    if (versions.shared === 0) return undefined;
    const [counts] = await this.#tables.connection.rows(differingCounts(versions));
    return differingRows(versions, { now: Number(counts?.['now']), before: Number(counts?.['before']) });
  }

  /** Files whose rows are told by their place in one of them; of a table that has a column of that name they cannot be. */
  async #placedFiles(table: string): Promise<TableFiles | undefined> {
    const files = this.#tables.view(table)?.files;
    if (files?.base.length !== 1) return undefined;
    const columns = (await this.#tables.columns(table)) ?? [];
    return columns.every(({ name }) => !PLACE_NAMES.includes(name.toLowerCase())) ? files : undefined;
  }
}

async function linkOrCopy(file: string, path: string): Promise<void> {
  await link(file, path).catch(() => copyFile(file, path));
}
