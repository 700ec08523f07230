import type { DomainEvent } from '../../model/event.ts';
import type { TriggerKindName } from '../../model/trigger.ts';
import { listEvents } from '../../store/events.ts';
import type { Database } from '../../store/schema.ts';
import { triggerKinds } from '../index.ts';
import { type PayloadFields, type Sighting, textParameter, type ValueSighting } from '../trigger-kind.ts';

/** Something that happened, with the payload it would have had, had it fired. */
export interface PastEvent {
  readonly event: DomainEvent;
  readonly payload: PayloadFields;
}

/** How many events are asked for at a time. */
const PAGE = 100;

/** A trigger and what it is to wait for. */
interface Watched {
  readonly trigger: TriggerKindName;
  readonly parameters: Readonly<Record<string, unknown>>;
}

interface Seen {
  readonly event: DomainEvent;
  readonly sighting: Exclude<Sighting, { readonly kind: 'ignored' }>;
}

/**
 * What a trigger with these parameters could have fired on, newest first: whether anybody waited for it or not. A value is
 * told as if it had just gone over the line. What such a watcher would pass over is left out.
 */
export async function listPastEvents(db: Database, watched: Watched, limit: number): Promise<readonly PastEvent[]> {
  const seen = await lookBack(db, watched, limit);
  const past = seen.flatMap(({ event, sighting }, index): PastEvent[] => {
    if (sighting.kind === 'happened') return [{ event, payload: sighting.payload }];
    const before = seen[index + 1]?.sighting;
    const payload = payloadOf(sighting, before?.kind === 'value' ? before : undefined);
    return payload ? [{ event, payload }] : [];
  });
  return past.slice(0, limit);
}

/** Goes back page by page until `limit` events and the one before them are seen that tell something, however rare they are. */
async function lookBack(db: Database, { trigger, parameters }: Watched, limit: number): Promise<readonly Seen[]> {
  const { eventType, subjectParameter, look } = triggerKinds[trigger];
  const subject = subjectParameter && textParameter(parameters, subjectParameter);
  const seen: Seen[] = [];
  let cursor: string | undefined;
  do {
    const page = await listEvents(db, { types: [eventType], subject, limit: PAGE, cursor });
    for (const { event } of page.items) {
      const sighting = look(event, parameters);
      if (sighting !== undefined && sighting.kind !== 'ignored') seen.push({ event, sighting });
    }
    cursor = page.next;
  } while (cursor !== undefined && seen.filter(tellsSomething).length <= limit);
  return seen;
}

function tellsSomething({ sighting }: Seen): boolean {
  return sighting.kind === 'happened' || sighting.value !== null;
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
