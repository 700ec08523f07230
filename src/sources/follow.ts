import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '../base/json.ts';
import { previousTableOf } from '../model/tables.ts';
import { id, type Sql, sql } from '../sql/sql.ts';
import { isUnreadable } from './files/locate.ts';
import { findSourceKind } from './index.ts';
import type { LineFiles } from './kind.ts';
import { followEvidence } from './landing/column-evidence.ts';
import { SAMPLE_ROWS } from './landing/detect.ts';
import { doRowsFit, dropRaw, makeTable, type RowsRequest, wholeLoad } from './landing/entity-tables.ts';
import { areDistinct, checkKeys, findKeyIndex, keysIn, noKeys } from './landing/keys.ts';
import type { PlannedColumn } from './landing/planned-column.ts';
import { bytesOf, comparePieces, type KeyedFiles, type PieceChange } from './pieces/compare.ts';
import { keysOf } from './pieces/match.ts';
import { packPieces, unpackPieces } from './pieces/piece.ts';
import { Turns } from './pieces/turns.ts';
import type { EntityReading } from './read.ts';
import type { LineReading } from './reading.ts';

/** Share of the rows in new pieces from which on it is cheaper to read all of them. */
const MOST_NEW = 0.9;

/** What came of following: no row came or left, or the table was made of those that did. */
export type Followed =
  | { readonly method: 'unchanged'; readonly pieces?: undefined }
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
  const { context, source, entity, wanted } = reading;
  const key = known.lines.columns.find(({ attribute }) => attribute === entity.primaryKey);
  const folder = join(context.workFolder, entity.name);
  const files = await findSourceKind(source.kind).lines?.(wanted, { ...context, workFolder: folder });
  if (!key || !files || canonicalJson(files.format) !== canonicalJson(known.lines.format)) return undefined;
  const keyIndex = findKeyIndex(files.format.columns, entity);
  if (keyIndex === undefined) return undefined;
  const change = await turns.take(() => compare(reading, { files, keyIndex }, known));
  if (!change || change.rows === 0) return undefined;
  if (change.cameCount + change.leftCount === 0 && !change.head) return { method: 'unchanged' };
  await mkdir(folder, { recursive: true });
  return followPieces({ reading, known, change, files, key, folder });
}

/** The engine works on the rows of one source while the files of the next are compared. */
const turns = new Turns();

/** What is held for the comparison alone is free again when the next one begins. */
async function compare({ entityName, run, memory }: EntityReading, keyed: KeyedFiles, known: KnownLines) {
  const started = run.clock.monotonicSeconds();
  const pieces = unpackPieces(known.pieces);
  const request = {
    ...keyed,
    known: { size: known.lines.pieceSize, pieces },
    mostNew: MOST_NEW,
    headRows: SAMPLE_ROWS,
  };
  const change = await memory.hold(({ take }) => comparePieces({ ...request, take }), heldBytes);
  const seconds = run.clock.monotonicSeconds() - started;
  run.onStage?.({ name: `ingest:compare:${entityName}`, seconds, rows: change?.cameCount });
  return change;
}

/** Memory of a comparison's result: its lines, and notes of all pieces, twice when they are packed. */
const heldBytes = (change: PieceChange | undefined) =>
  change ? bytesOf(change.list.pieces) + change.came.length + change.leftKeys.length + (change.head?.length ?? 0) : 0;

interface FollowRequest {
  readonly reading: EntityReading;
  readonly files: LineFiles;
  readonly known: KnownLines;
  /** Column of the primary key. */
  readonly key: PlannedColumn;
  readonly change: PieceChange;
  /** For files that the engine reads. */
  readonly folder: string;
}

async function followPieces(request: FollowRequest): Promise<Followed | undefined> {
  const { reading, known, change, files } = request;
  const { session, entity, entityName, run } = reading;
  const rows = { session, entity, entityName, rawTable: `raw_${entityName}`, planned: known.lines.columns, run };
  try {
    const paths = [await write(request, 'came', change.came)];
    const format = { ...files.format, hasHeader: false };
    const { rejectedRows } = await session.loadFiles({ table: rows.rawTable, paths, format });
    if (rejectedRows > 0) return undefined;
    const left = await leftKeys(request);
    if (!(await haveKeys(request, rows, left))) return undefined;
    const evidence = await followPlan(request, rows);
    if (!evidence || !(await doRowsFit(rows))) return undefined;
    const previous = await session.columns(previousTableOf(entityName));
    const gone = sql`select ${id('key')} as ${id(entity.primaryKey ?? '')} from (${left})`;
    const load = entity.load === 'incremental' ? rows : wholeLoad(rows, gone);
    const { attributes, rowCount } = await makeTable({ ...load, previous, hasVersions: false, areChanged: true });
    const noted = { attributes, rowCount, lines: { ...known.lines, evidence }, pieces: packPieces(change.list.pieces) };
    return { method: 'changedRows', ...noted };
  } catch (error) {
    if (isUnreadable(error)) return undefined;
    throw error;
  } finally {
    await dropRaw(rows);
  }
}

async function write({ folder }: FollowRequest, name: string, content: Buffer): Promise<string> {
  const path = join(folder, `${name}-lines.csv`);
  await writeFile(path, content);
  return path;
}

const keyFilesOf = ({ reading: { session }, key, files: { format } }: FollowRequest) => ({ session, key, format });

/** Query of the keys of records that left with nothing in their place. */
async function leftKeys(request: FollowRequest): Promise<Sql> {
  const { change, key, reading } = request;
  if (change.leftKeys.length === 0) return noKeys(reading.session, key.type);
  return keysIn(await write(request, 'left', change.leftKeys), keyFilesOf(request));
}

/** Whether every record has a key, and no other record the same. */
async function haveKeys(request: FollowRequest, { entity, entityName, rawTable }: RowsRequest, left: Sql) {
  const { change } = request;
  const files = keyFilesOf(request);
  const [count, replacing] = [change.cameCount, change.replacedCount];
  const keys = await checkKeys({ ...files, entityName, rawTable, count, replacing, left });
  // Where loading is incremental, rows of older files stay, and those with the mark of deleted ones are not published.
  const isTold = entity.load !== 'incremental' || (keys.published === 0 && entity.deleted === undefined);
  if (!keys.areDistinct || count === replacing || isTold) return keys.areDistinct && keys.published === 0;
  return areDistinct(await write(request, 'all', keysOf(change.list.pieces)), files);
}

/** What types and formats follow from, with the rows that came and left; undefined where they may be others. */
async function followPlan(request: FollowRequest, rows: RowsRequest) {
  const { known, files, change } = request;
  const { session, entityName, rawTable, planned } = rows;
  const { evidence } = known.lines;
  const head = change.head && [await write(request, 'head', change.head)];
  const sample = head && session.readFile(head, { ...files.format, hasHeader: false });
  const gone = change.leftCount + change.replacedCount;
  return followEvidence({ session, entityName, rawTable, columns: planned, evidence, gone, sample });
}
