import { lineTableOf, previousTableOf } from '../../model/tables.ts';
import { type EngineSession, LOAD_COLUMNS, type TableChange } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { Piece } from '../pieces/piece.ts';
import type { PlannedColumn } from './planned-column.ts';
import { typedValue } from './typed-rows.ts';

const [ROW, NUMBER, HASH, KEY] = [LOAD_COLUMNS.row, 'number', 'hash', 'key'].map((name) => id(name)) as [
  Sql,
  Sql,
  Sql,
  Sql,
];

/** Raw rows whose lines are records. */
export interface LineRows {
  readonly session: EngineSession;
  readonly entityName: string;
  readonly rawTable: string;
  readonly columns: readonly PlannedColumn[];
  readonly key: PlannedColumn;
}

/** Query of `number`, `hash` and `key` of every raw row; the first one has the number `first`. */
export function linesQuery({ session, rawTable, columns, key }: LineRows, first: number): Sql {
  const { dialect } = session;
  // The order of declarations is no matter of the files.
  const names = columns.map(({ column }) => column).sort();
  const number = sql`cast(${ROW} + ${first - 1} as integer)`;
  return sql`select ${number} as ${NUMBER}, ${dialect.hash(names.map((name) => id(name)))} as ${HASH},
    ${typedValue(key, dialect)} as ${KEY} from ${id(rawTable)}`;
}

/** Far more records lie in another piece after a change than changed; they are read by key and number only. */
const MOST_CHANGED = 0.4;

/** Records of the pieces that are new. */
const newTableOf = (entity: string) => `new_lines_${entity}`;
/** Records of the pieces that are gone. */
const goneTableOf = (entity: string) => `gone_lines_${entity}`;

/** Numbers of the records of the pieces that are gone, as ranges. */
const rangeTableOf = (entity: string) => `gone_ranges_${entity}`;

/** What the records of new pieces are beside those of the pieces that are gone. */
export interface LineChange {
  /** Records that came, and those that left. A row that changed is among both. */
  readonly came: number;
  readonly gone: number;
  /** Whether every record has a key, and no other record the same. */
  readonly hasKeys: boolean;
}

export interface LineComparison {
  readonly rows: LineRows;
  readonly gonePieces: readonly Piece[];
  readonly firstNew: number;
  /** Table to make of the raw rows that came. */
  readonly into: string;
}

/** Tells the raw rows of new pieces that came from those that only lie in another piece now. */
export async function compareLines({ rows, gonePieces, firstNew, into }: LineComparison): Promise<LineChange> {
  const { session, entityName, rawTable } = rows;
  const [fresh, gone] = [id(newTableOf(entityName)), id(goneTableOf(entityName))];
  const known = id(previousTableOf(lineTableOf(entityName)));
  const isIn = (from: string, table: Sql, columns: readonly Sql[]) =>
    sql`exists (select 1 from ${table} as other where ${join(
      columns.map((column) => sql`other.${column} = ${id(from)}.${column}`),
      ' and ',
    )})`;
  await session.run(sql`create or replace table ${fresh} as ${linesQuery(rows, firstNew)}`);
  await session.run(
    sql`create or replace table ${gone} as select ${NUMBER}, ${HASH}, ${KEY} from ${known} where ${NUMBER} in (${await numbersOf(rows, gonePieces)})`,
  );
  await session.run(sql`create or replace table ${id(into)} as select * from ${id(rawTable)} where ${ROW} in (
    select ${NUMBER} - ${firstNew - 1} from ${fresh} as fresh where not ${isIn('fresh', gone, [KEY, HASH])})`);
  const others = sql`select count(*) from ${known} as known where ${KEY} in (select ${KEY} from ${fresh} as fresh where not ${isIn('fresh', gone, [KEY])})`;
  const [row = {}] = await session.rows(sql`select count(*) as total, count(distinct ${KEY}) as ${id('keys')},
    (select count(*) from ${id(into)}) as came, (select count(*) from ${gone}) as gone, (${others}) as others from ${fresh}`);
  const [total = 0, keys, came = 0, left = 0, repeated] = ['total', 'keys', 'came', 'gone', 'others'].map((name) =>
    Number(row[name]),
  );
  return { came, gone: left - (total - came), hasKeys: keys === total && repeated === 0 };
}

/** Query of the numbers of all records of some pieces. */
async function numbersOf({ session, entityName }: LineRows, pieces: readonly Piece[]): Promise<Sql> {
  if (pieces.length === 0) return sql`select 0`;
  const numbers = sql`select cast(unnest(range(${id('first')}, ${id('last')})) as integer) from`;
  if (!session.dialect.supportsIntegerPairs) {
    const ranges = pieces.map(({ first, rows }) => sql`(${first}, ${first + rows})`);
    return sql`${numbers} (values ${join(ranges)}) as pieces(${id('first')}, ${id('last')})`;
  }
  const table = rangeTableOf(entityName);
  const [first, last] = [({ first }: Piece) => first, ({ first, rows }: Piece) => first + rows];
  await session.insertIntegerPairs(
    table,
    ['first', 'last'],
    Int32Array.from(pieces, first),
    Int32Array.from(pieces, last),
  );
  return sql`${numbers} ${id(table)}`;
}

/** After `compareLines`: query of the keys of the rows that left. */
export function goneKeys(entityName: string): Sql {
  const fresh = id(newTableOf(entityName));
  return sql`select ${KEY} from ${id(goneTableOf(entityName))} where ${KEY} not in (select ${KEY} from ${fresh})`;
}

/** After `compareLines`: how the records of the last load become those of now. */
export function changeOfLines(entityName: string): TableChange {
  return {
    previous: previousTableOf(lineTableOf(entityName)),
    keys: ['number'],
    gone: sql`select ${NUMBER} from ${id(goneTableOf(entityName))}`,
    rows: sql`select ${NUMBER}, ${HASH}, ${KEY} from ${id(newTableOf(entityName))}`,
    mostChanged: MOST_CHANGED,
  };
}

/** Removes what comparing left. */
export async function dropLines(session: EngineSession, entityName: string): Promise<void> {
  for (const tableOf of [newTableOf, goneTableOf, rangeTableOf]) await session.drop(tableOf(entityName));
}
