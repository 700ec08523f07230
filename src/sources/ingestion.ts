import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErrorRecord } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import type { Attribute } from '../model/attribute.ts';
import { type DataSource, entityNameOf, type SourceEntity } from '../model/data-source.ts';
import { corruptTableOf, previousTableOf } from '../model/tables.ts';
import { validate } from '../model/validate.ts';
import type { Column } from '../sql/column.ts';
import { type EngineSession, rejectsTableOf } from '../sql/engine.ts';
import { id, type Sql, sql } from '../sql/sql.ts';
import { createOutputStage, createTableStage, runStages, type Stage, type StageRun } from '../sql/stage.ts';
import { sourceError } from './catalogue.ts';
import { findSourceKind } from './index.ts';
import type { RawRows, SourceContext, Watermark } from './kind.ts';
import { planColumns } from './landing/column-plan.ts';
import { changedRows, changedTableOf, type UpsertRequest, upsertedChange, upsertedRows } from './landing/combine.ts';
import { checkCorrupt } from './landing/corrupt.ts';
import { findDrift } from './landing/drift.ts';
import { corruptRowsStages, faultsTableOf, freshTableOf, hasRepeatedKeys, typedRows } from './landing/typed-rows.ts';
import { checkQuality } from './quality.ts';
import { resolveReferences } from './reference.ts';

/** An entity that was loaded: its table, its columns and its rows. */
export interface LoadedEntity {
  readonly entityName: string;
  readonly attributes: readonly Attribute[];
  readonly primaryKey: string | undefined;
  readonly rowCount: number;
  /** Rows set apart. */
  readonly quarantineRowCount: number;
}

export interface IngestionResult {
  readonly entities: readonly LoadedEntity[];
  readonly sourceModifiedAt: string | undefined;
  readonly warnings: readonly ErrorRecord[];
}

export interface IngestionRequest {
  readonly source: DataSource;
  readonly session: EngineSession;
  readonly context: SourceContext;
  /** Read everything, also what is loaded incrementally. */
  readonly isFullLoad: boolean;
  readonly run: StageRun;
}

/**
 * Loads all entities of a data source into tables `<source>_<entity>`, with `_corrupt` tables beside them. In the session,
 * `previous_<source>_<entity>` is what was published, if it was.
 * @throws errors of the layer; a TransientError is worth another try.
 */
export async function ingest(request: IngestionRequest): Promise<IngestionResult> {
  const { source, context } = request;
  const kind = findSourceKind(source.kind);
  const place = { object: `data source '${source.name}'` };
  const options = validate(kind.options, await resolveReferences(source.options as JsonObject, context), {
    ...place,
    pointer: '/options',
  }) as JsonObject;
  await mkdir(context.workFolder, { recursive: true });
  try {
    const loaded: (LoadedEntity & { modifiedAt: string | undefined; warnings: readonly ErrorRecord[] })[] = [];
    for (const [index, entity] of source.entities.entries()) {
      const given = await resolveReferences((entity.options ?? {}) as JsonObject, context);
      const entityOptions = validate(kind.entityOptions, given, {
        ...place,
        pointer: `/entities/${index}/options`,
      }) as JsonObject;
      loaded.push(await loadEntity(request, { entity, options, entityOptions }));
    }
    const modified = loaded.flatMap(({ modifiedAt }) => modifiedAt ?? []).sort();
    return {
      entities: loaded,
      sourceModifiedAt: modified.at(-1),
      warnings: loaded.flatMap(({ warnings }) => warnings),
    };
  } finally {
    await rm(context.workFolder, { recursive: true, force: true });
  }
}

interface EntityLoad {
  readonly entity: SourceEntity;
  readonly options: JsonObject;
  readonly entityOptions: JsonObject;
}

async function loadEntity(request: IngestionRequest, load: EntityLoad) {
  const { source, session, context, run } = request;
  const { entity } = load;
  const entityName = entityNameOf(source.name, entity.name);
  const previous = await session.columns(previousTableOf(entityName));
  const isIncremental = await checkIncremental(request, entity, previous);
  const rawTable = `raw_${entityName}`;
  const since = isIncremental ? await readWatermark(session, entity, entityName) : undefined;
  const started = run.clock.monotonicSeconds();
  const raw = await findSourceKind(source.kind).land(
    { entity: entity.name, options: load.options, entityOptions: load.entityOptions, since },
    { session, table: rawTable },
    { ...context, workFolder: join(context.workFolder, entity.name) },
  );
  run.onStage?.({
    name: `ingest:read:${entityName}`,
    seconds: run.clock.monotonicSeconds() - started,
    rows: await session.rowCount(rawTable),
  });
  if (raw.columns.length === 0 && !isIncremental) throw sourceError('FLX_SOURCE_NO_COLUMNS', { entity: entityName });
  const made = await makeTables(request, {
    entity,
    entityName,
    rawTable,
    raw,
    previous: isIncremental ? previous : undefined,
  });
  const drift = findDrift(entityName, isIncremental ? undefined : previous, made.columns);
  const quality = await checkQuality({
    session,
    entity,
    entityName,
    attributes: made.loaded.attributes,
    rowCount: made.loaded.rowCount,
    previousRowCount: previous && (await session.rowCount(previousTableOf(entityName))),
    now: run.clock.now().toISOString(),
  });
  return {
    ...made.loaded,
    modifiedAt: raw.sourceModifiedAt,
    warnings: [...(raw.warnings ?? []), ...made.warnings, ...drift, ...quality],
  };
}

