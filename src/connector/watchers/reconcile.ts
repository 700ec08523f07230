import type { Clock } from '../../base/clock.ts';
import type { Workspace } from '../../model/definition.ts';
import { cancelDeliveries } from '../../store/deliveries.ts';
import type { Database } from '../../store/schema.ts';
import { listWatchers, removeWatcher, saveWatcher } from '../../store/watchers.ts';
import { wantedWatchers } from './watched.ts';

/**
 * Makes the stored watchers those that the definitions ask for. A watcher that stays keeps its id, its threshold state and
 * its history; one that goes takes the deliveries with it that have not arrived.
 */
export async function reconcileWatchers(tx: Database, workspace: Workspace, clock: Clock): Promise<void> {
  const { watchers } = wantedWatchers(workspace);
  const existing = (await listWatchers(tx)).filter((watcher) => watcher.ownerKind !== 'webhook');
  const wantedIds = new Set(watchers.map((watcher) => watcher.watcherId));
  const createdAt = clock.now().toISOString();
  for (const watcher of watchers) await saveWatcher(tx, { ...watcher, createdAt });
  for (const { watcherId } of existing) {
    if (wantedIds.has(watcherId)) continue;
    await cancelDeliveries(tx, watcherId);
    await removeWatcher(tx, watcherId);
  }
}
