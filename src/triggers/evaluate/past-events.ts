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

/** Most events of the trigger's type and subject that are looked at, so that a long history cannot hold anybody up. */
const MOST_LOOKED_AT = 20_000;

/** A trigger and what it is to wait for. */
interface Watched {
  readonly trigger: TriggerKindName;
  readonly parameters: Readonly<Record<string, unknown>>;
}

interface Seen {
  readonly event: DomainEvent;
  readonly sighting: Exclude<Sighting, { readonly kind: 'ignored' }>;
}

/** How many past events are wanted, and how far back they are looked for. */
interface PastEventsOptions {
  readonly limit: number;
  /** Most events looked at; default 20,000. */
  readonly mostLookedAt?: number;
}

/**
 * What a trigger with these parameters could have fired on, newest first: whether anybody waited for it or not. A value is
 * told as if it had just gone over the line. What such a watcher would pass over is left out, and so is what happened before
 * the last 20,000 events of its type (of its data source, segment or measure, where it names one).
 */
export async function listPastEvents(
  db: Database,
  watched: Watched,
  { limit, mostLookedAt = MOST_LOOKED_AT }: PastEventsOptions,
): Promise<readonly PastEvent[]> {
  const seen = await lookBack(db, watched, { limit, mostLookedAt });
  const past = seen.flatMap(({ event, sighting }, index): PastEvent[] => {
    if (sighting.kind === 'happened') return [{ event, payload: sighting.payload }];
    const before = seen[index + 1]?.sighting;
    const payload = payloadOf(sighting, before?.kind === 'value' ? before : undefined);
    return payload ? [{ event, payload }] : [];
  });
  return past.slice(0, limit);
}

/** Goes back page by page until `limit` events and the one before them are seen that tell something, or enough was looked at. */
async function lookBack(
  db: Database,
  { trigger, parameters }: Watched,
  { limit, mostLookedAt }: Required<PastEventsOptions>,
): Promise<readonly Seen[]> {
  const { eventType, subjectParameter, look } = triggerKinds[trigger];
  const subject = subjectParameter && textParameter(parameters, subjectParameter);
  const seen: Seen[] = [];
  let telling = 0;
  let left = mostLookedAt;
  let cursor: string | undefined;
  do {
    const page = await listEvents(db, { types: [eventType], subject, limit: Math.min(PAGE, left), cursor });
    const found = page.items.flatMap(({ event }): Seen[] => {
      const sighting = look(event, parameters);
      return sighting === undefined || sighting.kind === 'ignored' ? [] : [{ event, sighting }];
    });
    seen.push(...found);
    telling += found.filter(tellsSomething).length;
    left -= page.items.length;
    cursor = page.next;
  } while (cursor !== undefined && left > 0 && telling <= limit);
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
