import type { DomainEvent } from '../model/event.ts';
import { inChunks } from './bulk.ts';
import { takeNumbers } from './counters.ts';
import { type Orders, type SortedRequest, sortedPage } from './order.ts';
import type { Page } from './page.ts';
import type { Database, EventRow } from './schema.ts';

/** A domain event with its place in the order of all events. */
export interface StoredEvent {
  readonly sequence: number;
  readonly event: DomainEvent;
}

/** Name of the data source, segment or measure an event is about; empty for the refresh as a whole. */
export function subjectOf(event: DomainEvent): string {
  if ('dataSource' in event) return event.dataSource;
  if ('segment' in event) return event.segment;
  return 'measure' in event ? event.measure : '';
}

/** Adds events in their order; those already there (by event id) are left out of the answer. */
export async function appendEvents(db: Database, events: readonly DomainEvent[]): Promise<StoredEvent[]> {
  const fresh = await withoutKnown(db, events);
  if (fresh.length === 0) return [];
  const first = await takeNumbers(db, 'event', fresh.length);
  const stored = fresh.map((event, index) => ({ sequence: first + index, event }));
  for (const chunk of inChunks(stored.map(rowOf))) await db.insertInto('event').values(chunk).execute();
  return stored;
}

async function withoutKnown(db: Database, events: readonly DomainEvent[]): Promise<DomainEvent[]> {
  const known = new Set<string>();
  for (const chunk of inChunks(events.map(({ eventId }) => ({ eventId })))) {
    const ids = chunk.map(({ eventId }) => eventId);
    const rows = await db.selectFrom('event').select('event_id').where('event_id', 'in', ids).execute();
    for (const { event_id } of rows) known.add(event_id);
  }
  return events.filter(({ eventId }) => !known.has(eventId));
}

/** Orders of the list of events. */
export const EVENT_ORDERS = { eventTime: ['sequence'] } as const satisfies Orders;

export interface EventFilter extends SortedRequest {
  readonly types?: readonly DomainEvent['type'][] | undefined;
  /** Name of a data source, segment or measure. */
  readonly subject?: string | undefined;
  readonly refreshId?: string | undefined;
}

/** Domain events, usually newest first. */
export async function listEvents(db: Database, filter: EventFilter = {}): Promise<Page<StoredEvent>> {
  let query = db.selectFrom('event').selectAll();
  if (filter.types) query = query.where('type', 'in', filter.types);
  if (filter.subject !== undefined) query = query.where('subject_key', '=', filter.subject.toLowerCase());
  if (filter.refreshId !== undefined) query = query.where('refresh_id', '=', filter.refreshId);
  const { items, next } = await sortedPage(query, filter, EVENT_ORDERS);
  return { items: items.map(storedOf), next };
}

function rowOf({ sequence, event }: StoredEvent): EventRow {
  return {
    sequence,
    event_id: event.eventId,
    type: event.type,
    subject_key: subjectOf(event).toLowerCase(),
    refresh_id: event.refreshId,
    occurred_at: event.eventTime,
    content: JSON.stringify(event),
  };
}

function storedOf(row: EventRow): StoredEvent {
  return { sequence: row.sequence, event: JSON.parse(row.content) as DomainEvent };
}
