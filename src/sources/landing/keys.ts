import type { SourceEntity } from '../../model/data-source.ts';
import { previousTableOf } from '../../model/tables.ts';
import type { ColumnType } from '../../sql/column.ts';
import { type EngineSession, type FileFormat, LOAD_COLUMNS } from '../../sql/engine.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import type { PlannedColumn } from './planned-column.ts';
import { typedValue } from './typed-rows.ts';

/** Files of keys as they are written, one a line, and how they become values. */
export interface KeyFiles {
  readonly session: EngineSession;
  readonly key: PlannedColumn;
  readonly format: Extract<FileFormat, { readonly format: 'csv' }>;
}

/** Query of `key`: the keys in a file. */
export function keysIn(path: string, { session, key, format }: KeyFiles): Sql {
  const file = session.readFile([path], { ...format, hasHeader: false, columns: [key.column] });
  return sql`select ${typedValue(key, session.dialect)} as ${id('key')} from ${file}`;
}

export interface ArrivedKeys extends KeyFiles {
  readonly entityName: string;
  readonly rawTable: string;
  /** Number of the raw rows, and of the first of them, which replace others with the same key. */
  readonly count: number;
  readonly replacing: number;
  /** Query of the keys of records that left. */
  readonly left: Sql;
}

/** Whether each raw row has a key, and no other the same; and how many keys of added ones are published, but for those that left. */
export async function checkKeys(arrived: ArrivedKeys): Promise<{ areDistinct: boolean; published: number }> {
  const { session, entityName, rawTable, key, count, replacing, left } = arrived;
  const value = typedValue(key, session.dialect);
  const added = sql`select ${value} from ${id(rawTable)} where ${id(LOAD_COLUMNS.row)} > ${replacing} and ${value} not in (${left})`;
  const published =
    replacing === count
      ? sql`0`
      : sql`(select count(*) from ${id(previousTableOf(entityName))} where ${id(key.attribute)} in (${added}))`;
  const [row = {}] = await session.rows(
    sql`select count(*) as total, count(distinct ${value}) as ${id('keys')}, ${published} as published from ${id(rawTable)}`,
  );
  const [total, keys, known] = ['total', 'keys', 'published'].map((name) => Number(row[name]));
  return { areDistinct: total === count && keys === count, published: known ?? 0 };
}

/** Whether no key stands twice in a file of the keys of all records. */
export async function areDistinct(path: string, files: KeyFiles): Promise<boolean> {
  const [row = {}] = await files.session.rows(
    sql`select count(*) as total, count(distinct ${id('key')}) as ${id('keys')} from (${keysIn(path, files)})`,
  );
  return Number(row['total']) === Number(row['keys']);
}

/** Query of no keys of a type. */
export function noKeys({ dialect }: EngineSession, type: ColumnType): Sql {
  return sql`select cast(null as ${dialect.typeName(type)}) as ${id('key')} where false`;
}

/** Which column of its files becomes the primary key of an entity. */
export type KeyDefinition = Pick<SourceEntity, 'primaryKey' | 'attributes'>;

/** Place in the files of the field that becomes the key; undefined where there is none. */
export function findKeyIndex(
  columns: readonly string[],
  { primaryKey, attributes = [] }: KeyDefinition,
): number | undefined {
  if (primaryKey === undefined) return undefined;
  const column = attributes.find(({ name }) => name === primaryKey)?.column ?? primaryKey;
  const exact = columns.indexOf(column);
  const index = exact >= 0 ? exact : columns.findIndex((name) => name.toLowerCase() === column.toLowerCase());
  return index < 0 ? undefined : index;
}
