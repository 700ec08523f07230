import type { TriggerKindName } from '../model/trigger.ts';
import { type Orders, type SortedRequest, sortedPage } from './order.ts';
import type { Page } from './page.ts';
import type { Database, WebhookSubscriptionRow } from './schema.ts';
import type { Vault } from './vault.ts';

/**
 * `active`: deliveries go out; `paused`: they wait until somebody resumes it; `ended`: unsubscribed, or the receiver said
 * that it is gone.
 */
export type SubscriptionState = 'active' | 'paused' | 'ended';

/** How a message is written: the payload alone, or as a CloudEvent around it or in headers beside it. */
export const MESSAGE_FORMATS = ['payload', 'cloudEvents', 'cloudEventsBinary'] as const;
export type MessageFormat = (typeof MESSAGE_FORMATS)[number];

/** A receiver outside that is told when a trigger fires. Its id is that of its watcher. */
export interface WebhookSubscription {
  readonly subscriptionId: string;
  readonly name: string;
  readonly trigger: TriggerKindName;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Who asked for it. */
  readonly ownerName: string;
  /** Host of the receiver's address; the rest of the address is a secret. */
  readonly host: string;
  readonly format: MessageFormat;
  /** Deliveries keep the order of what happened; one that waits for another attempt holds back those behind it. */
  readonly isOrdered: boolean;
  /** Most deliveries in a minute; undefined means no limit. */
  readonly ratePerMinute: number | undefined;
  readonly state: SubscriptionState;
  readonly stateReason: string | undefined;
  readonly stateChangedAt: string;
  /** The receiver asked for no delivery before this, ISO 8601. */
  readonly heldUntil: string | undefined;
  readonly createdAt: string;
}

/** What nobody may read of a subscription. */
export interface SubscriptionSecrets {
  /** Where the receiver is: an opaque text, up to 16 KiB. */
  readonly url: string;
  /** Newest first; one with an end is still signed with until then. */
  readonly signingSecrets: readonly { readonly secret: string; readonly validUntil?: string | undefined }[];
}

/** Keeps a subscription with its secrets encrypted, replacing the one before. */
export async function saveWebhookSubscription(
  db: Database,
  subscription: WebhookSubscription,
  { secrets, vault }: { readonly secrets: SubscriptionSecrets; readonly vault: Vault },
): Promise<void> {
  const { subscription_id, created_at, ...rest } = rowOf(
    subscription,
    seal(subscription.subscriptionId, secrets, vault),
  );
  await db
    .insertInto('webhook_subscription')
    .values({ subscription_id, created_at, ...rest })
    .onConflict((conflict) => conflict.column('subscription_id').doUpdateSet(rest))
    .execute();
}

export async function getWebhookSubscription(db: Database, id: string): Promise<WebhookSubscription | undefined> {
  const row = await selectRow(db, id);
  return row && subscriptionOf(row);
}

/** A subscription with its secrets in the clear; undefined when there is none or it ended. @throws FLX_SECRET_UNREADABLE */
export async function openWebhookSubscription(
  db: Database,
  id: string,
  vault: Vault,
): Promise<{ readonly subscription: WebhookSubscription; readonly secrets: SubscriptionSecrets } | undefined> {
  const row = await selectRow(db, id);
  if (!row || row.sealed === null) return undefined;
  return {
    subscription: subscriptionOf(row),
    secrets: vault.decrypt(row.sealed, contextOf(id)) as SubscriptionSecrets,
  };
}

function selectRow(db: Database, id: string): Promise<WebhookSubscriptionRow | undefined> {
  return db.selectFrom('webhook_subscription').selectAll().where('subscription_id', '=', id).executeTakeFirst();
}

/** Orders of the list of subscriptions. */
export const SUBSCRIPTION_ORDERS = {
  createdAt: ['created_at', 'subscription_id'],
  displayName: ['name', 'subscription_id'],
  host: ['host', 'subscription_id'],
  trigger: ['trigger_kind', 'subscription_id'],
  state: ['state', 'subscription_id'],
} as const satisfies Orders;

export interface SubscriptionFilter extends SortedRequest {
  readonly state?: SubscriptionState | undefined;
  readonly ownerName?: string | undefined;
}

