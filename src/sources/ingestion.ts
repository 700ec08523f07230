import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErrorRecord } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import type { Attribute } from '../model/attribute.ts';
import { type DataSource, entityNameOf, type SourceEntity } from '../model/data-source.ts';
import { previousTableOf } from '../model/tables.ts';
import { validate } from '../model/validate.ts';
import type { Column } from '../sql/column.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, sql } from '../sql/sql.ts';
import type { StageRun } from '../sql/stage.ts';
import { sourceError } from './catalogue.ts';
import { findSourceKind } from './index.ts';
import type { EntityRequest, SourceContext, Watermark } from './kind.ts';
import { findDrift } from './landing/drift.ts';
import { makeTables } from './landing/entity-tables.ts';
import { checkQuality } from './quality.ts';
import { areSameFiles, isSameReading, type Reading, startReading } from './reading.ts';
import { resolveReferences } from './reference.ts';

/** An entity that was loaded: its table, its columns and its rows. */
export interface LoadedEntity {
  readonly entityName: string;
  readonly attributes: readonly Attribute[];
  readonly primaryKey: string | undefined;
  readonly rowCount: number;
  /** Rows set apart. */
  readonly quarantineRowCount: number;
  /** Whether the published rows stay because nothing they come from changed, or all were read. */
  readonly method: 'unchanged' | 'whole';
  /** For the next load; undefined where it cannot help. */
  readonly reading: Reading | undefined;
}

/** An entity as the last refresh published it. */
export interface PublishedRows {
  readonly attributes: readonly Attribute[];
  readonly rowCount: number;
  readonly reading: Reading | undefined;
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
  /** Read everything, also what is loaded incrementally or did not change. */
  readonly isFullLoad: boolean;
  readonly run: StageRun;
  readonly published?: (entityName: string) => PublishedRows | undefined;
  /** Makes the published rows of an entity readable under its own name. */
  readonly keep?: (entityName: string) => Promise<void>;
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
    const loaded: Loaded[] = [];
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

/** An entity that was loaded, with what is told of it. */
interface Loaded extends LoadedEntity {
  readonly modifiedAt: string | undefined;
  readonly warnings: readonly ErrorRecord[];
}

interface EntityLoad {
  readonly entity: SourceEntity;
  readonly options: JsonObject;
  readonly entityOptions: JsonObject;
}

async function loadEntity(request: IngestionRequest, load: EntityLoad): Promise<Loaded> {
  const { source, isFullLoad, run } = request;
  const { entity, options, entityOptions } = load;
  const entityName = entityNameOf(source.name, entity.name);
  const kind = findSourceKind(source.kind);
  const wanted = { entity: entity.name, options, entityOptions };
  const files = await kind.locate?.(wanted, request.context);
  const start = files && startReading({ source, ...load }, files, run.clock.now());
  const published = isFullLoad ? undefined : request.published?.(entityName);
  if (start && published?.reading && isSameReading(published.reading, start))
    return keepEntity(request, { entity, entityName, ...published, reading: published.reading });
  const { lasting, warnings, ...loaded } = await readEntity(request, { entity, entityName, wanted });
  const after = await kind.locate?.(wanted, request.context).catch(() => undefined);
  const isStill = start && after && areSameFiles(start.files, after);
  const { modifiedAt: sourceModifiedAt, quarantineRowCount } = loaded;
  const reading = isStill ? { ...start, sourceModifiedAt, quarantineRowCount, warnings: lasting } : undefined;
  return { ...loaded, method: 'whole', reading, warnings: [...lasting, ...warnings] };
}

interface KeptEntity extends PublishedRows {
  readonly entity: SourceEntity;
  readonly entityName: string;
  readonly reading: Reading;
}

/** Nothing that the rows come from changed: the published ones stay, and are held against the quality rules as they are now. */
async function keepEntity(request: IngestionRequest, kept: KeptEntity): Promise<Loaded> {
  const { session, run, keep } = request;
  const { entity, entityName, attributes, rowCount, reading } = kept;
  await keep?.(entityName);
  const now = run.clock.now().toISOString();
  const rows = { session, entity, entityName, attributes, rowCount, previousRowCount: rowCount, now };
  return {
    ...{ entityName, attributes, rowCount, reading, primaryKey: entity.primaryKey, method: 'unchanged' },
    quarantineRowCount: reading.quarantineRowCount,
    modifiedAt: reading.sourceModifiedAt,
    warnings: [...reading.warnings, ...(await checkQuality(rows))],
  };
}

interface EntityReading {
  readonly entity: SourceEntity;
  readonly entityName: string;
  readonly wanted: EntityRequest;
}

async function readEntity(request: IngestionRequest, { entity, entityName, wanted }: EntityReading) {
  const { source, session, context, run } = request;
  const previous = await session.columns(previousTableOf(entityName));
  const isIncremental = await checkIncremental(request, entity, previous);
  const rawTable = `raw_${entityName}`;
  const since = isIncremental ? await readWatermark(session, entity, entityName) : undefined;
  const started = run.clock.monotonicSeconds();
  const raw = await findSourceKind(source.kind).land(
    { ...wanted, since },
    { session, table: rawTable },
    { ...context, workFolder: join(context.workFolder, entity.name) },
  );
  run.onStage?.({
    name: `ingest:read:${entityName}`,
    seconds: run.clock.monotonicSeconds() - started,
    rows: await session.rowCount(rawTable),
  });
  if (raw.columns.length === 0 && !isIncremental) throw sourceError('FLX_SOURCE_NO_COLUMNS', { entity: entityName });
  const { columns, warnings, ...made } = await makeTables({
    ...{ session, source, entity, entityName, rawTable, raw, run },
    previous: isIncremental ? previous : undefined,
  });
  const quality = await checkQuality({
    ...{ session, entity, entityName, attributes: made.attributes, rowCount: made.rowCount },
    previousRowCount: previous && (await session.rowCount(previousTableOf(entityName))),
    now: run.clock.now().toISOString(),
  });
  return {
    ...{ entityName, primaryKey: entity.primaryKey, ...made, modifiedAt: raw.sourceModifiedAt },
    lasting: [...(raw.warnings ?? []), ...warnings],
    warnings: [...findDrift(entityName, isIncremental ? undefined : previous, columns), ...quality],
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
