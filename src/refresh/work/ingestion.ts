import { join } from 'node:path';
import type { FileGate } from '../../base/file-gate.ts';
import type { Environment } from '../../base/settings.ts';
import { corruptTableOf } from '../../model/tables.ts';
import { ingest, type LoadedEntity, type PublishedRows } from '../../sources/ingestion.ts';
import type { Reading } from '../../sources/reading.ts';
import type { TaskContext, TaskWorker } from './task-context.ts';
import type { OutputTable } from './task-output.ts';

export interface IngestionOptions {
  readonly environment: Environment;
  /** Relative paths of file sources start here. */
  readonly baseFolder: string;
  /** Uploaded files, one folder an upload. */
  readonly uploadFolder?: string | undefined;
  readonly files: FileGate;
  readonly fetch: typeof fetch;
  /** Throws when an address must not be called. */
  readonly resolveHost: (host: string) => Promise<string>;
}

/** The worker that loads data sources. */
export function createIngestionWorker(options: IngestionOptions): TaskWorker {
  return async (node, context) => {
    const source = context.workspace.dataSources.find((candidate) => candidate.name === node.identifier);
    if (!source) throw new Error(`The workspace of the refresh has no ${node.taskId}`);
    const { session, clock, signal, isFullLoad, workFolder, onStage } = context;
    const result = await ingest({
      source,
      session,
      isFullLoad,
      context: { ...options, clock, signal, workFolder: join(workFolder, 'files') },
      run: { clock, signal, onStage },
      published: (entity) => publishedRows(entity, context),
      keep: (entity) => keepRows(entity, context),
    });
    const entities = result.entities.map(({ entityName, rowCount, quarantineRowCount }) => ({
      entityName,
      rowCount,
      quarantineRowCount,
    }));
    return {
      rows: entities.reduce((total, entity) => total + entity.rowCount, 0),
      tables: result.entities.flatMap(tablesOf),
      warnings: result.warnings,
      fact: { kind: 'source', entities, sourceModifiedAt: result.sourceModifiedAt },
      additionalInfo: {
        entities: entities.map((entity, index) => ({ ...entity, method: result.entities[index]?.method })),
      },
    };
  };
}

function publishedRows(name: string, { snapshot, readKept }: TaskContext): PublishedRows | undefined {
  const entity = snapshot?.entities.find((candidate) => candidate.name === name);
  return (
    entity && {
      attributes: entity.columns,
      primaryKey: entity.primaryKey,
      rowCount: entity.rowCount,
      reading: entity.reading?.note as Reading | undefined,
      pieces: () => readKept(entity.name),
    }
  );
}

async function keepRows(entity: string, { carry, snapshot }: TaskContext): Promise<void> {
  for (const name of [entity, corruptTableOf(entity)])
    if (snapshot?.entities.some((candidate) => candidate.name === name)) await carry(name);
}

/** What the publish keeps of an entity: its rows, and those set apart. */
function tablesOf({ entityName, attributes, primaryKey, quarantineRowCount, ...loaded }: LoadedEntity): OutputTable[] {
  const isKept = loaded.method === 'unchanged';
  const rows = {
    name: entityName,
    attributes,
    isKept,
    ...(loaded.reading && { reading: { note: loaded.reading, bytes: loaded.pieces } }),
  };
  const corrupt = { name: corruptTableOf(entityName), isKept };
  return [primaryKey === undefined ? rows : { ...rows, primaryKey }, ...(quarantineRowCount > 0 ? [corrupt] : [])];
}
