import type { Clock } from '../../base/clock.ts';
import { createId } from '../../base/ids.ts';
import type { Random } from '../../base/random.ts';
import { storeError } from '../../store/catalogue.ts';
import type { Occurrence } from '../../store/occurrences.ts';
import type { Database } from '../../store/schema.ts';
import type { Store } from '../../store/store.ts';
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
 * among the last 20,000 events, marked `isTest`. Neither the threshold state nor a cool-down notices. The point is looked for
 * before the transaction, so that nobody who writes waits for it.
 * @throws FLX_NOT_FOUND
 */
export async function testTrigger(
  store: Pick<Store, 'db' | 'transaction'>,
  watcherId: string,
  { clock, random, instance }: TestFiringOptions,
): Promise<Occurrence> {
  const found = await requireWatcher(store.db, watcherId);
  const at = clock.now().toISOString();
  const point = (await findLastPoint(store.db, found)) ?? samplePoint(found, at);
  return store.transaction(async (tx) => {
    const watcher = await requireWatcher(tx, watcherId);
    return fireTest(tx, { watcher, point, at, id: createId(clock, random), instance });
  });
}

interface TestFiring {
  readonly watcher: Watcher;
  readonly point: Point;
  readonly at: string;
  readonly id: string;
  readonly instance: Instance;
}

async function fireTest(tx: Database, { watcher, point, at, id, instance }: TestFiring): Promise<Occurrence> {
  const occurrence = createOccurrence({
    occurrenceId: id,
    watcher,
    series: '',
    event: { ...point.event, eventTime: at },
    payload: point.payload,
    instance,
    isTest: true,
  });
  await handOut(tx, [{ occurrence, watcher }], at);
  return occurrence;
}

async function requireWatcher(db: Database, watcherId: string): Promise<Watcher> {
  const watcher = await getWatcher(db, watcherId);
  if (!watcher) throw storeError('FLX_NOT_FOUND', { kind: 'watcher', name: watcherId });
  return watcher;
}

interface Point {
  readonly event: EventOrigin;
  readonly payload: PayloadFields;
}

async function findLastPoint(db: Database, watcher: Watcher): Promise<Point | undefined> {
  const [last] = await listPastEvents(db, watcher, { limit: 1 });
  return last;
}

function samplePoint({ trigger }: Watcher, at: string): Point {
  const event = { refreshId: 'sample', eventTime: at, jobType: 'full', jobSubmissionKind: 'onDemand' } as const;
  return { event, payload: triggerKinds[trigger].sample };
}
