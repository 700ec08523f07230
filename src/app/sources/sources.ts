import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { FileGate } from '../../base/file-gate.ts';
import { createToken } from '../../base/ids.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Random } from '../../base/random.ts';
import type { Environment, Settings } from '../../base/settings.ts';
import type { DataSource } from '../../model/data-source.ts';
import { validate } from '../../model/validate.ts';
import { findSourceKind, sourceKinds } from '../../sources/index.ts';
import { ingest, type LoadedEntity } from '../../sources/ingestion.ts';
import type { SourceContext } from '../../sources/kind.ts';
import { resolveReferences } from '../../sources/reference.ts';
import { suggestSemanticType } from '../../sources/semantic-type.ts';
import type { Engine, EngineSession, Row } from '../../sql/engine.ts';
import { id, join as joinSql, sql } from '../../sql/sql.ts';
import type { AppSources } from '../rooms/data.ts';
import type { SourcePreview, SourcePreviewRequest, SourceTrial } from '../view/source.ts';

export interface SourcesOptions {
  readonly engine: Engine;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly random: Random;
  readonly environment: Environment;
  readonly baseFolder: string;
  readonly uploadFolder?: string | undefined;
  readonly files: FileGate;
  readonly fetch: typeof fetch;
  readonly resolveHost: (host: string) => Promise<string>;
}

const PREVIEW_ROWS = 50;
const PREVIEW_SOURCE = 'Preview';

/** Data sources tried before they are kept: connection, entities, rows. Nothing is published. */
export function createSources(options: SourcesOptions): AppSources {
  return {
    kinds: () =>
      Object.values(sourceKinds).map(
        ({ kind, title, summary, example, supportsIncremental, fileExtensions, ...schemas }) => ({
          kind,
          title,
          summary,
          example,
          supportsIncremental,
          ...(fileExtensions && { fileExtensions: [...fileExtensions] }),
          options: schemas.options,
          entityOptions: schemas.entityOptions,
        }),
      ),
    try: (trial) =>
      withContext(options, async (context) => {
        const kind = findSourceKind(trial.kind);
        const settings = await settingsOf(trial, context);
        const { summary } = await kind.testConnection(settings, context);
        const offered = await kind.listEntities(settings, context);
        const entities = offered.map(({ name, title, entityOptions }) => ({ name, title, options: entityOptions }));
        return { summary, entities };
      }),
    preview: (request) => withContext(options, (context) => previewEntity(options, request, context)),
  };
}

async function settingsOf(trial: SourceTrial, context: SourceContext): Promise<JsonObject> {
  const given = await resolveReferences(trial.options as JsonObject, context);
  const place = { object: 'data source', pointer: '/options' };
  return validate(findSourceKind(trial.kind).options, given, place) as JsonObject;
}

async function withContext<Result>(
  options: SourcesOptions,
  work: (context: SourceContext) => Promise<Result>,
): Promise<Result> {
  const { clock, random, environment, baseFolder, uploadFolder, files, fetch, resolveHost, settings } = options;
  const workFolder = join(settings.home, 'work', `trial-${createToken(random, 8)}`);
  await mkdir(workFolder, { recursive: true });
  try {
    return await work({ clock, environment, baseFolder, uploadFolder, files, fetch, resolveHost, workFolder });
  } finally {
    await rm(workFolder, { recursive: true, force: true });
  }
}

async function previewEntity(
  { engine, settings, clock }: SourcesOptions,
  { kind, options, entity }: SourcePreviewRequest,
  context: SourceContext,
): Promise<SourcePreview> {
  const source: DataSource = { name: PREVIEW_SOURCE, kind, options, entities: [entity], allowedCorruptShare: 1 };
  const session = await engine.open({
    workFolder: join(context.workFolder, 'engine'),
    memoryLimit: settings.memoryLimit,
    threads: settings.threads,
  });
  try {
    const files = { ...context, workFolder: join(context.workFolder, 'files') };
    const { entities, warnings } = await ingest({
      source,
      session,
      context: files,
      isFullLoad: true,
      run: { clock },
    });
    const [loaded] = entities;
    if (!loaded) throw new Error('A source with one entity gave none.');
    const rows = await session.rows(sql`select * from ${id(loaded.entityName)} limit ${PREVIEW_ROWS}`);
    const attributes = await describeAttributes(session, loaded, rows);
    return {
      rowCount: loaded.rowCount,
      corruptRowCount: loaded.quarantineRowCount,
      attributes,
      suggestedKey: entity.primaryKey ?? suggestKey(attributes),
      rows,
      warnings,
    };
  } finally {
    await session.close();
  }
}

async function describeAttributes(
  session: EngineSession,
  { entityName, attributes, rowCount }: LoadedEntity,
  rows: readonly Row[],
): Promise<SourcePreview['attributes']> {
  const counts = attributes.flatMap(({ name }, index) => [
    sql`count(${id(name)}) as ${id(`filled${index}`)}`,
    sql`count(distinct ${id(name)}) as ${id(`distinct${index}`)}`,
  ]);
  const [row] = await session.rows(sql`select ${joinSql(counts)} from ${id(entityName)}`);
  return attributes.map(({ name, type, semanticType }, index) => ({
    name,
    type,
    semanticType,
    suggestedSemanticType: suggestSemanticType(
      name,
      rows.map((each) => each[name]),
    ),
    filled: Number(row?.[`filled${index}`] ?? 0),
    isKeyCandidate: rowCount > 0 && Number(row?.[`distinct${index}`] ?? 0) === rowCount,
  }));
}

/** A key is best called one; otherwise the first attribute that could be one, if it is text or a whole number. */
function suggestKey(attributes: SourcePreview['attributes']): string | undefined {
  const candidates = attributes.filter(
    ({ isKeyCandidate, type }) => isKeyCandidate && ['string', 'integer', 'guid'].includes(type),
  );
  return (candidates.find(({ name }) => /(^|_)(id|key|code|number)$|id$/i.test(name)) ?? candidates[0])?.name;
}
