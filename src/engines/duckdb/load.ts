import type { Column } from '../../sql/column.ts';
import { type FileFormat, type FileLoad, LOAD_COLUMNS, type LoadedFiles, rejectsTableOf } from '../../sql/engine.ts';
import { id, join, type Sql, type SqlValue, sql } from '../../sql/sql.ts';
import { csvOptions, lineOptions, MAX_LINE_BYTES } from './file.ts';

/** What a load needs of a session: statements with literals in their text, since file readers take no bound values. */
export interface Loader {
  script(...statements: readonly Sql[]): Promise<unknown>;
  rows(query: Sql): Promise<readonly Readonly<Record<string, SqlValue>>[]>;
  columns(table: string): Promise<readonly Column[] | undefined>;
  /** A table where this session makes its own, whatever others have one of that name. */
  place(table: string): Sql;
}

/**
 * Reads files into a table in their own order. The session keeps that order only while it reads, because elsewhere it
 * costs time; the row number is the table's row id, because numbering in a query makes the reader single-threaded.
 */
export async function loadFiles(loader: Loader, load: FileLoad): Promise<LoadedFiles> {
  await inOrder(loader, () => readers[load.format.format](loader, load));
  const all = (await loader.columns(load.table)) ?? [];
  const added: readonly string[] = Object.values(LOAD_COLUMNS);
  const [rejects] = await loader.rows(sql`select count(*) as n from ${id(rejectsTableOf(load.table))}`);
  return {
    columns: all.filter((column) => !added.includes(column.name)),
    rejectedRows: Number(rejects?.['n'] ?? 0),
  };
}

async function inOrder(loader: Loader, work: () => Promise<void>): Promise<void> {
  await loader.script(sql`set session preserve_insertion_order = true`);
  try {
    await work();
  } finally {
    await loader.script(sql`set session preserve_insertion_order = false`);
  }
}

/** Removes a table or view with the rows and rejects that a load kept under names of their own. */
export async function dropLoaded(loader: Loader, table: string): Promise<void> {
  await loader
    .script(...dropStatements(loader, table, true))
    .catch(() => loader.script(...dropStatements(loader, table, false)));
}

/** What removes a table, or a view, with what a load kept beside it. */
export function dropStatements({ place }: Pick<Loader, 'place'>, table: string, isView: boolean): Sql[] {
  const beside = [storedTableOf(table), rejectsTableOf(table)].map((name) => sql`drop table if exists ${place(name)}`);
  return [...beside, isView ? sql`drop view if exists ${place(table)}` : sql`drop table if exists ${place(table)}`];
}

function storedTableOf(table: string): string {
  return `${table}__rows`;
}

const readers: Readonly<Record<FileFormat['format'], (loader: Loader, load: FileLoad) => Promise<void>>> = {
  csv: readCsv,
  json: (loader, load) => (isLines(load.format) ? readJsonLines(loader, load) : readJsonArrays(loader, load)),
  parquet: readParquet,
};

function isLines(format: FileFormat): boolean {
  return format.format === 'json' && format.shape === 'lines';
}

function pathList(paths: readonly string[]): Sql {
  return sql`[${join(paths.map((path) => sql`${path}`))}]`;
}

/** Stores rows and puts a view with their numbers over them. */
async function numberRows(loader: Loader, table: string, rows: Sql): Promise<void> {
  await loader.script(...numberedRows(table, rows));
}

function numberedRows(table: string, rows: Sql): Sql[] {
  const stored = storedTableOf(table);
  return [
    sql`create or replace table ${id(stored)} as ${rows}`,
    sql`create or replace view ${id(table)} as select *, rowid + 1 as ${id(LOAD_COLUMNS.row)} from ${id(stored)}`,
  ];
}

async function createRejects(loader: Loader, table: string, query: Sql): Promise<void> {
  await loader.script(rejectsOf(table, query));
}

const rejectsOf = (table: string, query: Sql) => sql`create or replace table ${id(rejectsTableOf(table))} as ${query}`;

async function readCsv(loader: Loader, { table, paths, format }: FileLoad): Promise<void> {
  if (format.format !== 'csv') return;
  const [errors, scans] = [`${table}__errors`, `${table}__scans`];
  const drops = [errors, scans].map((name) => sql`drop table if exists ${id(name)}`);
  const options = sql`${csvOptions(format)}, filename = ${LOAD_COLUMNS.file}, store_rejects = true, rejects_table = ${errors}, rejects_scan = ${scans}`;
  const rejects = sql`select any_value(s.file_path) as file, e.line::bigint as line, arg_min(${csvReason}, e.column_idx) as reason, trim(arg_min(e.csv_line, e.column_idx), chr(10) || chr(13)) as text from ${id(errors)} e join ${id(scans)} s using (scan_id, file_id) group by e.scan_id, e.file_id, e.line order by e.scan_id, e.file_id, e.line`;
  await loader.script(
    ...drops,
    ...numberedRows(table, sql`select * from read_csv(${pathList(paths)}, ${options})`),
    rejectsOf(table, rejects),
    ...drops,
  );
}

