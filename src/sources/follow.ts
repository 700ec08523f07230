import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson } from '../base/json.ts';
import { lineTableOf, previousTableOf } from '../model/tables.ts';
import { id, sql } from '../sql/sql.ts';
import { runStages } from '../sql/stage.ts';
import { findSourceKind } from './index.ts';
import type { LineFiles } from './kind.ts';
import { followEvidence } from './landing/column-evidence.ts';
import { SAMPLE_ROWS } from './landing/detect.ts';
import { areKeysRepeated, dropRaw, makeTable, type RowsRequest, setApart } from './landing/entity-tables.ts';
import { compareLines, dropLines, goneTableOf, type LineChange, matchLines, writeNewLines } from './landing/lines.ts';
import { typedValue } from './landing/typed-rows.ts';
import type { EntityReading } from './read.ts';
import type { LineReading } from './reading.ts';

/** Share of the lines from which on it is cheaper to read all of them as rows. */
const MOST_NEW = 0.2;
/** Lines that cost next to nothing, whatever their share. */
const FEW = 1000;

/** What came of following: no line came or left, or the table was made of those that did. */
export type Followed =
  | { readonly method: 'unchanged' }
  | {
      readonly method: 'changedRows';
      readonly attributes: Awaited<ReturnType<typeof makeTable>>['attributes'];
      readonly rowCount: number;
      readonly lines: LineReading;
    };

/**
 * Reads only the lines of an entity's files that are new, and takes away the rows of those that left.
 * @param known how the files were read last, by the same definition
 * @returns undefined where the table could differ from one of all rows read anew, so that they must be
 */
export async function followEntity(reading: EntityReading, known: LineReading): Promise<Followed | undefined> {
  const { session, context, source, entity, entityName, wanted, run } = reading;
  if ((await session.columns(previousTableOf(lineTableOf(entityName)))) === undefined) return undefined;
  const workFolder = join(context.workFolder, entity.name);
  const files = await findSourceKind(source.kind).lines?.(wanted, { ...context, workFolder });
  if (!files || canonicalJson(files.format) !== canonicalJson(known.format)) return undefined;
  try {
    const change = await compare(reading, files);
    if (!change || change.total === 0) return undefined;
    if (change.came + change.gone === 0) return { method: 'unchanged' };
    if (change.came > Math.max(change.total * MOST_NEW, FEW)) return undefined;
    const rawTable = `raw_${entityName}`;
    const rows = { session, entity, entityName, rawTable, planned: known.columns, run };
    await mkdir(workFolder, { recursive: true });
    return await followLines({ rows, known, change, files, newLines: join(workFolder, 'new-lines.csv') });
  } finally {
    await dropLines(session, entityName);
  }
}

async function compare({ session, entityName, run }: EntityReading, files: LineFiles): Promise<LineChange | undefined> {
  let change: LineChange | undefined;
  const work = async () => {
    change = await compareLines(session, entityName, files);
  };
  const summary = `Lines that ${entityName} is read from, held against those of the last load.`;
  await runStages(session, [{ name: `ingest:compare:${entityName}`, summary, run: work }], run);
  return change;
}

interface LineRequest {
  readonly rows: RowsRequest;
  readonly known: LineReading;
  readonly change: LineChange;
  readonly files: LineFiles;
  /** Path of a file for the lines that came. */
  readonly newLines: string;
}

async function followLines(request: LineRequest): Promise<Followed | undefined> {
  const { rows, known, change, files, newLines } = request;
  const { session, entity, entityName, rawTable, run } = rows;
  const came: LineFiles = { ...files, paths: [newLines], format: { ...files.format, hasHeader: false } };
  await writeNewLines(session, entityName, newLines);
  const { rejectedRows } = await session.loadFiles({ table: rawTable, paths: came.paths, format: came.format });
  try {
    if (rejectedRows > 0 || (await session.rowCount(rawTable)) !== change.came) return undefined;
    const evidence = await followPlan(request);
    if (!evidence || (await setApart(rows)) > 0 || (await standsTwice(rows))) return undefined;
    const key = keyOf(rows);
    const lines = key && (await matchLines({ session, entityName, files: came, rawTable, key }));
    if (!lines) return undefined;
    const made = await makeTable({
      ...(entity.load === 'incremental' ? rows : wholeLoad(rows)),
      ...(await publishedOf(rows)),
    });
    const table = lineTableOf(entityName);
    const gone = sql`select ${id('hash')} from ${id(goneTableOf(entityName))}`;
    const next = { previous: previousTableOf(table), keys: ['hash'], gone, rows: lines };
    const summary = `Lines that ${entityName} was read from, as hashes.`;
    const stage = { name: `ingest:lines:${entityName}`, summary, table };
    await runStages(session, [{ ...stage, run: (on) => on.createChangedTable(table, next) }], run);
    const { attributes, rowCount } = made;
    return { method: 'changedRows', attributes, rowCount, lines: { ...known, evidence } };
  } finally {
    await dropRaw(rows);
  }
}

const keyOf = ({ planned, entity }: RowsRequest) => planned.find(({ attribute }) => attribute === entity.primaryKey);

const publishedOf = async ({ session, entityName }: RowsRequest) => ({
  previous: await session.columns(previousTableOf(entityName)),
  hasVersions: false,
});

/** A load of everything knows neither older rows nor marks of deleted ones: what is in the files counts. */
function wholeLoad(rows: RowsRequest) {
  const { lastUpdated: _updated, deleted: _deleted, ...entity } = rows.entity;
  const gone = sql`select ${id('key')} as ${id(entity.primaryKey ?? '')} from ${id(goneTableOf(rows.entityName))}`;
  return { ...rows, entity, gone };
}

/** What types and formats follow from, with the rows that came and left; undefined where they may be others. */
async function followPlan({ rows, known, change, files }: LineRequest) {
  const { session, entityName, rawTable, planned } = rows;
  const head = `head_${entityName}`;
  const all = session.readFile(files.paths, files.format);
  await session.createNumberedTable(head, sql`select * from ${all} limit ${SAMPLE_ROWS}`);
  const { evidence } = known;
  const { gone } = change;
  const sample = id(head);
  const followed = await followEvidence({ session, entityName, rawTable, columns: planned, evidence, gone, sample });
  await session.drop(head);
  return followed;
}

/** Whether a key stands in two of the lines that came, or in one of them and one that was there. */
async function standsTwice(rows: RowsRequest): Promise<boolean> {
  const { session, entityName, rawTable } = rows;
  const key = keyOf(rows);
  if (!key || (await areKeysRepeated(rows))) return true;
  const known = id(previousTableOf(lineTableOf(entityName)));
  const twice = sql`select count(*) from ${id(rawTable)} join ${known} as known on known.${id('key')} = ${typedValue(key, session.dialect)}
    where known.${id('hash')} not in (select ${id('hash')} from ${id(goneTableOf(entityName))})`;
  return Number(await session.value(twice)) > 0;
}
