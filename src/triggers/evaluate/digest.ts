import type { Clock } from '../../base/clock.ts';
import { createDerivedId } from '../../base/ids.ts';
import { lockNumbers } from '../../store/counters.ts';
import type { Database } from '../../store/schema.ts';
import { type KeptThresholdState, listDueDigests, writeThresholdStates } from '../../store/threshold-states.ts';
import { getWatcher } from '../../store/watchers.ts';
import type { Instance } from '../envelope.ts';
import { createOccurrence, type Firing, handOut } from './occurrence.ts';
import type { SeriesState } from './series-memory.ts';

/**
 * Tells the crossings that a snooze kept back and that are due now: one occurrence a series, with the payload of the last
 * crossing and all of them under `digest`. Gives how many.
 */
export async function releaseDigests(
  tx: Database,
  { clock, instance }: { readonly clock: Clock; readonly instance: Instance },
): Promise<number> {
  if ((await listDueDigests<SeriesState>(tx, clock)).length === 0) return 0;
  await lockNumbers(tx, 'evaluation');
  const due = await listDueDigests<SeriesState>(tx, clock);
  const firings: Firing[] = [];
  for (const kept of due) firings.push(...(await createDigest(tx, kept, instance)));
  const told = due.map((kept) => ({ ...kept, state: { ...kept.state, held: [] }, digestDueAt: undefined }));
  await writeThresholdStates(tx, told, clock);
  await handOut(tx, firings, clock.now().toISOString());
  return firings.length;
}

async function createDigest(
  tx: Database,
  { watcherId, series, state: { held } }: KeptThresholdState<SeriesState>,
  instance: Instance,
): Promise<Firing[]> {
  const watcher = await getWatcher(tx, watcherId);
  const last = held.at(-1);
  if (!watcher?.isEnabled || !last) return [];
  const refreshIds = held.map(({ event }) => event.refreshId);
  const occurrence = createOccurrence({
    occurrenceId: createDerivedId('digest', watcherId, series, ...refreshIds),
    watcher,
    series,
    event: last.event,
    payload: { ...last.payload, digest: held.map(({ payload }) => payload) },
    instance,
    isTest: false,
  });
  return [{ occurrence, watcher }];
}
