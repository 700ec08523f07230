import type { DomainEvent } from '../../model/event.ts';
import type { TriggerKindName } from '../../model/trigger.ts';
import { listEvents } from '../../store/events.ts';
import type { Database } from '../../store/schema.ts';
import { triggerKinds } from '../index.ts';
import { type PayloadFields, textParameter, type ValueSighting } from '../trigger-kind.ts';

/** Something that happened, with the payload it would have had, had it fired. */
export interface PastEvent {
  readonly event: DomainEvent;
  readonly payload: PayloadFields;
}

/**
 * What a trigger with these parameters could have fired on, newest first: whether anybody waited for it or not. A value is
 * told as if it had just gone over the line. What such a watcher would pass over is left out.
 */
export async function listPastEvents(
  db: Database,
  {
    trigger,
    parameters,
  }: { readonly trigger: TriggerKindName; readonly parameters: Readonly<Record<string, unknown>> },
  limit: number,
): Promise<readonly PastEvent[]> {
  const { eventType, subjectParameter, look } = triggerKinds[trigger];
  const subject = subjectParameter && textParameter(parameters, subjectParameter);
  const { items } = await listEvents(db, { types: [eventType], subject, limit: limit + 1 });
  const seen = items.flatMap(({ event }) => {
    const sighting = look(event, parameters);
    return sighting === undefined || sighting.kind === 'ignored' ? [] : [{ event, sighting }];
  });
  const past = seen.flatMap(({ event, sighting }, index): PastEvent[] => {
    if (sighting.kind === 'happened') return [{ event, payload: sighting.payload }];
    const before = seen[index + 1]?.sighting;
    const payload = payloadOf(sighting, before?.kind === 'value' ? before : undefined);
    return payload ? [{ event, payload }] : [];
  });
  return past.slice(0, limit);
}

/** The payload of a value as if it had just crossed; undefined where there is no value. */
function payloadOf(
  { value, rule, payloadOf: payloadFor }: ValueSighting,
  before: ValueSighting | undefined,
): PayloadFields | undefined {
  if (value === null) return undefined;
  const direction = rule.options.direction === 'down' ? 'down' : 'up';
  return payloadFor({ direction, previous: before?.value ?? undefined, value, threshold: rule.threshold });
}
