import { createDerivedId } from '../../base/ids.ts';
import type { DomainEvent } from '../../model/event.ts';
import { subjectOf } from '../../store/events.ts';
import type { Watcher } from '../../store/watchers.ts';
import { triggerKinds } from '../index.ts';
import { type Sighting, textParameter } from '../trigger-kind.ts';

/** What one event means to one watcher. */
export interface Seen {
  /** The same for the same watcher, series and event. */
  readonly evaluationId: string;
  readonly watcher: Watcher;
  /** Row of a measure with dimensions; empty otherwise. */
  readonly series: string;
  readonly event: DomainEvent;
  readonly sighting: Sighting;
}

/** Everything that watchers see in events, in the order of the events. The cost grows with what is seen, not with all pairs. */
export function findSightings(watchers: readonly Watcher[], events: readonly DomainEvent[]): Seen[] {
  const bySubject = Map.groupBy(watchers, keyOfWatcher);
  return events.flatMap((event) => {
    const subject = subjectOf(event).toLowerCase();
    const keys = subject === '' ? [keyOf(event.type, '')] : [keyOf(event.type, subject), keyOf(event.type, '')];
    return keys.flatMap((key) => bySubject.get(key) ?? []).flatMap((watcher) => see(watcher, event));
  });
}

function see(watcher: Watcher, event: DomainEvent): Seen[] {
  const sighting = triggerKinds[watcher.trigger].look(event, watcher.parameters);
  if (!sighting) return [];
  const series = sighting.kind === 'value' ? sighting.series : '';
  const evaluationId = createDerivedId('evaluation', watcher.watcherId, series, event.eventId);
  return [{ evaluationId, watcher, series, event, sighting }];
}

function keyOfWatcher({ trigger, parameters }: Watcher): string {
  const { eventType, subjectParameter } = triggerKinds[trigger];
  const subject = subjectParameter === undefined ? undefined : textParameter(parameters, subjectParameter);
  return keyOf(eventType, (subject ?? '').toLowerCase());
}

function keyOf(eventType: DomainEvent['type'], subject: string): string {
  return `${eventType} ${subject}`;
}
