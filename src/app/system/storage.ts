import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../../base/settings.ts';
import { listSnapshots } from '../../store/snapshots.ts';
import type { Store } from '../../store/store.ts';
import type { StorageView } from '../view/system.ts';

const MOST_SNAPSHOTS_COUNTED = 500;

/** Sizes of what the data folder holds. */
export async function measureStorage(store: Store, { home, snapshotsKept }: Settings): Promise<StorageView> {
  const entries = await readdir(home, { withFileTypes: true });
  const parts = await Promise.all(entries.map(async ({ name }) => ({ name, bytes: await sizeOf(join(home, name)) })));
  const disk = await statfs(home);
  const { items } = await listSnapshots(store.db, { limit: MOST_SNAPSHOTS_COUNTED });
  return {
    folder: home,
    freeBytes: disk.bavail * disk.bsize,
    totalBytes: disk.blocks * disk.bsize,
    parts: parts.toSorted((a, b) => b.bytes - a.bytes),
    snapshots: items.length,
    snapshotsKept,
  };
}

/** Bytes of a file, or of everything below a folder; 0 for what vanishes while it is looked at. */
async function sizeOf(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (!found) return 0;
  if (!found.isDirectory()) return found.size;
  const names = await readdir(path).catch(() => []);
  const sizes = await Promise.all(names.map((name) => sizeOf(join(path, name))));
  return sizes.reduce((total, size) => total + size, 0);
}
