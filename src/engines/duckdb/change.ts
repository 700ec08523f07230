import { CHANGE_FILES, type DifferingRows, isChangeFile, PLACE_COLUMN, type TableChange } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { fileTable } from './file.ts';

/** Share of the rows from which on changes are not kept beside a file any more. */
const MOST_CHANGED = 0.1;
/** Files of rows that came, beyond which they become one. */
const MOST_FILES = 8;

/** The files of a table: its rows, the places of those that are gone, and rows that came since, the newest last. */
export interface TableFiles {
  readonly base: readonly string[];
  readonly gone: readonly string[];
  readonly rows: readonly string[];
}

/** Rows in the files of a table. */
export type FileCounts = Readonly<Record<keyof TableFiles, number>>;

/** Rows that a table has by its files. */
export const rowsOf = ({ base, gone, rows }: FileCounts) => base - gone + rows;

/** Whether the changes are few enough to be kept beside the file. */
export const areFew = (counts: FileCounts) => Math.max(counts.gone, counts.rows) <= MOST_CHANGED * rowsOf(counts);

export const areManyFiles = ({ rows }: TableFiles) => rows.length > MOST_FILES;

/** Tells the files of a table apart. */
export function sortFiles(paths: readonly string[]): TableFiles {
  const ending = (end: string) => paths.filter((path) => path.endsWith(end));
  const base = paths.filter((path) => !isChangeFile(path));
  return { base, gone: ending(CHANGE_FILES.gone), rows: ending(CHANGE_FILES.rows) };
}

/** All files that hold rows. */
const rowFiles = ({ base, rows }: TableFiles) => [...base, ...rows];

/** Column with the place of a row: its number in its file, from 0, after the places of all files before. */
export const PLACE = 'file_row_number';
const FILE_INDEX = 'file_index';
/** Columns that the engine adds to tell places; a table that has one of that name hides it. */
export const PLACE_NAMES: readonly string[] = [PLACE, FILE_INDEX];
/** Places of one file. */
const FILE_PLACES = 2 ** 40;

const parquet = (paths: readonly string[]) => fileTable(paths, { format: 'parquet' });

/** Rows of files with their places. @param first number of the first of them among the files of the table */
function numbered(paths: readonly string[], first = 0): Sql {
  const list = join(paths.map((path) => sql`${path}`));
  const rows = sql`read_parquet([${list}], union_by_name = true, ${id(PLACE)} = true)`;
  if (paths.length === 1 && first === 0) return rows;
  const place = sql`(cast(${id(FILE_INDEX)} as bigint) + ${first}) * ${FILE_PLACES} + ${id(PLACE)}`;
  return sql`(select * replace (${place} as ${id(PLACE)}) from ${rows})`;
}

/** Rows of a relation with the keys of one that is gone, or without them. Measured: a condition `exists` takes up to six times as long. */
function rowsBeside(kind: 'semi' | 'anti', relation: Sql, gone: Sql, keys: readonly string[]): Sql {
  const same = keys.map((key) => sql`gone.${id(key)} = kept.${id(key)}`);
  const beside = kind === 'semi' ? sql`semi join` : sql`anti join`;
  return sql`${relation} as kept ${beside} ${gone} as gone on ${join(same, ' and ')}`;
}

const without = (relation: Sql, gone: Sql, keys: readonly string[]) =>
  sql`select * from ${rowsBeside('anti', relation, gone, keys)}`;

const withoutPlaces = (rows: Sql) => sql`select * exclude (${id(PLACE)}) from (${rows})`;

/** All rows of a table. */
export function tableQuery(files: TableFiles): Sql {
  const { base, gone, rows } = files;
  if (gone.length + rows.length === 0) return sql`select * from ${parquet(base)}`;
  return withoutPlaces(keptRows(files, numbered(rowFiles(files))));
}

