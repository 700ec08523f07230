import type { Clock } from '../../../base/clock.ts';
import type { EgressGuard } from '../../../base/egress/guarded-fetch.ts';
import { isFluxuError } from '../../../base/errors.ts';
import { createId } from '../../../base/ids.ts';
import type { Random } from '../../../base/random.ts';
import type { TriggerKindName } from '../../../model/trigger.ts';
import { dropWaiting } from '../../../store/deliveries.ts';
import type { Database } from '../../../store/schema.ts';
import type { Store } from '../../../store/store.ts';
import type { Vault } from '../../../store/vault.ts';
import {
  changeSubscriptionState,
  getWebhookSubscription,
  type MessageFormat,
  openWebhookSubscription,
  replaceSubscriptionSecrets,
  type SubscriptionState,
  saveWebhookSubscription,
  type WebhookSubscription,
} from '../../../store/webhook-subscriptions.ts';
import { connectorError } from '../../catalogue.ts';
import { subscribe, unsubscribe } from '../../watchers/subscription.ts';
import { askForConsent } from './handshake.ts';
import { createSigningSecret, keyOfSecret } from './signing-secret.ts';

/** Longest address that is kept. */
export const MOST_ADDRESS_BYTES = 16 * 1024;

/** What a receiver asks for, or somebody for it. */
export interface SubscriptionRequest {
  readonly name: string;
  readonly ownerName: string;
  readonly trigger: TriggerKindName;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Where the receiver is: opaque and secret. */
  readonly url: string;
  /** Default `payload`. */
  readonly format?: MessageFormat | undefined;
  /** Default false. */
  readonly isOrdered?: boolean | undefined;
  readonly ratePerMinute?: number | undefined;
  /** Secret to sign with; made when left out. */
  readonly secret?: string | undefined;
  /** Id of the subscription; made when left out. */
  readonly subscriptionId?: string | undefined;
}

export interface SubscriptionParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly guard: EgressGuard;
  /** Host name under which this server is known, for the handshake of CloudEvents. */
  readonly origin: string;
}

/** A new subscription, with the secret that is shown only now. */
export interface CreatedSubscription {
  readonly subscription: WebhookSubscription;
  readonly secret: string;
}

/**
 * Subscribes a receiver to a trigger. A receiver of CloudEvents is asked first whether it agrees.
 * @throws FLX_SUBSCRIPTION_ADDRESS, FLX_SUBSCRIPTION_SECRET, FLX_SUBSCRIPTION_HANDSHAKE, FLX_EGRESS_*, FLX_INVALID for the trigger
 */
export async function addSubscription(
  request: SubscriptionRequest,
  { store, clock, random, guard, origin }: SubscriptionParts,
): Promise<CreatedSubscription> {
  const { url, format = 'payload', isOrdered = false } = request;
  await checkAddress(url, guard);
  const secret = request.secret ?? createSigningSecret(random);
  keyOfSecret(secret);
  const { ratePerMinute: asked } = request;
  const ratePerMinute =
    format === 'payload' ? asked : await askForConsent(url, { guard, origin, ratePerMinute: asked });
  const createdAt = clock.now().toISOString();
  const subscription: WebhookSubscription = {
    subscriptionId: request.subscriptionId ?? createId(clock, random),
    name: request.name,
    trigger: request.trigger,
    parameters: request.parameters,
    ownerName: request.ownerName,
    host: new URL(url).host,
    format,
    isOrdered,
    ratePerMinute,
    state: 'active',
    stateReason: undefined,
    stateChangedAt: createdAt,
    heldUntil: undefined,
    createdAt,
  };
  await store.transaction((tx) => keep(tx, subscription, { url, secret, vault: store.vault, clock }));
  return { subscription, secret };
}

async function checkAddress(url: string, guard: EgressGuard): Promise<void> {
  if (Buffer.byteLength(url) > MOST_ADDRESS_BYTES || !URL.canParse(url))
    throw connectorError('FLX_SUBSCRIPTION_ADDRESS', { most: MOST_ADDRESS_BYTES });
  // A name that cannot be resolved now may be later; only what must not be called is refused.
  await guard.check(url).catch((error: unknown) => {
    if (isFluxuError(error)) throw error;
  });
}

interface KeepOptions {
  readonly url: string;
  readonly secret: string;
  readonly vault: Vault;
  readonly clock: Clock;
}

