import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { Settings } from '../../base/settings.ts';
import { type DataSource, entityNameOf } from '../../model/data-source.ts';
import { recordAudit } from '../../store/audit.ts';
import { type DefinitionRecord, listDefinitions, listRemovedDefinitions } from '../../store/definitions.ts';
import { listRefreshes } from '../../store/refreshes.ts';
import { getPublishedSnapshot } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';
import { uploadFolderOf } from '../sources/uploads.ts';

/** Long enough to take a deletion back, or to finish a source whose files were sent first. */
const KEPT_DAYS = 7;
const DAY_MILLISECONDS = 86_400_000;

export interface UnusedUploadsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'home'>;
}

/**
 * Removes uploads that no data source reads: nothing in them changed for a week, the source that read them was deleted
 * a week ago at least, and what it loaded is published no more. Nothing is removed while a refresh may be reading.
 * @returns how many were removed
 */
export async function removeUnusedUploads({ store, clock, settings }: UnusedUploadsOptions): Promise<number> {
  const folder = uploadFolderOf(settings);
  const names = await readdir(folder).catch(() => []);
  if (names.length === 0) return 0;
  const before = clock.now().getTime() - KEPT_DAYS * DAY_MILLISECONDS;
  let removed = 0;
  for (const name of names) {
    // Looked at again for each: to remove a large one takes a while.
    if (!(await isUnused(store, name, before)) || (await newestIn(join(folder, name))) >= before) continue;
    await rm(join(folder, name), { recursive: true, force: true });
    await store.transaction((tx) =>
      recordAudit(tx, { actor: 'fluxu', action: 'upload.remove', objectKind: 'upload', objectName: name, clock }),
    );
    removed += 1;
  }
  return removed;
}

async function isUnused({ db }: Store, upload: string, before: number): Promise<boolean> {
  const reads = ({ content }: DefinitionRecord<'dataSource'>) => uploadOf(content) === upload;
  if ((await listDefinitions(db, 'dataSource')).some(reads)) return false;
  if ((await listRefreshes(db, { statuses: ['queued', 'running'], limit: 1 })).items.length > 0) return false;
  const deleted = (await listRemovedDefinitions(db, 'dataSource')).filter(reads);
  if (deleted.some(({ changedAt }) => Date.parse(changedAt) >= before)) return false;
  const published = new Set((await getPublishedSnapshot(db))?.entities.map(({ name }) => name));
  return !deleted.some(({ content }) =>
    content.entities.some(({ name }) => published.has(entityNameOf(content.name, name))),
  );
}

function uploadOf({ options }: DataSource): unknown {
  return options?.['upload'];
}

/** When a folder, or something in it, changed last, in milliseconds since 1970. */
async function newestIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const found = await Promise.all([folder, ...names.map((name) => join(folder, name))].map((path) => stat(path)));
  return Math.max(...found.map(({ mtimeMs }) => mtimeMs));
}
