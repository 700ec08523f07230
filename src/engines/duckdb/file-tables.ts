import { copyFile, link } from 'node:fs/promises';
import { CHANGE_FILES, type DifferingRows, PLACE_COLUMN, type TableChange, type Written } from '../../sql/engine.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import {
  asksForKeys,
  changedRows,
  changeQueries,
  differingCounts,
  differingRows,
  type FileCounts,
  MOST_CHANGED,
  PLACE,
  rowsOf,
  type TableFiles,
  whereQuery,
} from './change.ts';
import { copyTo } from './file.ts';
import type { ChangePaths, Tables } from './tables.ts';

/** Writes tables to parquet files, whole or as changes beside a file, and asks them by the places of their rows. */
export class FileTables {
  readonly #tables: Tables;

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  async create(table: string, query: Sql): Promise<Written> {
    const path = `${this.#tables.newPath(table)}.parquet`;
    const count = await this.#tables.connection.run(copyTo(query, path, 'parquet'));
    await this.#tables.drop(table);
    const counts = count === undefined ? undefined : { base: count, gone: 0, rows: 0 };
    await this.#tables.attach(table, [path], { written: path, counts });
    return count;
  }

  async save(table: string, path: string): Promise<void> {
    const written = this.#tables.view(table)?.written;
    if (written !== undefined) await linkOrCopy(written, path);
    else await this.#tables.connection.run(copyTo(sql`select * from ${id(table)}`, path, 'parquet'));
  }

  async createChanged(table: string, change: TableChange): Promise<void> {
    const files = await this.#placedFiles(change.previous);
    const start = this.#tables.newPath(table);
    const changes = { gone: start + CHANGE_FILES.gone, rows: start + CHANGE_FILES.rows };
    const counts = files && (await this.#writeChanges(files, change, changes));
    if (files && counts) {
      await this.#tables.drop(table);
      await this.#tables.attach(table, [...files.base, changes.gone, changes.rows], { changes, counts });
    } else await this.create(table, changedRows(change));
  }

  /** Rows in the files of a table with its changes; undefined when these are too many to be kept beside. */
  async #writeChanges(files: TableFiles, change: TableChange, paths: ChangePaths): Promise<FileCounts | undefined> {
    const { connection } = this.#tables;
    const keys = id('gone_keys');
    const queries = changeQueries(files, change, keys);
    const counts = { ...(await this.#tables.count(files)) };
    const most = MOST_CHANGED * rowsOf(counts);
    if (asksForKeys(files, change)) await connection.run(sql`create or replace temp table ${keys} as ${change.gone}`);
    try {
      for (const kind of ['rows', 'gone'] as const) {
        const written = await connection.run(copyTo(queries[kind], paths[kind], 'parquet'));
        if (written === undefined || written > most) return undefined;
        counts[kind] = written;
      }
      return counts;
    } finally {
      await connection.run(sql`drop table if exists ${keys}`);
    }
  }

  async saveChanges(table: string, paths: ChangePaths): Promise<boolean> {
    const changes = this.#tables.view(table)?.changes;
    if (!changes) return false;
    await linkOrCopy(changes.gone, paths.gone);
    await linkOrCopy(changes.rows, paths.rows);
    return true;
  }

  async rowsWhere(table: string, condition: Sql, hasPlaces: boolean): Promise<Sql> {
    const files = await this.#placedFiles(table);
    if (files) return whereQuery(files, condition, hasPlaces);
    const place = hasPlaces ? sql`, cast(null as bigint) as ${id(PLACE_COLUMN)}` : sql``;
    return sql`select *${place} from ${this.#tables.place(table)} where ${condition}`;
  }

  async differingRows(table: string, previous: string): Promise<DifferingRows | undefined> {
    const [now, before] = [table, previous].map((name) => this.#tables.view(name)?.files);
    const isSame = now?.base.length === 1 && before?.base.length === 1 && now.base[0] === before.base[0];
    if (!isSame) return undefined;
    const [counts] = await this.#tables.connection.rows(differingCounts(now, before));
    return differingRows(now, before, { now: Number(counts?.['now']), before: Number(counts?.['before']) });
  }

  /** Files whose rows are told by their place in one of them; of a table that has a column of that name they cannot be. */
  async #placedFiles(table: string): Promise<TableFiles | undefined> {
    const files = this.#tables.view(table)?.files;
    if (files?.base.length !== 1) return undefined;
    const columns = (await this.#tables.columns(table)) ?? [];
    return columns.every(({ name }) => name.toLowerCase() !== PLACE) ? files : undefined;
  }
}

async function linkOrCopy(file: string, path: string): Promise<void> {
  await link(file, path).catch(() => copyFile(file, path));
}
