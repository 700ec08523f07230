import type { DomainEvent } from '../../model/event.ts';
import { listEvents } from '../../store/events.ts';
import type { Store } from '../../store/store.ts';
import type { App } from '../app.ts';

/** What was raised by one refresh, as far as one call gives it. */
const EVENTS_OF_A_REFRESH = 1000;

/** What happened in past refreshes. */
export function createEvents({ db }: Pick<Store, 'db'>): Pick<App, 'eventHistory'> & {
  /** Domain events that a refresh raised, in their order. */
  eventsOf(refreshId: string): Promise<readonly DomainEvent[]>;
} {
  return {
    eventHistory: async ({ limit, cursor, sort, type, refreshId }) => {
      const types = type === undefined ? undefined : [type as DomainEvent['type']];
      const { items, next } = await listEvents(db, { limit, cursor, sort, types, refreshId });
      return { items: items.map(({ event }) => viewOf(event)), nextCursor: next };
    },
    eventsOf: async (refreshId) => {
      const { items } = await listEvents(db, { refreshId, sort: 'eventTime', limit: EVENTS_OF_A_REFRESH });
      return items.map(({ event }) => event);
    },
  };
}

function viewOf(event: DomainEvent) {
  const { eventId, type, eventTime, refreshId } = event;
  return { eventId, type, eventTime, refreshId, event };
}
