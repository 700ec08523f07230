import { join } from 'node:path';
import type { ErrorRecord } from '../base/errors.ts';
import type { Attribute } from '../model/attribute.ts';
import type { DataSource, SourceEntity } from '../model/data-source.ts';
import { lineTableOf, previousTableOf } from '../model/tables.ts';
import type { Column } from '../sql/column.ts';
import { type EngineSession, rejectsTableOf } from '../sql/engine.ts';
import { id, sql } from '../sql/sql.ts';
import { createOutputStage, runStages, type StageRun } from '../sql/stage.ts';
import { sourceError } from './catalogue.ts';
import { findSourceKind } from './index.ts';
import type { EntityRequest, LineFiles, SourceContext, Watermark } from './kind.ts';
import { planColumns } from './landing/column-plan.ts';
import { checkCorrupt } from './landing/corrupt.ts';
import { findDrift } from './landing/drift.ts';
import { areKeysRepeated, dropRaw, makeTable, type RowsRequest, setApart } from './landing/entity-tables.ts';
import { dropLines, matchLines } from './landing/lines.ts';
import type { LineReading } from './reading.ts';

/** An entity to be read from its source. */
export interface EntityReading {
  readonly source: DataSource;
  readonly entity: SourceEntity;
  readonly entityName: string;
  readonly wanted: EntityRequest;
  readonly session: EngineSession;
  readonly context: SourceContext;
  readonly isFullLoad: boolean;
  /** Whether the same files can be read twice, with no change in between that would not show. */
  readonly isSettled: boolean;
  readonly run: StageRun;
}

/** What an entity was read as. */
export interface WholeReading {
  readonly attributes: readonly Attribute[];
  readonly rowCount: number;
  readonly quarantineRowCount: number;
  readonly modifiedAt: string | undefined;
  readonly lines: LineReading | undefined;
  /** Warnings that the same rows would give again. */
  readonly lasting: readonly ErrorRecord[];
  /** Warnings of columns that are others than those of the published table. */
  readonly drift: readonly ErrorRecord[];
}

/** Reads all rows that the source gives. */
export async function readEntity(reading: EntityReading): Promise<WholeReading> {
  const { source, session, context, run, entity, entityName, wanted } = reading;
  const previous = await session.columns(previousTableOf(entityName));
  const isIncremental = await checkIncremental(reading, previous);
  const rawTable = `raw_${entityName}`;
  const since = isIncremental ? await readWatermark(session, entity, entityName) : undefined;
  const started = run.clock.monotonicSeconds();
  const place = { ...context, workFolder: join(context.workFolder, entity.name) };
  const raw = await findSourceKind(source.kind).land({ ...wanted, since }, { session, table: rawTable }, place);
  const rows = await session.rowCount(rawTable);
  run.onStage?.({ name: `ingest:read:${entityName}`, seconds: run.clock.monotonicSeconds() - started, rows });
  if (raw.columns.length === 0 && !isIncremental) throw sourceError('FLX_SOURCE_NO_COLUMNS', { entity: entityName });
  const plan = await planColumns({ session, rawTable, rawColumns: raw.columns, entity, entityName });
  const request = { session, entity, entityName, rawTable, planned: plan.columns, run };
  const quarantineRowCount = await setApart(request);
  const total = rows + (await session.rowCount(rejectsTableOf(rawTable)));
  const corrupt = await checkCorrupt(session, { source, entityName, total, corrupt: quarantineRowCount });
  const isRepeated = entity.load === 'incremental' && (await areKeysRepeated(request));
  const hasVersions = isRepeated || (entity.load === 'incremental' && entity.deleted !== undefined);
  const made = await makeTable({ ...request, previous: isIncremental ? previous : undefined, hasVersions });
  const areRows = quarantineRowCount === 0 && plan.warnings.length === 0 && !isRepeated && rows > 0;
  const hasLines = areRows && reading.isSettled && (await keepLines(request, raw.lines));
  await dropRaw(request);
  const { attributes, rowCount, columns } = made;
  return {
    ...{ attributes, rowCount, quarantineRowCount, modifiedAt: raw.sourceModifiedAt },
    lines: hasLines && raw.lines ? noteLines(raw.lines, plan) : undefined,
    lasting: [...(raw.warnings ?? []), ...plan.warnings, ...corrupt, ...warningsOf(entityName, made)],
    drift: findDrift(entityName, isIncremental ? undefined : previous, columns),
  };
}

/** Warnings about a table itself. */
export function warningsOf(entity: string, { rowCount }: { readonly rowCount: number }): ErrorRecord[] {
  return rowCount === 0 ? [sourceError('FLX_SOURCE_EMPTY', { entity }).toJSON()] : [];
}

const noteLines = (
  { format }: LineFiles,
  { columns, evidence }: Awaited<ReturnType<typeof planColumns>>,
): LineReading => ({
  format,
  columns,
  evidence,
});

/** Keeps the lines of the files with the keys of their rows; false where lines are no rows. */
async function keepLines(request: RowsRequest, files: LineFiles | undefined): Promise<boolean> {
  const { session, entity, entityName, rawTable, planned, run } = request;
  const key = planned.find(({ attribute }) => attribute === entity.primaryKey);
  const query = files && key && (await matchLines({ session, entityName, files, rawTable, key }));
  if (!query) return false;
  const table = lineTableOf(entityName);
  const summary = `Lines that ${entityName} was read from, as hashes, so that the next load knows them again.`;
  await runStages(session, [createOutputStage({ name: `ingest:lines:${entityName}`, summary, table, query })], run);
  await dropLines(session, entityName);
  return true;
}

async function checkIncremental(
  { isFullLoad, entity }: EntityReading,
  previous: readonly Column[] | undefined,
): Promise<boolean> {
  if (entity.load !== 'incremental') return false;
  if (entity.primaryKey === undefined) throw sourceError('FLX_SOURCE_INCREMENTAL_KEY', { entity: entity.name });
  return !isFullLoad && previous !== undefined;
}

async function readWatermark(session: EngineSession, entity: SourceEntity, entityName: string): Promise<Watermark> {
  if (entity.lastUpdated === undefined) return {};
  const value = await session.value(sql`select max(${id(entity.lastUpdated)}) from ${id(previousTableOf(entityName))}`);
  const column =
    (entity.attributes ?? []).find((attribute) => attribute.name === entity.lastUpdated)?.column ?? entity.lastUpdated;
  return value === null ? {} : { column, value: String(value) };
}
