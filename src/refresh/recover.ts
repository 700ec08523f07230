import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RefreshJob } from '../model/refresh.ts';
import { listChangeFiles } from '../store/history.ts';
import { acquireLease, getLease, releaseLease } from '../store/leases.ts';
import { createOwnerCheck } from '../store/process-owner.ts';
import { getRefresh, interruptRefreshes } from '../store/refreshes.ts';
import { listSnapshotFiles } from '../store/snapshots.ts';
import { REFRESH_LEASE, REFRESH_LEASE_SECONDS } from './lease.ts';
import type { RefreshServiceOptions } from './options.ts';

/**
 * Puts in order what processes left that died: their refreshes are marked, their turn is given back, their work folders
 * and the files that no published snapshot points at are removed. Gives the refreshes that were interrupted.
 */
export async function recoverRefreshes(options: RefreshServiceOptions): Promise<readonly RefreshJob[]> {
  const { store, clock, writer, logger } = options;
  const isOwnerAlive = createOwnerCheck(writer.owner);
  const interrupted = await store.transaction((tx) => interruptRefreshes(tx, { clock, isOwnerAlive }));
  for (const { jobId } of interrupted)
    logger.warn(
      { refreshId: jobId },
      'refresh was interrupted when its process stopped; the last published data is untouched',
    );
  await removeWorkFolders(options);
  const lease = await getLease(store.db, REFRESH_LEASE, clock);
  if (lease && !isOwnerAlive(lease.owner)) await releaseLease(store.db, lease);
  await removeStrayFiles(options);
  return interrupted;
}

/** Work folders of refreshes that have ended, in whichever way. */
async function removeWorkFolders({ store, settings }: RefreshServiceOptions): Promise<void> {
  const work = join(settings.home, 'work');
  for (const name of await readdir(work).catch(() => [])) {
    const job = await getRefresh(store.db, name);
    if (job?.endedAt !== undefined) await rm(join(work, name), { recursive: true, force: true });
  }
}

/** Files of refreshes that never published. Only while nobody refreshes: a refresh writes its files before it points at them. */
async function removeStrayFiles({ store, clock, writer, logger }: RefreshServiceOptions): Promise<void> {
  const turn = { name: REFRESH_LEASE, owner: writer.owner, seconds: REFRESH_LEASE_SECONDS, clock };
  if (!(await acquireLease(store.db, turn))) return;
  try {
    const used = new Set([...(await listSnapshotFiles(store.db)), ...(await listChangeFiles(store.db))]);
    for (const prefix of ['snapshots/', 'changes/'])
      for await (const { address } of store.blobs.list(prefix)) {
        if (used.has(address)) continue;
        await store.blobs.remove(address);
        logger.debug({ address }, 'file of an unpublished refresh removed');
      }
  } finally {
    await releaseLease(store.db, turn);
  }
}
