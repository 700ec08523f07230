import { createSecretKey } from 'node:crypto';
import type { Clock } from '../../../base/clock.ts';
import type { BoundedRequest, EgressGuard } from '../../../base/egress/guarded-fetch.ts';
import { messageOf } from '../../../base/errors.ts';
import type { Store } from '../../../store/store.ts';
import {
  holdSubscription,
  listClosedSubscriptions,
  openWebhookSubscription,
  type SubscriptionSecrets,
  type WebhookSubscription,
} from '../../../store/webhook-subscriptions.ts';
import type { DeliveryHandler } from '../answer.ts';
import type { OpenLine, TargetService } from '../target-service.ts';
import { describeAnswer, describeRequest, secretPartsOf } from './attempt-log.ts';
import { judgeAnswer } from './judge.ts';
import { createMessage } from './message.ts';
import { signWithKey } from './signature.ts';
import { keyOfSecret } from './signing-secret.ts';
import { endSubscription } from './subscriptions.ts';

/** As much of an answer as is read; what is shown of it is less. */
const ANSWER_LIMIT_BYTES = 16 * 1024;

export interface WebhookServiceOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly guard: EgressGuard;
  readonly instanceId: string;
  /** Told when a receiver ended its subscription. */
  readonly onEnded?: ((subscriptionId: string) => void) | undefined;
}

/** Kind of the targets that webhook receivers are. */
export const WEBHOOK_TARGET = 'webhook';

/** Brings deliveries to webhook receivers: signed, at addresses that are checked and pinned, each in a line of its own. */
export function createWebhookService(options: WebhookServiceOptions): TargetService {
  const { store, clock } = options;
  return {
    closedLines: () => listClosedSubscriptions(store.db, clock.now().toISOString()),
    openLine: async (id) => {
      const opened = await openWebhookSubscription(store.db, id, store.vault);
      if (!opened) return { deliver: async () => ({ status: 'refused', reason: 'the subscription ended' }) };
      const { subscription, secrets } = opened;
      const isHeld = (subscription.heldUntil ?? '') > clock.now().toISOString();
      return subscription.state !== 'active' || isHeld ? undefined : openReceiver(subscription, secrets, options);
    },
  };
}

function openReceiver(
  subscription: WebhookSubscription,
  secrets: SubscriptionSecrets,
  options: WebhookServiceOptions,
): OpenLine {
  const { store, clock, onEnded } = options;
  const { subscriptionId, isOrdered, ratePerMinute } = subscription;
  return {
    isOrdered,
    ratePerMinute,
    deliver: createSender(subscription, secrets, options),
    hold: (seconds) =>
      holdSubscription(store.db, subscriptionId, new Date(clock.now().getTime() + seconds * 1000).toISOString()),
    end: async (reason) => {
      await store.transaction((tx) => endSubscription(tx, subscriptionId, { reason, clock }));
      onEnded?.(subscriptionId);
    },
  };
}

function createSender(
  { format }: WebhookSubscription,
  { url, signingSecrets }: SubscriptionSecrets,
  { clock, guard, instanceId }: WebhookServiceOptions,
): DeliveryHandler {
  const keys = signingSecrets.map(({ secret, validUntil }) => ({
    key: createSecretKey(keyOfSecret(secret)),
    validUntil,
  }));
  const masked = [...secretPartsOf(url), ...signingSecrets.map(({ secret }) => secret)];
  const { host } = new URL(url);
  let exchange: ReturnType<EgressGuard['open']> | undefined;
  return async ({ payload }, signal) => {
    const now = clock.now();
    const { id, headers: own, body } = createMessage(payload, { format, instanceId });
    const timestampSeconds = Math.floor(now.getTime() / 1000);
    const valid = keys.filter(({ validUntil }) => validUntil === undefined || validUntil > now.toISOString());
    const signatures = valid.map(({ key }) => signWithKey({ id, timestampSeconds, body }, key));
    const headers = {
      ...own,
      'user-agent': 'Fluxu',
      'accept-encoding': 'identity',
      'webhook-id': id,
      'webhook-timestamp': String(timestampSeconds),
      'webhook-signature': signatures.join(' '),
    };
    const request = describeRequest(host, { headers, body });
    const sent: BoundedRequest = { method: 'POST', headers, body, signal, answerLimitBytes: ANSWER_LIMIT_BYTES };
    try {
      exchange ??= guard.open(url);
      const answer = await exchange(sent);
      return { ...judgeAnswer(answer, clock.now()), request, answer: describeAnswer(answer, masked) };
    } catch (error) {
      return { status: 'failed', reason: messageOf(error), request };
    }
  };
}
