import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../base/clock.ts';
import type { Settings } from '../../base/settings.ts';
import { type DataSource, entityNameOf } from '../../model/data-source.ts';
import { recordAudit } from '../../store/audit.ts';
import { listDefinitions } from '../../store/definitions.ts';
import { listFormerDefinitions } from '../../store/former-definitions.ts';
import { listRefreshes } from '../../store/refreshes.ts';
import { getPublishedSnapshot } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';
import { uploadFolderOf } from '../sources/uploads.ts';

/** Long enough to take a change back, or to finish a source whose files were sent first. */
const KEPT_DAYS = 7;
const DAY_MILLISECONDS = 86_400_000;

export interface UnusedUploadsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'home'>;
}

/**
 * Removes uploads that no data source reads: nothing in them changed for a week, the source that read them was deleted
 * or led elsewhere a week ago at least, and what a deleted one loaded is published no more. Nothing is removed while a
 * refresh may be reading.
 * @returns how many were removed
 */
export async function removeUnusedUploads({ store, clock, settings }: UnusedUploadsOptions): Promise<number> {
  const folder = uploadFolderOf(settings);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const before = new Date(clock.now().getTime() - KEPT_DAYS * DAY_MILLISECONDS);
  let removed = 0;
  for (const { name } of entries.filter((entry) => entry.isDirectory())) {
    // Looked at again for each: to remove a large one takes a while.
    if (!(await isUnused(store, name, before)) || (await newestIn(join(folder, name))) >= before.getTime()) continue;
    await rm(join(folder, name), { recursive: true, force: true });
    await store.transaction((tx) =>
      recordAudit(tx, { actor: 'fluxu', action: 'upload.remove', objectKind: 'upload', objectName: name, clock }),
    );
    removed += 1;
  }
  return removed;
}

async function isUnused({ db }: Store, upload: string, before: Date): Promise<boolean> {
  if ((await listDefinitions(db, 'dataSource')).some(({ content }) => mayRead(content, upload))) return false;
  if ((await listRefreshes(db, { statuses: ['queued', 'running'], limit: 1 })).items.length > 0) return false;
  const former = (await listFormerDefinitions(db, 'dataSource')).filter(({ content }) => mayRead(content, upload));
  if (former.some(({ until }) => until >= before.toISOString())) return false;
  const published = new Set((await getPublishedSnapshot(db))?.entities.map(({ name }) => name));
  return !former.some(
    ({ content, isRemoved }) =>
      isRemoved && content.entities.some(({ name }) => published.has(entityNameOf(content.name, name))),
  );
}

/** A path, with patterns and placeholders in it, that may lead into the folder of all uploads. */
const UPLOADS_IN_PATH = /(^|[\\/])uploads([\\/]|$)/;

/** Whether a source names an upload, in whatever letters, as not all file systems tell them apart, or a path that may lead there. */
function mayRead({ options = {}, entities }: DataSource, upload: string): boolean {
  if (String(options['upload']).toLowerCase() === upload.toLowerCase()) return true;
  const paths = [options['folder'], ...entities.map((entity) => entity.options?.['path'])];
  return paths.some((path) => typeof path === 'string' && UPLOADS_IN_PATH.test(path));
}

/** When a folder, or something in it, changed last, in milliseconds since 1970; endlessly late of what changes right now. */
async function newestIn(folder: string): Promise<number> {
  try {
    const paths = [folder, ...(await readdir(folder)).map((name) => join(folder, name))];
    const found = await Promise.all(paths.map((path) => stat(path)));
    return Math.max(...found.map(({ mtimeMs }) => mtimeMs));
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
