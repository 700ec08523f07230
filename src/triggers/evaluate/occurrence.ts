import type { DomainEvent } from '../../model/event.ts';
import { enqueueDeliveries } from '../../store/deliveries.ts';
import { type Occurrence, recordOccurrences } from '../../store/occurrences.ts';
import type { Database } from '../../store/schema.ts';
import type { Watcher } from '../../store/watchers.ts';
import type { Instance } from '../envelope.ts';
import type { PayloadFields } from '../trigger-kind.ts';

/** What an occurrence takes from the event that made it. */
export type EventOrigin = Pick<DomainEvent, 'refreshId' | 'eventTime' | 'jobType' | 'jobSubmissionKind'>;

/** What an occurrence is made of. */
export interface OccurrenceParts {
  readonly occurrenceId: string;
  readonly watcher: Watcher;
  readonly series: string;
  readonly event: EventOrigin;
  readonly payload: PayloadFields;
  readonly instance: Instance;
  readonly isTest: boolean;
}

/** An occurrence with its payload: the envelope, then the trigger's own fields. */
export function createOccurrence(parts: OccurrenceParts): Occurrence {
  const { occurrenceId, watcher, series, event, payload, instance, isTest } = parts;
  const envelope = {
    eventId: occurrenceId,
    eventType: watcher.trigger,
    eventTime: event.eventTime,
    instanceId: instance.instanceId,
    instanceName: instance.instanceName,
    subscriptionId: watcher.watcherId,
    workflowJobId: event.refreshId,
    jobType: event.jobType,
    jobSubmissionKind: event.jobSubmissionKind,
    isTest,
  };
  return {
    occurrenceId,
    watcherId: watcher.watcherId,
    series,
    trigger: watcher.trigger,
    refreshId: event.refreshId,
    at: event.eventTime,
    payload: { ...envelope, ...payload },
    isTest,
  };
}

/** An occurrence and the watcher it is for. */
export interface Firing {
  readonly occurrence: Occurrence;
  readonly watcher: Watcher;
}

/** Keeps occurrences and puts them on their way to their watchers' targets; those kept before stay as they are. */
export async function handOut(tx: Database, firings: readonly Firing[], at: string): Promise<void> {
  const stored = await recordOccurrences(
    tx,
    firings.map(({ occurrence }) => occurrence),
  );
  const targets = new Map(firings.map(({ occurrence, watcher }) => [occurrence.occurrenceId, watcher.targets]));
  const dispatches = stored.map((occurrence) => ({
    occurrence,
    targets: targets.get(occurrence.occurrenceId) ?? [],
  }));
  await enqueueDeliveries(tx, dispatches, { at });
}
