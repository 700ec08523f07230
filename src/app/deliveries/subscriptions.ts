import { connectorError } from '../../connector/catalogue.ts';
import {
  addSubscription,
  endSubscription,
  pauseSubscription,
  resumeSubscription,
  rotateSecret,
  type SubscriptionParts,
} from '../../connector/delivery/webhook/subscriptions.ts';
import { recordAudit } from '../../store/audit.ts';
import { countDeliveries, listDeliveries } from '../../store/deliveries.ts';
import type { Database } from '../../store/schema.ts';
import {
  getWebhookSubscription,
  listWebhookSubscriptions,
  type WebhookSubscription,
} from '../../store/webhook-subscriptions.ts';
import type { Instance } from '../../triggers/envelope.ts';
import { testTrigger } from '../../triggers/evaluate/test-firing.ts';
import type { ChangeListener } from '../changes.ts';
import type { AppSubscriptions } from '../rooms/triggers.ts';
import type { SubscriptionView } from '../view/subscription.ts';

export interface SubscriptionsOptions extends SubscriptionParts {
  readonly instance: Instance;
  readonly tell: ChangeListener;
  /** Lets deliveries go out at once. */
  readonly wake: () => void;
}

const DEFAULT_OVERLAP_HOURS = 24;
const SECONDS_PER_HOUR = 3600;

/** Subscriptions of webhook receivers: made, paused, resumed, given a new secret, tried, ended. */
export function createSubscriptions(options: SubscriptionsOptions): AppSubscriptions {
  const { store, clock, wake } = options;
  const get = async (id: string) =>
    (await viewsOf(options, [await requireSubscription(store.db, id)]))[0] as SubscriptionView;
  const note = (tx: Database, id: string, { action, actor }: { action: string; actor: string }) =>
    recordAudit(tx, { actor, action: `subscription.${action}`, objectKind: 'subscription', objectName: id, clock });
  const changed = async (id: string) => {
    options.tell({ topic: 'subscription', id, at: clock.now().toISOString() });
    wake();
    return get(id);
  };
  return {
    list: async (filter, request) => {
      const page = await listWebhookSubscriptions(store.db, { ...filter, ...request });
      return { items: await viewsOf(options, page.items), nextCursor: page.next };
    },
    get,
    add: async ({ displayName, ...input }, actor) => {
      const { subscription, secret } = await addSubscription(
        { ...input, name: displayName, ownerName: actor },
        options,
      );
      await store.transaction((tx) => note(tx, subscription.subscriptionId, { action: 'add', actor }));
      return { subscription: await changed(subscription.subscriptionId), secret };
    },
    end: async (id, actor) => {
      await requireSubscription(store.db, id);
      await store.transaction(async (tx) => {
        await endSubscription(tx, id, { reason: `ended by ${actor}`, clock });
        await note(tx, id, { action: 'end', actor });
      });
      await changed(id);
    },
    pause: async (id, actor) => {
      await store.transaction(async (tx) => {
        await pauseSubscription(tx, id, clock);
        await note(tx, id, { action: 'pause', actor });
      });
      return changed(id);
    },
    resume: async (id, missed, actor) => {
      await store.transaction(async (tx) => {
        await resumeSubscription(tx, id, { missed, clock });
        await note(tx, id, { action: 'resume', actor });
      });
      return changed(id);
    },
    rotate: async (id, { overlapHours = DEFAULT_OVERLAP_HOURS, secret }, actor) => {
      const rotated = await rotateSecret(id, { ...options, secret, overlapSeconds: overlapHours * SECONDS_PER_HOUR });
      await store.transaction((tx) => note(tx, id, { action: 'rotate', actor }));
      return rotated;
    },
    test: async (id) => {
      const { name, state } = await requireSubscription(store.db, id);
      if (state === 'ended') throw connectorError('FLX_SUBSCRIPTION_STATE', { name, state, wanted: 'active' });
      const occurrence = await testTrigger(store, id, options);
      const { items } = await listDeliveries(store.db, { occurrenceId: occurrence.occurrenceId, limit: 1 });
      wake();
      return { eventId: occurrence.occurrenceId, deliveryId: items[0]?.deliveryId ?? '' };
    },
  };
}

async function requireSubscription(db: Database, id: string): Promise<WebhookSubscription> {
  const subscription = await getWebhookSubscription(db, id);
  if (!subscription) throw connectorError('FLX_SUBSCRIPTION_UNKNOWN', { id });
  return subscription;
}

async function viewsOf(
  { store }: SubscriptionsOptions,
  subscriptions: readonly WebhookSubscription[],
): Promise<SubscriptionView[]> {
  const counts = await countDeliveries(
    store.db,
    subscriptions.map(({ subscriptionId }) => subscriptionId),
  );
  return subscriptions.map(({ name, ownerName, ...subscription }) => {
    const {
      pending = 0,
      leased = 0,
      delivered = 0,
      dead = 0,
      dropped = 0,
    } = counts.get(subscription.subscriptionId) ?? {};
    return {
      ...subscription,
      displayName: name,
      owner: ownerName,
      counts: { waiting: pending + leased, delivered, dead, dropped },
    };
  });
}
