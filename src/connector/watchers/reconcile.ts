import type { Clock } from '../../base/clock.ts';
import type { FluxuError } from '../../base/errors.ts';
import type { Workspace } from '../../model/definition.ts';
import type { Database } from '../../store/schema.ts';
import { listWatchers } from '../../store/watchers.ts';
import { endWatcher, keepWatcher } from './keep.ts';
import { wantedWatchers } from './watched.ts';

/**
 * Makes the stored watchers those that the definitions ask for. A watcher that stays keeps its id, its threshold state and
 * its history; one that goes takes the deliveries with it that have not arrived.
 * @returns problems of the definitions; a watcher whose parameters do not fit its trigger is not kept.
 */
export async function reconcileWatchers(
  tx: Database,
  workspace: Workspace,
  clock: Clock,
): Promise<readonly FluxuError[]> {
  const { watchers, problems } = wantedWatchers(workspace);
  const existing = (await listWatchers(tx)).filter((watcher) => watcher.ownerKind !== 'webhook');
  const wantedIds = new Set(watchers.map((watcher) => watcher.watcherId));
  const createdAt = clock.now().toISOString();
  for (const watcher of watchers) await keepWatcher(tx, { ...watcher, createdAt });
  for (const { watcherId } of existing) if (!wantedIds.has(watcherId)) await endWatcher(tx, watcherId);
  return problems;
}
