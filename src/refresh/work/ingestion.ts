import { join } from 'node:path';
import type { FileGate } from '../../base/file-gate.ts';
import type { Environment } from '../../base/settings.ts';
import { corruptTableOf } from '../../model/tables.ts';
import { ingest } from '../../sources/ingestion.ts';
import type { TaskWorker } from './task-context.ts';

export interface IngestionOptions {
  readonly environment: Environment;
  /** Relative paths of file sources start here. */
  readonly baseFolder: string;
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
    });
    const tables = result.entities.flatMap((entity) => [
      {
        name: entity.entityName,
        attributes: entity.attributes,
        ...(entity.primaryKey !== undefined && { primaryKey: entity.primaryKey }),
      },
      ...(entity.quarantineRowCount > 0 ? [{ name: corruptTableOf(entity.entityName) }] : []),
    ]);
    const entities = result.entities.map(({ entityName, rowCount, quarantineRowCount }) => ({
      entityName,
      rowCount,
      quarantineRowCount,
    }));
    return {
      rows: entities.reduce((total, entity) => total + entity.rowCount, 0),
      tables,
      warnings: result.warnings,
      fact: { kind: 'source', entities, sourceModifiedAt: result.sourceModifiedAt },
      additionalInfo: { entities },
    };
  };
}
