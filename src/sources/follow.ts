import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '../base/json.ts';
import { lineTableOf, previousTableOf } from '../model/tables.ts';
import { rejectsTableOf } from '../sql/engine.ts';
import { id, type Sql, sql } from '../sql/sql.ts';
import { runStages } from '../sql/stage.ts';
import { isUnreadable } from './files/locate.ts';
import { findSourceKind } from './index.ts';
import type { LineFiles } from './kind.ts';
import { followEvidence } from './landing/column-evidence.ts';
import { SAMPLE_ROWS } from './landing/detect.ts';
import { dropRaw, makeTable, type RowsRequest, setApart, wholeLoad } from './landing/entity-tables.ts';
import { changeOfLines, compareLines, dropLines, goneKeys, type LineChange } from './landing/lines.ts';
import { comparePieces, type PieceChange } from './pieces/compare.ts';
import { packPieces, unpackPieces } from './pieces/piece.ts';
import { Turns } from './pieces/turns.ts';
import type { EntityReading } from './read.ts';
import type { LineReading } from './reading.ts';

/** Share of the rows in new pieces from which on it is cheaper to read all of them. */
const MOST_NEW = 0.6;

/** What came of following: no row came or left, or the table was made of those that did. */
export type Followed =
  | { readonly method: 'unchanged' }
  | {
      readonly method: 'changedRows';
      readonly attributes: Awaited<ReturnType<typeof makeTable>>['attributes'];
      readonly rowCount: number;
      readonly lines: LineReading;
      readonly pieces: Buffer;
    };

/** How an entity was read last, by the same definition. */
export interface KnownLines {
  readonly lines: LineReading;
  readonly pieces: Buffer;
}

/**
 * Reads only the pieces of an entity's files that are new, and takes away the rows of those that left.
 * @returns undefined where the table could differ from one of all rows read anew, so that they must be
 */
export async function followEntity(reading: EntityReading, known: KnownLines): Promise<Followed | undefined> {
  const { session, context, source, entity, entityName, wanted } = reading;
  if ((await session.columns(previousTableOf(lineTableOf(entityName)))) === undefined) return undefined;
  const workFolder = join(context.workFolder, entity.name);
  const files = await findSourceKind(source.kind).lines?.(wanted, { ...context, workFolder });
  if (!files || canonicalJson(files.format) !== canonicalJson(known.lines.format)) return undefined;
  await mkdir(workFolder, { recursive: true });
  const paths = { newPath: join(workFolder, 'new-lines.csv'), headPath: join(workFolder, 'head-lines.csv') };
  const change = await turns.take(() => compare(reading, { files, known, paths }));
  if (!change || change.rows === 0) return undefined;
  if (change.newRows + change.gone.length === 0) return change.hasSameHead ? { method: 'unchanged' } : undefined;
  return followPieces({ reading, known, change, files, paths });
}

interface Paths {
  /** Files for the records of new pieces, and for the first ones of all. */
  readonly newPath: string;
  readonly headPath: string;
}

interface Comparison {
  readonly files: LineFiles;
  readonly known: KnownLines;
  readonly paths: Paths;
}

/** The engine works on the rows of one source while the files of the next are compared. */
const turns = new Turns();

async function compare({ entityName, run }: EntityReading, { files, known, paths }: Comparison) {
  const started = run.clock.monotonicSeconds();
  const change = await comparePieces({
    ...{ ...paths, files, mostNew: MOST_NEW, headRows: SAMPLE_ROWS },
    known: { size: known.lines.pieceSize, pieces: unpackPieces(known.pieces) },
  });
  const seconds = run.clock.monotonicSeconds() - started;
  run.onStage?.({ name: `ingest:compare:${entityName}`, seconds, rows: change?.newRows });
  return change;
}

interface FollowRequest extends Comparison {
  readonly reading: EntityReading;
  readonly change: PieceChange;
}

async function followPieces(request: FollowRequest): Promise<Followed | undefined> {
  const { reading, known, change, files, paths } = request;
  const { session, entity, entityName, run } = reading;
  const newTable = `new_${entityName}`;
  const rows = { session, entity, entityName, rawTable: `raw_${entityName}`, planned: known.lines.columns, run };
  const format = { ...files.format, hasHeader: false };
  try {
    const { rejectedRows } = await session.loadFiles({ table: newTable, paths: [paths.newPath], format });
    if (rejectedRows > 0 || (await session.rowCount(newTable)) !== change.newRows) return undefined;
    const lines = await compareRows(request, rows, newTable);
    const evidence = lines && (await followPlan(request, rows, lines.gone));
    if (!evidence || (await setApart(rows)) > 0) return undefined;
    const previous = await session.columns(previousTableOf(entityName));
    const load = entity.load === 'incremental' ? rows : wholeLoad(rows, goneRows(rows));
    const { attributes, rowCount } = await makeTable({ ...load, previous, hasVersions: false, areChanged: true });
    await writeLines(rows);
    const { list } = change;
    const noted = { attributes, rowCount, lines: { ...known.lines, evidence }, pieces: packPieces(list.pieces) };
    return { method: 'changedRows', ...noted };
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  } finally {
    await dropRaw(rows);
    await session.drop(newTable);
    await dropLines(session, entityName);
  }
}

/** Makes the raw table of the rows that came; undefined where a key is missing or stands twice. */
async function compareRows(
  { change }: FollowRequest,
  rows: RowsRequest,
  newTable: string,
): Promise<LineChange | undefined> {
  const { session, entity, entityName, rawTable, planned } = rows;
  const key = planned.find(({ attribute }) => attribute === entity.primaryKey);
  if (!key) return undefined;
  const compared = { session, entityName, rawTable: newTable, columns: planned, key };
  const { gone, firstNew } = change;
  const lines = await compareLines({ rows: compared, gonePieces: gone, firstNew, into: rawTable });
  const rejects = sql`select * from ${id(rejectsTableOf(newTable))}`;
  await session.run(sql`create or replace table ${id(rejectsTableOf(rawTable))} as ${rejects}`);
  return lines.hasKeys ? lines : undefined;
}

function goneRows({ entity, entityName }: RowsRequest): Sql {
  return sql`select ${id('key')} as ${id(entity.primaryKey ?? '')} from (${goneKeys(entityName)})`;
}

/** What types and formats follow from, with the rows that came and left; undefined where they may be others. */
function followPlan({ known, files, paths, change }: FollowRequest, rows: RowsRequest, gone: number) {
  const { session, entityName, rawTable, planned } = rows;
  const { evidence } = known.lines;
  const head = session.readFile([paths.headPath], { ...files.format, hasHeader: false });
  const sample = change.hasSameHead ? undefined : head;
  return followEvidence({ session, entityName, rawTable, columns: planned, evidence, gone, sample });
}

async function writeLines({ session, entityName, run }: RowsRequest): Promise<void> {
  const table = lineTableOf(entityName);
  const summary = `Records of the files of ${entityName}, so that the next load knows them again.`;
  const stage = { name: `ingest:lines:${entityName}`, summary, table };
  const change = changeOfLines(entityName);
  await runStages(session, [{ ...stage, run: (on) => on.createChangedTable(table, change) }], run);
}
