import { mkdir, rm } from 'node:fs/promises';
import type { ErrorRecord } from '../base/errors.ts';
import type { JsonObject } from '../base/json.ts';
import type { Attribute } from '../model/attribute.ts';
import { type DataSource, entityNameOf, type SourceEntity } from '../model/data-source.ts';
import { previousTableOf } from '../model/tables.ts';
import { validate } from '../model/validate.ts';
import type { EngineSession } from '../sql/engine.ts';
import type { StageRun } from '../sql/stage.ts';
import { type DataFile, newestChange } from './files/locate.ts';
import { followEntity } from './follow.ts';
import { findSourceKind } from './index.ts';
import type { SourceContext } from './kind.ts';
import { checkQuality } from './quality.ts';
import { type EntityReading, readEntity, type WholeReading, warningsOf } from './read.ts';
import { areSameFiles, isSameReading, type Reading, type ReadingStart, startReading } from './reading.ts';
import { resolveReferences } from './reference.ts';

/** An entity that was loaded: its table, its columns and its rows. */
export interface LoadedEntity {
  readonly entityName: string;
  readonly attributes: readonly Attribute[];
  readonly primaryKey: string | undefined;
  readonly rowCount: number;
  /** Rows set apart. */
  readonly quarantineRowCount: number;
  /** Whether the published rows stay because nothing they come from changed, only the lines that changed were read, or all. */
  readonly method: 'unchanged' | 'changedRows' | 'whole';
  /** For the next load; undefined where it cannot help. */
  readonly reading: Reading | undefined;
  /** Bytes to keep with the reading: the pieces of the files. Undefined where those that are kept stay. */
  readonly pieces: Buffer | undefined;
}

/** An entity as the last refresh published it. */
export interface PublishedRows {
  readonly attributes: readonly Attribute[];
  readonly primaryKey: string | undefined;
  readonly rowCount: number;
  readonly reading: Reading | undefined;
  /** The bytes that were kept with the reading. */
  readonly pieces: () => Promise<Buffer | undefined>;
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
  const options = validate(kind.options, await resolveReferences(source.options as JsonObject, context), {
    object: `data source '${source.name}'`,
    pointer: '/options',
  }) as JsonObject;
  await mkdir(context.workFolder, { recursive: true });
  try {
    const loaded = await request.session.processMemory.hold(
      (memory) => loadEntities({ ...request, memory }, options),
      (all) => all.reduce((total, entity) => total + piecesBytes(entity), 0),
    );
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

/** A load with its part of the memory for what is kept of rows. */
type SourceLoad = IngestionRequest & Pick<EntityReading, 'memory'>;

async function loadEntities(request: SourceLoad, options: JsonObject): Promise<Loaded[]> {
  const { source, context } = request;
  const loaded: Loaded[] = [];
  for (const [index, entity] of source.entities.entries()) {
    const given = await resolveReferences((entity.options ?? {}) as JsonObject, context);
    const entityOptions = validate(findSourceKind(source.kind).entityOptions, given, {
      object: `data source '${source.name}'`,
      pointer: `/entities/${index}/options`,
    }) as JsonObject;
    loaded.push(await loadEntity(request, { entity, options, entityOptions }));
  }
  return loaded;
}

/** An entity that was loaded, with what is told of it. */
interface Loaded extends LoadedEntity {
  readonly modifiedAt: string | undefined;
  readonly warnings: readonly ErrorRecord[];
}

/** Reads with memory of its own, of which only the pieces it results in are held until they are saved. */
function inMemory<Result extends WithPieces | undefined>(
  reading: EntityReading,
  read: (reading: EntityReading) => Promise<Result>,
): Promise<Result> {
  return reading.memory.hold((memory) => read({ ...reading, memory }), piecesBytes);
}

type WithPieces = { readonly pieces?: Buffer | undefined };
const piecesBytes = (read: WithPieces | undefined) => read?.pieces?.length ?? 0;

interface EntityLoad {
  readonly entity: SourceEntity;
  readonly options: JsonObject;
  readonly entityOptions: JsonObject;
}

async function loadEntity(request: SourceLoad, load: EntityLoad): Promise<Loaded> {
  const { source, isFullLoad, run, context } = request;
  const { entity, options, entityOptions } = load;
  const entityName = entityNameOf(source.name, entity.name);
  const wanted = { entity: entity.name, options, entityOptions };
  const locate = async () => findSourceKind(source.kind).locate?.(wanted, context);
  const files = await locate();
  const start = files && startReading({ source, ...load }, files, run.clock.now());
  const published = isFullLoad ? undefined : request.published?.(entityName);
  const isSettled = start?.isSettled ?? false;
  const reading = { ...request, entity, entityName, wanted, isSettled, publishedKey: published?.primaryKey };
  const isKnown = start && published?.reading?.definition === start.definition;
  const less = isKnown ? await readLess(reading, { published, start, files }) : undefined;
  const { lasting, drift, lines, ...read } = less ?? { ...(await inMemory(reading, readEntity)), method: 'whole' };
  const quality = await judge(reading, read);
  const after = await locate().catch(() => undefined);
  const isStill = start && after && areSameFiles(start.files, after);
  const { modifiedAt: sourceModifiedAt, quarantineRowCount } = read;
  return {
    ...{ ...read, entityName, primaryKey: entity.primaryKey },
    reading: isStill ? { ...start, sourceModifiedAt, quarantineRowCount, warnings: lasting, lines } : undefined,
    warnings: [...lasting, ...drift, ...quality],
  };
}

/** What an entity has been loaded as, whichever way. */
type Read = WholeReading & Pick<LoadedEntity, 'method'>;

interface KnownReading {
  readonly published: PublishedRows;
  readonly start: ReadingStart;
  readonly files: readonly DataFile[];
}

/** Loads what changed since the published rows were read by the same definition; undefined where all must be read. */
async function readLess(reading: EntityReading & IngestionRequest, known: KnownReading): Promise<Read | undefined> {
  const { published, start, files } = known;
  const { attributes, rowCount, reading: before } = published;
  if (!before) return undefined;
  const { quarantineRowCount, sourceModifiedAt, warnings, lines } = before;
  const kept = {
    ...{ attributes, rowCount, quarantineRowCount, lines, pieces: undefined },
    ...{ lasting: warnings, drift: [] },
  };
  if (isSameReading(before, start)) {
    await reading.keep?.(reading.entityName);
    return { ...kept, method: 'unchanged', modifiedAt: sourceModifiedAt };
  }
  const pieces = lines && (await published.pieces());
  const followed = lines && pieces && (await inMemory(reading, (own) => followEntity(own, { lines, pieces })));
  if (!followed) return undefined;
  const modifiedAt = newestChange(files);
  if (followed.method === 'changedRows')
    return { ...kept, ...followed, modifiedAt, lasting: warningsOf(reading.entityName, followed) };
  await reading.keep?.(reading.entityName);
  return { ...kept, ...followed, modifiedAt };
}

/** Holds the rows against the quality rules, as they are now. */
async function judge(reading: EntityReading, read: Pick<Read, 'attributes' | 'rowCount'>): Promise<ErrorRecord[]> {
  const { session, entity, entityName, run } = reading;
  const before = previousTableOf(entityName);
  const previousRowCount = (await session.columns(before)) && (await session.rowCount(before));
  const now = run.clock.now().toISOString();
  return checkQuality({ session, entity, entityName, ...read, previousRowCount, now });
}