async function keep(tx: Database, subscription: WebhookSubscription, options: KeepOptions): Promise<void> {
  const { subscriptionId, name, ownerName, trigger, parameters } = subscription;
  const target = { kind: 'webhook', key: subscriptionId };
  await subscribe(tx, { watcherId: subscriptionId, name, ownerName, trigger, parameters, target }, options.clock);
  const secrets = { url: options.url, signingSecrets: [{ secret: options.secret }] };
  await saveWebhookSubscription(tx, subscription, { secrets, vault: options.vault });
}

/** Ends a subscription: nothing more goes out, and its address is forgotten. Its history stays. */
export async function endSubscription(
  tx: Database,
  subscriptionId: string,
  { reason, clock }: { readonly reason: string; readonly clock: Clock },
): Promise<void> {
  await unsubscribe(tx, subscriptionId);
  await changeSubscriptionState(tx, subscriptionId, { state: 'ended', reason, at: clock.now().toISOString() });
}

/** Lets deliveries wait until somebody resumes the subscription. @throws FLX_SUBSCRIPTION_UNKNOWN, FLX_SUBSCRIPTION_STATE */
export async function pauseSubscription(tx: Database, id: string, clock: Clock): Promise<void> {
  await requireState(tx, id, 'active');
  await changeSubscriptionState(tx, id, { state: 'paused', reason: undefined, at: clock.now().toISOString() });
}

/** What is to become of the deliveries that a pause kept back. */
export type MissedDeliveries = 'all' | 'latest' | 'none';

/**
 * Lets deliveries go out again; what was missed is delivered, or only the newest of each series, or dropped.
 * @returns how many were dropped
 * @throws FLX_SUBSCRIPTION_UNKNOWN, FLX_SUBSCRIPTION_STATE
 */
export async function resumeSubscription(
  tx: Database,
  id: string,
  { missed, clock }: { readonly missed: MissedDeliveries; readonly clock: Clock },
): Promise<number> {
  await requireState(tx, id, 'paused');
  const dropped = missed === 'all' ? 0 : await dropWaiting(tx, { watcherId: id, keep: missed });
  await changeSubscriptionState(tx, id, { state: 'active', reason: undefined, at: clock.now().toISOString() });
  return dropped;
}

export interface RotateOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** How long the old secrets are signed with too. */
  readonly overlapSeconds: number;
  /** The new secret; made when left out. */
  readonly secret?: string | undefined;
}

/**
 * Gives a subscription a new secret; until the overlap is over every message carries a signature of the old one too.
 * @throws FLX_SUBSCRIPTION_UNKNOWN, FLX_SUBSCRIPTION_STATE, FLX_SUBSCRIPTION_SECRET
 */
export async function rotateSecret(id: string, options: RotateOptions): Promise<{ secret: string; oldUntil: string }> {
  const { store, clock, random, overlapSeconds } = options;
  const secret = options.secret ?? createSigningSecret(random);
  keyOfSecret(secret);
  const now = clock.now();
  const oldUntil = new Date(now.getTime() + overlapSeconds * 1000).toISOString();
  await store.transaction(async (tx) => {
    const opened = await openWebhookSubscription(tx, id, store.vault);
    if (!opened) throw await closedError(tx, id, 'active');
    const { url, signingSecrets } = opened.secrets;
    const old = signingSecrets
      .map((one) => ({ ...one, validUntil: earlier(one.validUntil, oldUntil) }))
      .filter(({ validUntil }) => validUntil > now.toISOString());
    const secrets = { url, signingSecrets: [{ secret }, ...old] };
    await replaceSubscriptionSecrets(tx, id, { secrets, vault: store.vault });
  });
  return { secret, oldUntil };
}

function earlier(known: string | undefined, other: string): string {
  return known === undefined || known > other ? other : known;
}

async function requireState(tx: Database, id: string, wanted: SubscriptionState): Promise<void> {
  const subscription = await getWebhookSubscription(tx, id);
  if (subscription?.state !== wanted) throw await closedError(tx, id, wanted);
}

async function closedError(tx: Database, id: string, wanted: SubscriptionState) {
  const subscription = await getWebhookSubscription(tx, id);
  if (!subscription) return connectorError('FLX_SUBSCRIPTION_UNKNOWN', { id });
  return connectorError('FLX_SUBSCRIPTION_STATE', { name: subscription.name, state: subscription.state, wanted });
}
