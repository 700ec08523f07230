import type { Clock } from '../../base/clock.ts';
import { createId } from '../../base/ids.ts';
import type { Random } from '../../base/random.ts';
import { storeError } from '../../store/catalogue.ts';
import type { Occurrence } from '../../store/occurrences.ts';
import type { Database } from '../../store/schema.ts';
import { getWatcher, type Watcher } from '../../store/watchers.ts';
import type { Instance } from '../envelope.ts';
import { triggerKinds } from '../index.ts';
import type { PayloadFields } from '../trigger-kind.ts';
import { createOccurrence, type EventOrigin, handOut } from './occurrence.ts';
import { listPastEvents } from './past-events.ts';

export interface TestFiringOptions {
  readonly clock: Clock;
  readonly random: Random;
  readonly instance: Instance;
}

/**
 * Fires a watcher to try it: its targets get the last real point of what it watches, or the trigger's sample when there is none
 * yet, marked `isTest`. Neither the threshold state nor a cool-down notices.
 * @throws FLX_NOT_FOUND
 */
export async function testTrigger(
  tx: Database,
  watcherId: string,
  { clock, random, instance }: TestFiringOptions,
): Promise<Occurrence> {
  const watcher = await getWatcher(tx, watcherId);
  if (!watcher) throw storeError('FLX_NOT_FOUND', { kind: 'watcher', name: watcherId });
  const at = clock.now().toISOString();
  const { event, payload } = (await findLastPoint(tx, watcher)) ?? samplePoint(watcher, at);
  const occurrence = createOccurrence({
    occurrenceId: createId(clock, random),
    watcher,
    series: '',
    event: { ...event, eventTime: at },
    payload,
    instance,
    isTest: true,
  });
  await handOut(tx, [{ occurrence, watcher }], at);
  return occurrence;
}

interface Point {
  readonly event: EventOrigin;
  readonly payload: PayloadFields;
}

async function findLastPoint(tx: Database, watcher: Watcher): Promise<Point | undefined> {
  const [last] = await listPastEvents(tx, watcher, 1);
  return last;
}

function samplePoint({ trigger }: Watcher, at: string): Point {
  const event = { refreshId: 'sample', eventTime: at, jobType: 'full', jobSubmissionKind: 'onDemand' } as const;
  return { event, payload: triggerKinds[trigger].sample };
}
