import { CHANGE_FILES, isChangeFile, type TableChange } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { fileTable } from './file.ts';

/** Share of the rows from which on changes are not kept beside a file any more. */
const MOST_CHANGED = 0.1;

/** The files of a table: its rows, and what changed in them. */
export interface TableFiles {
  readonly base: readonly string[];
  readonly gone: readonly string[];
  readonly rows: readonly string[];
}

/** Tells the files of a table apart. */
export function sortFiles(paths: readonly string[]): TableFiles {
  const ending = (end: string) => paths.filter((path) => path.endsWith(end));
  const base = paths.filter((path) => !isChangeFile(path));
  return { base, gone: ending(CHANGE_FILES.gone), rows: ending(CHANGE_FILES.rows) };
}

const parquet = (paths: readonly string[]) => fileTable(paths, { format: 'parquet' });
const columns = (names: readonly string[]) => join(names.map((name) => id(name)));

/** Rows of a relation without those that have the keys of one of `gone`. */
function without(relation: Sql, gone: Sql, keys: readonly string[]): Sql {
  const same = join(
    keys.map((key) => sql`gone.${id(key)} = kept.${id(key)}`),
    ' and ',
  );
  return sql`select * from ${relation} as kept where not exists (select 1 from ${gone} as gone where ${same})`;
}

/** All rows of a table. `keys` are the columns of the file of keys that are gone. */
export function tableQuery({ base, gone, rows }: TableFiles, keys: readonly string[]): Sql {
  const kept = gone.length > 0 ? without(parquet(base), parquet(gone), keys) : sql`select * from ${parquet(base)}`;
  return rows.length > 0 ? sql`${kept} union all by name select * from ${parquet(rows)}` : kept;
}

/** Queries of the two files of changes of a table, counted from the file of its rows, and whether these are too many. */
export function changeQueries({ base, gone, rows }: TableFiles, change: TableChange) {
  const keys = columns(change.keys);
  const goneBefore = gone.length > 0 ? sql`select ${keys} from ${parquet(gone)} union ` : sql``;
  const rowsBefore =
    rows.length > 0 ? sql`${without(parquet(rows), sql`(${change.gone})`, change.keys)} union all by name ` : sql``;
  const added = sql`${rowsBefore}${change.rows}`;
  return {
    gone: sql`${goneBefore}${change.gone}`,
    rows: added,
    isTooMuch: sql`(select count(*) from (${added})) > ${MOST_CHANGED} * (select count(*) from ${parquet(base)})`,
  };
}

/** All rows of a table that is no file. */
export function changedRows({ previous, keys, gone, rows }: TableChange): Sql {
  return sql`${without(id(previous), sql`(${gone})`, keys)} union all by name ${rows}`;
}
