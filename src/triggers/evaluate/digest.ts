import type { Clock } from '../../base/clock.ts';
import { createDerivedId } from '../../base/ids.ts';
import { enqueueDeliveries } from '../../store/deliveries.ts';
import { recordOccurrences } from '../../store/occurrences.ts';
import type { Database } from '../../store/schema.ts';
import { listDueDigests, writeThresholdState } from '../../store/threshold-states.ts';
import { getWatcher } from '../../store/watchers.ts';
import type { Instance } from '../envelope.ts';
import type { HeldCrossing, SeriesState } from '../threshold/decide.ts';
import { createOccurrence } from './evaluate.ts';

/** Tells, in one occurrence a series, the crossings that a snooze kept back and that are due now. Gives how many. */
export async function releaseDigests(
  tx: Database,
  { clock, instance }: { readonly clock: Clock; readonly instance: Instance },
): Promise<number> {
  let count = 0;
  for (const { watcherId, series, state } of await listDueDigests<SeriesState>(tx, clock)) {
    const watcher = await getWatcher(tx, watcherId);
    const last = state.held.at(-1);
    await writeThresholdState(tx, { watcherId, series, state: { ...state, held: [] }, digestDueAt: undefined }, clock);
    if (!watcher?.isEnabled || !last) continue;
    const occurrenceId = createDerivedId(
      'digest',
      watcherId,
      series,
      ...state.held.map((crossing) => crossing.refreshId),
    );
    const event = {
      refreshId: last.refreshId,
      eventTime: clock.now().toISOString(),
      jobType: 'full',
      jobSubmissionKind: 'onDemand',
    } as const;
    const occurrence = createOccurrence({
      occurrenceId,
      watcher,
      series,
      event,
      instance,
      isTest: false,
      payload: digestFields(watcher.parameters, state.held, last),
    });
    for (const stored of await recordOccurrences(tx, [occurrence])) {
      await enqueueDeliveries(tx, stored, { targets: watcher.targets, at: clock.now().toISOString() });
    }
    count += 1;
  }
  return count;
}

function digestFields(
  parameters: Readonly<Record<string, unknown>>,
  held: readonly HeldCrossing[],
  last: HeldCrossing,
) {
  const { segment, measure } = parameters;
  const subject =
    segment === undefined
      ? { measureName: measure, previousValue: last.previous, value: last.value }
      : { segmentName: segment, previousEntityCount: last.previous, entityCount: last.value };
  return { ...subject, threshold: last.threshold, direction: last.direction, digest: held };
}