const csvReason = sql`case e.error_type::varchar
  when 'MISSING COLUMNS' then 'The line has too few fields: ' || lower(e.error_message) || '.'
  when 'TOO MANY COLUMNS' then 'The line has too many fields: ' || lower(e.error_message) || '.'
  when 'UNQUOTED VALUE' then 'A quote is not closed, or text follows a closing quote.'
  when 'LINE SIZE OVER MAXIMUM' then 'The line is longer than 16 MiB.'
  when 'INVALID ENCODING' then 'The line is not valid UTF-8.'
  else e.error_message end`;

async function readJsonLines(loader: Loader, { table, paths }: FileLoad): Promise<void> {
  const lines = `${table}__lines`;
  const options = sql`${lineOptions()}, filename = ${LOAD_COLUMNS.file}`;
  await numberRows(loader, lines, sql`select * from read_csv(${pathList(paths)}, ${options})`);
  const isObject = sql`case when json_valid(line) then json_type(line) = 'OBJECT' else false end`;
  await createRejects(
    loader,
    table,
    sql`select ${id(LOAD_COLUMNS.file)} as file, ${id(LOAD_COLUMNS.row)} - min(${id(LOAD_COLUMNS.row)}) over (partition by ${id(LOAD_COLUMNS.file)}) + 1 as line, case when json_valid(line) then 'The line is no JSON object.' else 'The line is not valid JSON.' end as reason, line as text from ${id(lines)} where trim(line) <> '' qualify not (${isObject}) order by ${id(LOAD_COLUMNS.row)}`,
  );
  await extractObjects(
    loader,
    table,
    sql`select line as object, ${id(LOAD_COLUMNS.file)}, ${id(LOAD_COLUMNS.row)} as n from ${id(lines)} where ${isObject}`,
  );
  await dropLoaded(loader, lines);
}

async function readJsonArrays(loader: Loader, { table, paths, format }: FileLoad): Promise<void> {
  const shape = format.format === 'json' && format.shape === 'array' ? 'array' : 'auto';
  const objects = `${table}__objects`;
  const options = sql`format = ${shape}, maximum_object_size = ${MAX_LINE_BYTES}, filename = ${LOAD_COLUMNS.file}`;
  await numberRows(loader, objects, sql`select * from read_json_objects(${pathList(paths)}, ${options})`);
  const isObject = sql`json_type(json) = 'OBJECT'`;
  await createRejects(
    loader,
    table,
    sql`select ${id(LOAD_COLUMNS.file)} as file, ${id(LOAD_COLUMNS.row)} as line, 'The value is no JSON object.' as reason, json::varchar as text from ${id(objects)} where not (${isObject}) order by line`,
  );
  await extractObjects(
    loader,
    table,
    sql`select json as object, ${id(LOAD_COLUMNS.file)}, ${id(LOAD_COLUMNS.row)} as n from ${id(objects)} where ${isObject}`,
  );
  await dropLoaded(loader, objects);
}

/** One text column a key, in order of first appearance; keys that differ only in case are told apart by a number. */
async function extractObjects(loader: Loader, table: string, objects: Sql): Promise<void> {
  const found = await loader.rows(
    sql`select key from (select unnest(json_keys(object)) as key, generate_subscripts(json_keys(object), 1) as position, n from (${objects})) group by key order by min(n), min(position)`,
  );
  const keys = found.map((row) => String(row['key'] ?? ''));
  const names = distinctNames(keys);
  const paths = keys.map((key) => sql`${`$.${JSON.stringify(key)}`}`);
  const values = names.map((name, index) => sql`texts[${index + 1}] as ${id(name)}`);
  const texts = keys.length > 0 ? sql`json_extract_string(object, [${join(paths)}])` : sql`null`;
  await numberRows(
    loader,
    table,
    sql`select ${join([...values, id(LOAD_COLUMNS.file)])} from (select ${texts} as texts, ${id(LOAD_COLUMNS.file)}, n from (${objects}))`,
  );
}

function distinctNames(keys: readonly string[]): string[] {
  const taken = new Set<string>(Object.values(LOAD_COLUMNS));
  return keys.map((key, index) => {
    const wanted = key.trim() || `column${index + 1}`;
    let name = wanted;
    for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${wanted}_${number}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

async function readParquet(loader: Loader, { table, paths }: FileLoad): Promise<void> {
  await numberRows(
    loader,
    table,
    sql`select * from read_parquet(${pathList(paths)}, union_by_name = true, filename = ${LOAD_COLUMNS.file})`,
  );
  await createRejects(loader, table, sql`select '' as file, 0 as line, '' as reason, '' as text where false`);
}
