import { CHANGE_FILES, type DifferingRows, isChangeFile, PLACE_COLUMN, type TableChange } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { fileTable } from './file.ts';

/** Share of the rows from which on changes are not kept beside a file any more. */
export const MOST_CHANGED = 0.1;

/** The files of a table: its rows, the places of those that are gone, and the rows that came. */
export interface TableFiles {
  readonly base: readonly string[];
  readonly gone: readonly string[];
  readonly rows: readonly string[];
}

/** Rows in the files of a table. */
export type FileCounts = Readonly<Record<keyof TableFiles, number>>;

/** Rows that a table has by its files. */
export const rowsOf = ({ base, gone, rows }: FileCounts) => base - gone + rows;

/** Tells the files of a table apart. */
export function sortFiles(paths: readonly string[]): TableFiles {
  const ending = (end: string) => paths.filter((path) => path.endsWith(end));
  const base = paths.filter((path) => !isChangeFile(path));
  return { base, gone: ending(CHANGE_FILES.gone), rows: ending(CHANGE_FILES.rows) };
}

/** Column with which the engine numbers the rows of a file, from 0. */
export const PLACE = 'file_row_number';

const parquet = (paths: readonly string[]) => fileTable(paths, { format: 'parquet' });
const numbered = (paths: readonly string[]) =>
  sql`read_parquet([${join(paths.map((path) => sql`${path}`))}], ${id(PLACE)} = true)`;

/** Rows of a relation with the keys of one that is gone, or without them. Measured: a condition `exists` takes up to six times as long. */
function rowsBeside(kind: 'semi' | 'anti', relation: Sql, gone: Sql, keys: readonly string[]): Sql {
  const same = keys.map((key) => sql`gone.${id(key)} = kept.${id(key)}`);
  const beside = kind === 'semi' ? sql`semi join` : sql`anti join`;
  return sql`${relation} as kept ${beside} ${gone} as gone on ${join(same, ' and ')}`;
}

const without = (relation: Sql, gone: Sql, keys: readonly string[]) =>
  sql`select * from ${rowsBeside('anti', relation, gone, keys)}`;

/** All rows of a table. */
export function tableQuery(files: TableFiles): Sql {
  const { base, gone, rows } = files;
  return gone.length + rows.length > 0 ? rowsQuery(files, sql``, sql``) : sql`select * from ${parquet(base)}`;
}

/** The rows of a table that fulfil a condition: each file is asked for it first. */
export function whereQuery(files: TableFiles, condition: Sql, hasPlaces: boolean): Sql {
  return rowsQuery(files, sql` where ${condition}`, hasPlaces ? sql`, ${id(PLACE)} as ${id(PLACE_COLUMN)}` : sql``);
}

function rowsQuery({ base, gone, rows }: TableFiles, where: Sql, place: Sql): Sql {
  const among = sql`(select * from ${numbered(base)}${where})`;
  const left = gone.length > 0 ? without(among, parquet(gone), [PLACE]) : sql`select * from ${among}`;
  const kept = sql`select * exclude (${id(PLACE)})${place} from (${left})`;
  return rows.length > 0 ? sql`${kept} union all by name select * from ${parquet(rows)}${where}` : kept;
}

/** Whether the keys of the rows that are gone are asked for: places may tell them all. */
export const asksForKeys = ({ rows }: TableFiles, { gonePlaces }: TableChange) => !gonePlaces || rows.length > 0;

/**
 * The queries of the two files of changes of a table, counted from the file of its rows.
 * @param keys table of the keys of the rows that are gone: of a query, the engine does not know that they are few.
 */
export function changeQueries({ base, gone, rows }: TableFiles, change: TableChange, keys: Sql) {
  const goneBefore = gone.length > 0 ? sql` union select ${id(PLACE)} from ${parquet(gone)}` : sql``;
  const rowsBefore = rows.length > 0 ? sql`${without(parquet(rows), keys, change.keys)} union all by name ` : sql``;
  const goneNow = change.gonePlaces
    ? sql`select distinct ${id(PLACE_COLUMN)} as ${id(PLACE)} from (${change.gonePlaces}) where ${id(PLACE_COLUMN)} is not null`
    : sql`select ${id(PLACE)} from ${rowsBeside('semi', numbered(base), keys, change.keys)}`;
  return {
    gone: sql`${goneNow}${goneBefore}`,
    rows: sql`${rowsBefore}${change.rows}`,
  };
}

const rowsIn = (paths: readonly string[]) =>
  paths.length > 0 ? sql`(select count(*) from ${parquet(paths)})` : sql`0`;

/** Query of the numbers of rows in the files of a table, for which no row is read: base, gone, rows. */
export const countQuery = ({ base, gone, rows }: TableFiles) =>
  sql`select ${rowsIn(base)} as base, ${rowsIn(gone)} as gone, ${rowsIn(rows)} as rows`;

/** All rows of a table that is no file. */
export function changedRows({ previous, keys, gone, rows }: TableChange): Sql {
  return sql`${without(id(previous), sql`(${gone})`, keys)} union all by name ${rows}`;
}

/** Query of how many rows of one file only the first of two tables has, and only the second: now, before. */
export const differingCounts = (now: TableFiles, before: TableFiles) =>
  sql`select (select count(*) from ${placesOnlyIn(now, before)}) as now, (select count(*) from ${placesOnlyIn(before, now)}) as before`;

const placesOnlyIn = (one: TableFiles, other: TableFiles) => sql`(${goneFrom(other)} except ${goneFrom(one)})`;

/**
 * The rows in which two tables of the same file may differ: those at places that only one of them has, and all that came.
 * @param counts how many such places each has; the file is not read for none.
 */
export function differingRows(
  now: TableFiles,
  before: TableFiles,
  counts: Readonly<Record<'now' | 'before', number>>,
): DifferingRows {
  const only = (one: TableFiles, other: TableFiles, count: number) => {
    const base = (rows: Sql) => sql`select * exclude (${id(PLACE)}) from ${rows}`;
    const came =
      one.rows.length > 0 ? sql`select * from ${parquet(one.rows)}` : sql`${base(numbered(one.base))} where false`;
    const places = () => base(rowsBeside('semi', numbered(one.base), placesOnlyIn(one, other), [PLACE]));
    return count > 0 ? sql`${places()} union all by name ${came}` : came;
  };
  return { now: only(now, before, counts.now), before: only(before, now, counts.before) };
}

const goneFrom = ({ gone }: TableFiles) =>
  gone.length > 0 ? sql`select ${id(PLACE)} from ${parquet(gone)}` : sql`select 0 as ${id(PLACE)} where false`;
