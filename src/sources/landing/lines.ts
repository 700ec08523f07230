import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isFluxuError } from '../../base/errors.ts';
import { lineTableOf, previousTableOf } from '../../model/tables.ts';
import { type EngineSession, LOAD_COLUMNS } from '../../sql/engine.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import type { LineFiles } from '../kind.ts';
import type { PlannedColumn } from './planned-column.ts';
import { typedValue } from './typed-rows.ts';

const [ROW, LINE, HASH] = [id(LOAD_COLUMNS.row), id('line'), id('hash')];

/** Lines of a load in their order: hash, is_row. */
const numberedTableOf = (entity: string) => `numbered_lines_${entity}`;
/** Lines of a load: hash, line (null where it is known), is_row. */
const currentTableOf = (entity: string) => `current_lines_${entity}`;
/** Lines that left since the last load: hash, key. */
export const goneTableOf = (entity: string) => `gone_lines_${entity}`;

const linesIn = (session: EngineSession, { paths, format }: LineFiles) =>
  session.readFile(paths, { format: 'lines', hasHeader: format.hasHeader });

/** Whether a line is a row, whatever stands before and after it. */
const isRow = ({ dialect }: EngineSession, { format, pattern }: LineFiles) =>
  sql`(${LINE} not like ${`%${format.quote}%`} or ${dialect.regexpMatches(LINE, pattern)})`;

/** False where the engine cannot take a file apart into lines, for what a line holds; as rows it may still be read. */
async function isReadable(reading: Promise<unknown>): Promise<boolean> {
  try {
    await reading;
    return true;
  } catch (error) {
    if (isFluxuError(error) && error.code === 'FLX_ENGINE') return false;
    throw error;
  }
}

export interface LineRequest {
  readonly session: EngineSession;
  readonly entityName: string;
  readonly files: LineFiles;
  /** Holds the rows of the files, none of them set apart. */
  readonly rawTable: string;
  readonly key: PlannedColumn;
}

/** Query of the hash and the key of every line; undefined where lines are not the rows of the raw table, one by one. */
export async function matchLines({ session, entityName, files, rawTable, key }: LineRequest): Promise<Sql | undefined> {
  const numbered = numberedTableOf(entityName);
  const hash = session.dialect.hash([LINE]);
  const lines = sql`select ${hash} as ${HASH}, ${isRow(session, files)} as is_row from ${linesIn(session, files)} as read`;
  if (!(await isReadable(session.createNumberedTable(numbered, lines)))) return undefined;
  const isOneByOne = await session.value(
    sql`select count(*) = (select count(*) from ${id(rawTable)}) and count(case when not is_row then 1 end) = 0 from ${id(numbered)}`,
  );
  if (isOneByOne !== true) return undefined;
  return sql`select numbered.${HASH}, ${typedValue(key, session.dialect)} as ${id('key')}
    from ${id(numbered)} as numbered join ${id(rawTable)} as raw on raw.${ROW} = numbered.${ROW}`;
}

/** Lines that came and left since the files were read last. */
export interface LineChange {
  readonly total: number;
  readonly came: number;
  readonly gone: number;
}

/**
 * Holds the lines of the files against those that were read last; those that left are in `goneTableOf` the entity.
 * @returns undefined where a line cannot be read or is no row by itself, or one that is known stands there twice.
 */
export async function compareLines(
  session: EngineSession,
  entityName: string,
  files: LineFiles,
): Promise<LineChange | undefined> {
  const current = currentTableOf(entityName);
  const known = previousTableOf(lineTableOf(entityName));
  const isNew = sql`known.${HASH} is null`;
  const compared = sql`create or replace table ${id(current)} as
    select read.${HASH}, case when ${isNew} then ${LINE} end as ${LINE}, case when ${isNew} then ${isRow(session, files)} else true end as is_row
    from (select ${session.dialect.hash([LINE])} as ${HASH}, ${LINE} from ${linesIn(session, files)} as lines) as read
    left join ${id(known)} as known on known.${HASH} = read.${HASH}`;
  if (!(await isReadable(session.run(compared)))) return undefined;
  const gone = goneTableOf(entityName);
  await session.run(sql`create or replace table ${id(gone)} as select known.${HASH}, known.${id('key')} from ${id(known)} as known
    where not exists (select 1 from ${id(current)} as now where now.${HASH} = known.${HASH})`);
  const [row = {}] = await session.rows(
    sql`select count(*) as total, count(${LINE}) as came, count(case when not is_row then 1 end) as broken from ${id(current)}`,
  );
  const [total = 0, came = 0, broken] = ['total', 'came', 'broken'].map((name) => Number(row[name]));
  const left = await session.rowCount(gone);
  const isOnce = total - came === (await session.rowCount(known)) - left;
  return broken === 0 && isOnce ? { total, came, gone: left } : undefined;
}

/** After `compareLines`: writes the lines that came to a file. */
export async function writeNewLines(session: EngineSession, entityName: string, path: string): Promise<void> {
  const chunks = session.chunks(sql`select ${LINE} from ${id(currentTableOf(entityName))} where ${LINE} is not null`);
  await pipeline(Readable.from(textsOf(chunks)), createWriteStream(path));
}

async function* textsOf(chunks: ReturnType<EngineSession['chunks']>): AsyncIterable<string> {
  for await (const rows of chunks) yield rows.map(({ line }) => `${line}\n`).join('');
}

/** Removes what comparing and matching lines left. */
export async function dropLines(session: EngineSession, entityName: string): Promise<void> {
  for (const tableOf of [numberedTableOf, currentTableOf, goneTableOf]) await session.drop(tableOf(entityName));
}
