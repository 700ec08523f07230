import { canonicalJson } from '../../base/json.ts';
import { cancelDeliveries } from '../../store/deliveries.ts';
import type { Database } from '../../store/schema.ts';
import { clearThresholdStates } from '../../store/threshold-states.ts';
import { getWatcher, removeWatcher, saveWatcher, type Watcher } from '../../store/watchers.ts';

/** Keeps a watcher. When it watches something else than before, what it remembers is forgotten: the next value is a baseline. */
export async function keepWatcher(tx: Database, watcher: Watcher): Promise<void> {
  const before = await getWatcher(tx, watcher.watcherId);
  await saveWatcher(tx, watcher);
  if (before && watchedThing(before) !== watchedThing(watcher)) await clearThresholdStates(tx, watcher.watcherId);
}

function watchedThing({ trigger, subject, parameters }: Watcher): string {
  const { calculation, row } = parameters;
  return canonicalJson({ trigger, subject: subject.toLowerCase(), calculation, row });
}

/** Ends a watcher; its deliveries that have not arrived are cancelled, its history stays. */
export async function endWatcher(tx: Database, watcherId: string): Promise<void> {
  await cancelDeliveries(tx, watcherId);
  await removeWatcher(tx, watcherId);
}
