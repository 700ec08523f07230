import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { ErrorRecord } from '../base/errors.ts';
import type { MemoryBudget } from '../base/memory-budget.ts';
import type { Attribute } from '../model/attribute.ts';
import type { DataSource, SourceEntity } from '../model/data-source.ts';
import { previousTableOf } from '../model/tables.ts';
import type { Column } from '../sql/column.ts';
import { type EngineSession, rejectsTableOf } from '../sql/engine.ts';
import { id, type Sql, sql } from '../sql/sql.ts';
import type { StageRun } from '../sql/stage.ts';
import { sourceError } from './catalogue.ts';
import { findSourceKind } from './index.ts';
import type { EntityRequest, LineFiles, SourceContext, Watermark } from './kind.ts';
import { planColumns } from './landing/column-plan.ts';
import { checkCorrupt } from './landing/corrupt.ts';
import { findDrift } from './landing/drift.ts';
import { areKeysRepeated, dropRaw, makeTable, setApart, wholeLoad } from './landing/entity-tables.ts';
import { findKeyIndex } from './landing/keys.ts';
import type { PlannedColumn } from './landing/planned-column.ts';
import { cutFiles, type PieceList, rowsOf } from './pieces/compare.ts';
import { packPieces } from './pieces/piece.ts';
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
  /** Primary key of the published rows; undefined where there are none, or none that tells them apart. */
  readonly publishedKey: string | undefined;
  /** Whether the same files can be read twice, with no change in between that would not show. */
  readonly isSettled: boolean;
  /** For what is kept of the rows. */
  readonly memory: MemoryBudget;
  readonly run: StageRun;
}

/** What an entity was read as. */
export interface WholeReading {
  readonly attributes: readonly Attribute[];
  readonly rowCount: number;
  readonly quarantineRowCount: number;
  readonly modifiedAt: string | undefined;
  readonly lines: LineReading | undefined;
  /** Pieces that the lines lie in, packed. */
  readonly pieces: Buffer | undefined;
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
  const cutting = reading.isSettled && raw.lines ? cutAside(raw.lines, reading) : undefined;
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
  const isReplacement = !isIncremental && canReplace(reading, previous, plan.columns);
  const made = await makeTable({
    ...(isReplacement ? wholeLoad(request, publishedKeys(reading)) : request),
    ...{ previous: isIncremental || isReplacement ? previous : undefined, hasVersions },
  });
  const areRows = quarantineRowCount === 0 && plan.warnings.length === 0 && !isRepeated && rows > 0;
  const list = areRows ? await cutting : undefined;
  await dropRaw(request);
  const { attributes, rowCount, columns } = made;
  return {
    ...{ attributes, rowCount, quarantineRowCount, modifiedAt: raw.sourceModifiedAt },
    ...(list && raw.lines && rowsOf(list.pieces) === rows
      ? noteLines(raw.lines, plan, list)
      : { lines: undefined, pieces: undefined }),
    lasting: [...(raw.warnings ?? []), ...plan.warnings, ...corrupt, ...warningsOf(entityName, made)],
    drift: findDrift(entityName, isIncremental ? undefined : previous, columns),
  };
}

/**
 * Whether all rows can be held against the published ones by their keys, so that only those that differ are written and
 * what follows looks at no others.
 */
function canReplace(
  { entity, isFullLoad, publishedKey }: EntityReading,
  previous: readonly Column[] | undefined,
  planned: readonly PlannedColumn[],
): boolean {
  if (isFullLoad || entity.primaryKey === undefined || publishedKey !== entity.primaryKey) return false;
  return (
    entity.load !== 'incremental' &&
    previous?.length === planned.length &&
    planned.every(({ attribute, type }, index) => isDeepStrictEqual(previous[index], { name: attribute, type }))
  );
}

function publishedKeys({ entity, entityName }: EntityReading): Sql {
  return sql`select ${id(entity.primaryKey ?? '')} from ${id(previousTableOf(entityName))}`;
}

/** Warnings about a table itself. */
export function warningsOf(entity: string, { rowCount }: { readonly rowCount: number }): ErrorRecord[] {
  return rowCount === 0 ? [sourceError('FLX_SOURCE_EMPTY', { entity }).toJSON()] : [];
}

type ColumnPlan = Awaited<ReturnType<typeof planColumns>>;

function noteLines({ format }: LineFiles, { columns, evidence }: ColumnPlan, { size, pieces }: PieceList) {
  return { lines: { format, columns, evidence, pieceSize: size }, pieces: packPieces(pieces) };
}

/** Cuts files while the engine works; files that cannot be read a second time are not followed. */
async function cutAside(files: LineFiles, { entity, memory }: EntityReading): Promise<PieceList | undefined> {
  const keyIndex = findKeyIndex(files.format.columns, entity);
  return keyIndex === undefined ? undefined : cutFiles({ files, keyIndex }, memory.take).catch(() => undefined);
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
