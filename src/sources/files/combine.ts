import type { Column } from '../../sql/column.ts';
import { type EngineSession, type FileFormat, LOAD_COLUMNS, rejectsTableOf } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { LandingPlace, RawColumn, RawRows } from '../kind.ts';

/** Files that are read alike. */
export interface FileGroup {
  readonly paths: readonly string[];
  readonly format: FileFormat;
}

/**
 * Loads groups of files into one table; columns are put together by name (case does not count) and are null where a
 * group has none of that name. Rows keep the order of groups, files and lines.
 */
export async function loadGroups(place: LandingPlace, groups: readonly FileGroup[]): Promise<Pick<RawRows, 'columns'>> {
  const { session, table } = place;
  const [only] = groups;
  if (only && groups.length === 1) return { columns: toRaw((await session.loadFiles({ table, ...only })).columns) };
  const parts: Part[] = [];
  for (const [index, group] of groups.entries()) {
    const name = `${table}__part${index + 1}`;
    const { columns } = await session.loadFiles({ table: name, ...group });
    parts.push({
      name,
      columns,
      offset: parts.at(-1)?.end ?? 0,
      end: (parts.at(-1)?.end ?? 0) + (await session.rowCount(name)),
    });
  }
  const columns = mergeColumns(parts);
  await uniteRows(session, table, { parts, columns });
  return { columns: toRaw(columns) };
}

interface Part {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly offset: number;
  readonly end: number;
}

async function uniteRows(
  session: EngineSession,
  table: string,
  { parts, columns }: { parts: readonly Part[]; columns: readonly Column[] },
): Promise<void> {
  const selects = parts.map((part) => {
    const values = columns.map((column) => sql`${valueIn(part, column, session)} as ${id(column.name)}`);
    const row = sql`${id(LOAD_COLUMNS.row)} + ${part.offset} as ${id(LOAD_COLUMNS.row)}`;
    return sql`select ${join([...values, id(LOAD_COLUMNS.file), row])} from ${id(part.name)}`;
  });
  await session.run(sql`create or replace table ${id(table)} as ${join(selects, ' union all ')}`);
  const rejects = parts.map((part) => sql`select * from ${id(rejectsTableOf(part.name))}`);
  await session.run(sql`create or replace table ${id(rejectsTableOf(table))} as ${join(rejects, ' union all ')}`);
  for (const part of parts) await session.drop(part.name);
}

function valueIn(part: Part, column: Column, session: EngineSession): Sql {
  const own = part.columns.find((candidate) => isSameName(candidate, column));
  if (!own) return sql`cast(null as ${session.dialect.typeName(column.type)})`;
  return own.type === column.type
    ? id(own.name)
    : sql`cast(${id(own.name)} as ${session.dialect.typeName(column.type)})`;
}

/** All columns in order of first appearance; one whose type differs between parts is text. */
function mergeColumns(parts: readonly Part[]): Column[] {
  const merged: Column[] = [];
  for (const column of parts.flatMap((part) => part.columns)) {
    const index = merged.findIndex((known) => isSameName(known, column));
    const known = merged[index];
    if (!known) merged.push(column);
    else if (known.type !== column.type) merged[index] = { ...known, type: 'string' };
  }
  return merged;
}

function isSameName(a: Column, b: Column): boolean {
  return a.name.toLowerCase() === b.name.toLowerCase();
}

function toRaw(columns: readonly Column[]): RawColumn[] {
  return columns.map((column) => ({ name: column.name, rawType: column.type }));
}