/** Subscriptions, usually newest first. */
export async function listWebhookSubscriptions(
  db: Database,
  filter: SubscriptionFilter = {},
): Promise<Page<WebhookSubscription>> {
  let query = db.selectFrom('webhook_subscription').selectAll();
  if (filter.state !== undefined) query = query.where('state', '=', filter.state);
  if (filter.ownerName !== undefined) query = query.where('owner_name', '=', filter.ownerName);
  const { items, next } = await sortedPage(query, filter, SUBSCRIPTION_ORDERS);
  return { items: items.map(subscriptionOf), next };
}

export interface StateChange {
  readonly state: SubscriptionState;
  readonly reason: string | undefined;
  /** ISO 8601. */
  readonly at: string;
}

/** Changes the state of a subscription; one that ended forgets its secrets and stays so. False when nothing changed. */
export async function changeSubscriptionState(db: Database, id: string, change: StateChange): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_subscription')
    .set({
      state: change.state,
      state_reason: change.reason ?? null,
      state_changed_at: change.at,
      held_until: null,
      ...(change.state === 'ended' && { sealed: null }),
    })
    .where('subscription_id', '=', id)
    .where('state', 'not in', ['ended', change.state])
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Replaces the secrets of a subscription. */
export async function replaceSubscriptionSecrets(
  db: Database,
  id: string,
  { secrets, vault }: { readonly secrets: SubscriptionSecrets; readonly vault: Vault },
): Promise<void> {
  await db
    .updateTable('webhook_subscription')
    .set({ sealed: seal(id, secrets, vault) })
    .where('subscription_id', '=', id)
    .where('state', '<>', 'ended')
    .execute();
}

/** Lets nothing go out to a receiver before a moment, ISO 8601. */
export async function holdSubscription(db: Database, id: string, until: string): Promise<void> {
  await db
    .updateTable('webhook_subscription')
    .set({ held_until: until })
    .where('subscription_id', '=', id)
    .where('state', '=', 'active')
    .execute();
}

/** Ids of subscriptions to which nothing may go out now: paused, or held until later than `now`. */
export async function listClosedSubscriptions(db: Database, now: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('webhook_subscription')
    .select('subscription_id')
    .where('state', '=', 'paused')
    .unionAll(db.selectFrom('webhook_subscription').select('subscription_id').where('held_until', '>', now))
    .execute();
  return new Set(rows.map((row) => row.subscription_id));
}

function contextOf(id: string): string {
  return `webhookSubscription/${id}`;
}

function seal(id: string, secrets: SubscriptionSecrets, vault: Vault): string {
  return vault.encrypt(secrets, contextOf(id));
}

function rowOf(subscription: WebhookSubscription, sealed: string): WebhookSubscriptionRow {
  return {
    subscription_id: subscription.subscriptionId,
    name: subscription.name,
    trigger_kind: subscription.trigger,
    parameters: JSON.stringify(subscription.parameters),
    owner_name: subscription.ownerName,
    host: subscription.host,
    sealed,
    format: subscription.format,
    is_ordered: subscription.isOrdered ? 1 : 0,
    rate_per_minute: subscription.ratePerMinute ?? null,
    state: subscription.state,
    state_reason: subscription.stateReason ?? null,
    state_changed_at: subscription.stateChangedAt,
    held_until: subscription.heldUntil ?? null,
    created_at: subscription.createdAt,
  };
}

function subscriptionOf(row: WebhookSubscriptionRow): WebhookSubscription {
  return {
    subscriptionId: row.subscription_id,
    name: row.name,
    trigger: row.trigger_kind as TriggerKindName,
    parameters: JSON.parse(row.parameters) as Record<string, unknown>,
    ownerName: row.owner_name,
    host: row.host,
    format: row.format as MessageFormat,
    isOrdered: row.is_ordered === 1,
    ratePerMinute: row.rate_per_minute ?? undefined,
    state: row.state as SubscriptionState,
    stateReason: row.state_reason ?? undefined,
    stateChangedAt: row.state_changed_at,
    heldUntil: row.held_until ?? undefined,
    createdAt: row.created_at,
  };
}
