import type { TriggerKindName } from '../../model/trigger.ts';
import type { Database } from '../../store/schema.ts';
import { listWatchers, type Watcher } from '../../store/watchers.ts';
import { triggerKinds } from '../../triggers/index.ts';

/** Something a watcher can watch. */
export interface WatchedSubject {
  readonly kind: 'dataSource' | 'segment' | 'measure';
  readonly name: string;
}

/** Watchers that use a data source, segment or measure by name: it must not go, or go stale, without them. */
export async function usesOf(db: Database, { kind, name }: WatchedSubject): Promise<readonly Watcher[]> {
  const triggers = (Object.keys(triggerKinds) as TriggerKindName[]).filter(
    (trigger) => triggerKinds[trigger].subjectParameter === kind,
  );
  const watchers = await Promise.all(triggers.map((trigger) => listWatchers(db, { trigger, subject: name })));
  return watchers.flat();
}
