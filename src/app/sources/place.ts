import type { EgressGuard } from '../../base/egress/guarded-fetch.ts';
import { createFileGate } from '../../base/file-gate.ts';
import type { IngestionOptions } from '../../refresh/work/ingestion.ts';
import type { Parts } from '../parts.ts';
import { uploadFolderOf } from './uploads.ts';

/** Where data sources are read from, and what they may read and call. */
export function createSourcePlace(
  { settings, environment, baseFolder }: Pick<Parts, 'settings' | 'environment' | 'baseFolder'>,
  guard: EgressGuard,
): IngestionOptions {
  const named = settings.sourceFolders.split(',').map((folder) => folder.trim());
  const folders = named.filter((folder) => folder !== '');
  const uploadFolder = uploadFolderOf(settings);
  return {
    environment,
    baseFolder,
    uploadFolder,
    files: createFileGate({ home: settings.home, folders: folders.length === 0 ? [] : [...folders, uploadFolder] }),
    fetch: guard.fetch,
    resolveHost: (host) => guard.resolveHost(host),
  };
}