/** The rows of a table that fulfil a condition: each file is asked for it first. */
export function whereQuery(files: TableFiles, condition: Sql, hasPlaces: boolean): Sql {
  const kept = keptRows(files, sql`(select * from ${numbered(rowFiles(files))} where ${condition})`);
  return hasPlaces
    ? sql`select * exclude (${id(PLACE)}), ${id(PLACE)} as ${id(PLACE_COLUMN)} from (${kept})`
    : withoutPlaces(kept);
}

const keptRows = ({ gone }: TableFiles, among: Sql) =>
  gone.length > 0 ? without(among, parquet(gone), [PLACE]) : sql`select * from ${among}`;

/**
 * Query of the places of all rows of a table that are gone when it has changed.
 * @param keys table of the keys of the rows that are gone: of a query, the engine does not know that they are few.
 */
export function goneQuery(files: TableFiles, { keys, gonePlaces }: TableChange, goneKeys: Sql): Sql {
  const before = files.gone.length > 0 ? sql` union select ${id(PLACE)} from ${parquet(files.gone)}` : sql``;
  const now = gonePlaces
    ? sql`select distinct ${id(PLACE_COLUMN)} as ${id(PLACE)} from (${gonePlaces}) where ${id(PLACE_COLUMN)} is not null`
    : sql`select ${id(PLACE)} from ${rowsBeside('semi', numbered(rowFiles(files)), goneKeys, keys)}`;
  return sql`${now}${before}`;
}

/** Queries of the files that say the same as those of the changes of a table, one of each kind. */
export function foldQueries({ gone, rows }: TableFiles) {
  return {
    gone: sql`select ${id(PLACE)} from ${parquet(gone)} where ${id(PLACE)} < ${FILE_PLACES}`,
    rows: withoutPlaces(without(numbered(rows, 1), parquet(gone), [PLACE])),
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

/** Number of the first files with rows that two tables have in common. */
export function sharedFiles(one: TableFiles, other: TableFiles): number {
  const [files, others] = [rowFiles(one), rowFiles(other)];
  const difference = files.findIndex((file, index) => file !== others[index]);
  return difference < 0 ? files.length : difference;
}

/** Two tables of which the first files are the same. */
export interface Versions {
  readonly now: TableFiles;
  readonly before: TableFiles;
  readonly shared: number;
}

/** Query of how many rows of the files in common only one of two tables has: now, before. */
export const differingCounts = ({ now, before, shared }: Versions) =>
  sql`select (select count(*) from ${placesOnlyIn(now, before, shared)}) as now, (select count(*) from ${placesOnlyIn(before, now, shared)}) as before`;

const placesOnlyIn = (one: TableFiles, other: TableFiles, shared: number) =>
  sql`(select ${id(PLACE)} from (${goneFrom(other)} except ${goneFrom(one)}) where ${id(PLACE)} < ${shared * FILE_PLACES})`;

/**
 * The rows in which two tables may differ: those at places of files in common that only one of them has, and all of other files.
 * @param counts how many such places each has; the files in common are not read for none.
 */
export function differingRows(
  { now, before, shared }: Versions,
  counts: Readonly<Record<'now' | 'before', number>>,
): DifferingRows {
  const only = (one: TableFiles, other: TableFiles, count: number) => {
    const [common, own] = [rowFiles(one).slice(0, shared), rowFiles(one).slice(shared)];
    const places = rowsBeside('semi', numbered(common), placesOnlyIn(one, other, shared), [PLACE]);
    const inCommon = count > 0 ? sql`select * from ${places}` : sql`select * from ${numbered(common)} where false`;
    if (own.length === 0) return withoutPlaces(inCommon);
    const inOwn = keptRows(one, numbered(own, shared));
    return withoutPlaces(count > 0 ? sql`${inCommon} union all by name ${inOwn}` : inOwn);
  };
  return { now: only(now, before, counts.now), before: only(before, now, counts.before) };
}

const goneFrom = ({ gone }: TableFiles) =>
  gone.length > 0 ? sql`select ${id(PLACE)} from ${parquet(gone)}` : sql`select 0 as ${id(PLACE)} where false`;
