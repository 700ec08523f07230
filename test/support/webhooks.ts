import { createEgressGuard } from '../../src/base/egress/guarded-fetch.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { systemRandom } from '../../src/base/random.ts';
import { Dispatcher } from '../../src/connector/delivery/dispatcher.ts';
import { createWebhookService } from '../../src/connector/delivery/webhook/service.ts';
import { addSubscription, type SubscriptionRequest } from '../../src/connector/delivery/webhook/subscriptions.ts';
import { type Delivery, listDeliveries } from '../../src/store/deliveries.ts';
import { getWatcher } from '../../src/store/watchers.ts';
import { handOut } from '../../src/triggers/evaluate/occurrence.ts';
import type { TestStore } from './store.ts';

export const ORIGIN = 'fluxu.example';

/** Subscriptions, occurrences and a dispatcher on a test's store. */
export function createWebhookBench({ store, clock }: TestStore) {
  const random = systemRandom;
  const guard = createEgressGuard({ allowPrivateNetworks: true });
  const parts = { store, clock, random, guard, origin: ORIGIN };
  const webhook = createWebhookService({ store, clock, guard, instanceId: 'test-instance' });
  let made = 0;
  const createDispatcher = (owner = 'elsewhere/1/a') =>
    new Dispatcher({ store, clock, random, logger: silentLogger, owner, handlers: { webhook } });
  return {
    parts,
    createDispatcher,
    settle: () => createDispatcher().settle(),
    subscribe: async (url: string, over: Partial<SubscriptionRequest> = {}) => {
      const request = { name: 'Receiver', ownerName: 'test', trigger: 'FullRefreshCompleted' as const, parameters: {} };
      const { subscription, secret } = await addSubscription({ ...request, url, ...over }, parts);
      return { id: subscription.subscriptionId, secret, subscription };
    },
    /** Puts occurrences on their way to a subscription; gives their ids in the order in which they happened. */
    fire: async (subscriptionId: string, count = 1, series = ''): Promise<string[]> => {
      const watcher = await getWatcher(store.db, subscriptionId);
      if (!watcher) throw new Error(`There is no subscription ${subscriptionId}.`);
      const at = clock.now().toISOString();
      const firings = Array.from({ length: count }, () => {
        const occurrenceId = `event-${++made}-${subscriptionId}`;
        const payload = { eventId: occurrenceId, eventType: watcher.trigger, eventTime: at, number: made };
        const parts = { watcherId: subscriptionId, series, trigger: watcher.trigger, refreshId: 'r1', at };
        return { occurrence: { occurrenceId, payload, isTest: false, ...parts }, watcher };
      });
      await store.transaction((tx) => handOut(tx, firings, at));
      return firings.map(({ occurrence }) => occurrence.occurrenceId);
    },
    deliveriesOf: async (watcherId: string): Promise<readonly Delivery[]> => {
      const { items } = await listDeliveries(store.db, { watcherId, limit: 1000 });
      return [...items].sort((a, b) => a.sequence - b.sequence);
    },
  };
}
