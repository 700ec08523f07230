import type { Clock } from '../../base/clock.ts';
import {
  type Delivery,
  listAttempts,
  listDeliveries,
  replayDeliveries,
  requireDelivery,
} from '../../store/deliveries.ts';
import { type Occurrence, readOccurrences } from '../../store/occurrences.ts';
import type { Store } from '../../store/store.ts';
import { appError } from '../catalogue.ts';
import type { AppDeliveries } from '../rooms/triggers.ts';
import type { DeliveryView } from '../view/delivery.ts';

export interface DeliveriesOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** Lets deliveries go out at once. */
  readonly wake: () => void;
}

/** Deliveries with their attempts, and replay. */
export function createDeliveries({ store, clock, wake }: DeliveriesOptions): AppDeliveries {
  const replay = async (filter: Omit<Parameters<typeof replayDeliveries>[1], 'at'>) => {
    const at = clock.now().toISOString();
    const replayed = await store.transaction((tx) => replayDeliveries(tx, { ...filter, at }));
    wake();
    return { replayed };
  };
  return {
    list: async ({ eventId, status, ...filter }, { limit, cursor, sort }) => {
      const statuses = status === undefined ? undefined : [status];
      const wanted = { ...filter, ...rangeOf(filter), occurrenceId: eventId, statuses, limit, cursor, sort };
      const page = await listDeliveries(store.db, wanted);
      return { items: await viewsOf(store, page.items), nextCursor: page.next };
    },
    get: async (deliveryId) => {
      const stored = await requireDelivery(store.db, deliveryId);
      const occurrences = await readOccurrences(store.db, [stored.occurrenceId]);
      const attempts = await listAttempts(store.db, deliveryId);
      const occurrence = occurrences.get(stored.occurrenceId);
      return { delivery: viewOf(stored, occurrence), payload: occurrence?.payload ?? null, attempts };
    },
    replay: async (input) => {
      if (!input.deliveryIds && input.watcherId === undefined && input.from === undefined)
        throw appError('FLX_REPLAY_ALL', {});
      return replay({ ...input, ...rangeOf(input) });
    },
    replayOne: async (deliveryId) => {
      await requireDelivery(store.db, deliveryId);
      return replay({ deliveryIds: [deliveryId], statuses: ['dead', 'dropped', 'delivered'] });
    },
  };
}

interface Range {
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Moments as the store writes and compares them: in UTC, with milliseconds. */
function rangeOf({ from, until }: Range): Range {
  const inUtc = (moment: string | undefined) => moment && new Date(moment).toISOString();
  return { from: inUtc(from), until: inUtc(until) };
}

async function viewsOf(store: Store, deliveries: readonly Delivery[]): Promise<DeliveryView[]> {
  const ids = deliveries.map(({ occurrenceId }) => occurrenceId);
  const occurrences = await readOccurrences(store.db, ids);
  return deliveries.map((delivery) => viewOf(delivery, occurrences.get(delivery.occurrenceId)));
}

function viewOf(delivery: Delivery, occurrence: Occurrence | undefined): DeliveryView {
  const { kind, key } = delivery.target;
  return {
    deliveryId: delivery.deliveryId,
    eventId: delivery.occurrenceId,
    watcherId: delivery.watcherId,
    trigger: occurrence?.trigger ?? 'FullRefreshCompleted',
    target: { kind, key },
    status: delivery.status,
    isTest: occurrence?.isTest ?? false,
    attempts: delivery.attempts,
    createdAt: delivery.createdAt,
    nextAttemptAt: delivery.status === 'pending' ? delivery.nextAttemptAt : undefined,
    deliveredAt: delivery.deliveredAt,
    lastError: delivery.lastAttempt?.error,
  };
}
