import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { RefreshJob } from '../model/refresh.ts';
import { listChangeFiles } from '../store/history.ts';
import { acquireLease, getLease, releaseLease } from '../store/leases.ts';
import { createOwnerCheck } from '../store/process-owner.ts';
import { interruptRefreshes } from '../store/refreshes.ts';
import { listSnapshotFiles } from '../store/snapshots.ts';
import { REFRESH_LEASE, REFRESH_LEASE_SECONDS } from './lease.ts';
import type { RefreshServiceOptions } from './service.ts';

/**
 * Puts in order what processes left that died: their refreshes are marked, their turn is given back, their work folders
 * and the files that no published snapshot points at are removed. Gives the refreshes that were interrupted.
 */
export async function recoverRefreshes(options: RefreshServiceOptions): Promise<readonly RefreshJob[]> {
  const { store, clock, writer, settings, logger } = options;
  const isOwnerAlive = createOwnerCheck(writer.owner);
  const interrupted = await store.transaction((tx) => interruptRefreshes(tx, { clock, isOwnerAlive }));
  for (const { jobId } of interrupted) {
    await rm(join(settings.home, 'work', jobId), { recursive: true, force: true });
    logger.warn(
      { refreshId: jobId },
      'refresh was interrupted when its process stopped; the last published data is untouched',
    );
  }
  const lease = await getLease(store.db, REFRESH_LEASE, clock);
  if (lease && !isOwnerAlive(lease.owner)) await releaseLease(store.db, lease);
  await removeStrayFiles(options);
  return interrupted;
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
