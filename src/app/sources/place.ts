import type { EgressGuard } from '../../base/egress/guarded-fetch.ts';
import { createFileGate } from '../../base/file-gate.ts';
import type { IngestionOptions } from '../../refresh/work/ingestion.ts';
import type { Parts } from '../parts.ts';

/** Where data sources are read from, and what they may read and call. */
export function createSourcePlace(
  { settings, environment, baseFolder }: Pick<Parts, 'settings' | 'environment' | 'baseFolder'>,
  guard: EgressGuard,
): IngestionOptions {
  const folders = settings.sourceFolders.split(',').map((folder) => folder.trim());
  return {
    environment,
    baseFolder,
    files: createFileGate({ home: settings.home, folders: folders.filter((folder) => folder !== '') }),
    fetch: guard.fetch,
    resolveHost: (host) => guard.resolveHost(host),
  };
}