async function checkIncremental(
  { isFullLoad }: IngestionRequest,
  entity: SourceEntity,
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

interface TableRequest {
  readonly entity: SourceEntity;
  readonly entityName: string;
  readonly rawTable: string;
  readonly raw: RawRows;
  readonly previous: readonly Column[] | undefined;
}

async function makeTables(request: IngestionRequest, { entity, entityName, rawTable, raw, previous }: TableRequest) {
  const { session, source, run } = request;
  const { dialect } = session;
  const { columns: planned, warnings } = await planColumns({
    session,
    rawTable,
    rawColumns: raw.columns,
    entity,
    entityName,
  });
  const isIncremental = entity.load === 'incremental';
  const { primaryKey } = entity;
  const rows = { entityName, rawTable, columns: planned, primaryKey, allowsRepeatedKeys: isIncremental, dialect };
  await runStages(session, corruptRowsStages(rows), run);
  const quarantineRowCount = Number(
    await session.value(
      sql`select count(distinct (${id('file')}, ${id('rowNumber')}, ${id('field')} = 'line')) from ${id(corruptTableOf(entityName))}`,
    ),
  );
  const total = (await session.rowCount(rawTable)) + (await session.rowCount(rejectsTableOf(rawTable)));
  const corruptWarnings = await checkCorrupt(session, { source, entityName, total, corrupt: quarantineRowCount });
  const fresh = planned.map((column): Column => ({ name: column.attribute, type: column.type }));
  const columns = previous ? mergeColumns(previous, fresh) : fresh;
  const isUpsert =
    previous !== undefined ||
    (isIncremental && (entity.deleted !== undefined || (await hasRepeatedKeys(session, rows))));
  if (isUpsert) {
    await runStages(session, [freshStage(entityName, typedRows(rows, true))], run);
    await fillMissing(session, { entityName, columns, fresh });
  }
  const upsert = { entityName, entity, columns, previous: previous ?? [], dialect };
  const hasSameColumns = previous !== undefined && columns.length === previous.length;
  const stage = hasSameColumns
    ? changeStage(upsert)
    : entityStage(entityName, isUpsert ? upsertedRows(upsert) : typedRows(rows));
  await runStages(session, [stage], run);
  for (const tableOf of [freshTableOf, faultsTableOf, changedTableOf]) await session.drop(tableOf(entityName));
  await session.drop(rawTable);
  const rowCount = await session.rowCount(entityName);
  const empty = rowCount === 0 ? [sourceError('FLX_SOURCE_EMPTY', { entity: entityName }).toJSON()] : [];
  const semanticTypes = new Map(planned.map((column) => [column.attribute, column.semanticType]));
  const attributes = columns.map(({ name, type }): Attribute => {
    const semanticType = semanticTypes.get(name);
    return semanticType === undefined ? { name, type } : { name, type, semanticType };
  });
  return {
    columns,
    warnings: [...warnings, ...corruptWarnings, ...empty],
    loaded: { entityName, attributes, primaryKey: entity.primaryKey, rowCount, quarantineRowCount },
  };
}

function freshStage(entityName: string, query: Sql): Stage {
  const summary = `Rows of ${entityName} with typed values.`;
  return createTableStage({ name: `ingest:type:${entityName}`, summary, table: freshTableOf(entityName), query });
}

function entityStage(entityName: string, query: Sql): Stage {
  const summary = `All rows of ${entityName}: typed, and of each key the newest.`;
  return createOutputStage({ name: `ingest:entity:${entityName}`, summary, table: entityName, query });
}

/** An increment to rows with the same columns: only what changed is written. */
function changeStage(request: UpsertRequest): Stage {
  const { entityName } = request;
  return {
    name: `ingest:entity:${entityName}`,
    summary: `All rows of ${entityName}: those published, but for the keys that are new or other rows now.`,
    table: entityName,
    statements: [sql`create or replace table ${id(changedTableOf(entityName))} as ${changedRows(request)}`],
    run: (session) => session.createChangedTable(entityName, upsertedChange(request)),
  };
}

/** An increment keeps the types that are published, and adds columns that are new. */
function mergeColumns(previous: readonly Column[], fresh: readonly Column[]): Column[] {
  return [...previous, ...fresh.filter((column) => !previous.some((known) => known.name === column.name))];
}

/** Gives the fresh rows every column of the entity, in its type. */
async function fillMissing(
  session: EngineSession,
  { entityName, columns, fresh }: { entityName: string; columns: readonly Column[]; fresh: readonly Column[] },
): Promise<void> {
  const table = id(freshTableOf(entityName));
  for (const column of columns) {
    const own = fresh.find((candidate) => candidate.name === column.name);
    const type = session.dialect.typeName(column.type);
    if (!own) await session.run(sql`alter table ${table} add column ${id(column.name)} ${type}`);
    else if (own.type !== column.type)
      await session.run(
        sql`alter table ${table} alter ${id(column.name)} type ${type} using ${session.dialect.tryCast(id(column.name), column.type)}`,
      );
  }
}
