import type { Migration } from '../migrate.ts';

/** Subscriptions of webhook receivers, deliveries in the order of what they tell, and their attempts that did not arrive. */
export const webhookSubscriptions: Migration = {
  name: '0110-webhook-subscriptions',
  statements: [
    `create table webhook_subscription (
      subscription_id text primary key, name text not null, trigger_kind text not null, parameters text not null,
      owner_name text not null, host text not null, sealed text, format text not null, is_ordered integer not null,
      rate_per_minute integer, state text not null, state_reason text, state_changed_at text not null,
      held_until text, created_at text not null)`,
    `create index webhook_subscription_by_state on webhook_subscription (state)`,
    `create index webhook_subscription_by_hold on webhook_subscription (held_until)`,
    `alter table delivery add column sequence bigint not null default 0`,
    `update delivery set sequence = coalesce(
      (select sequence from occurrence where occurrence.occurrence_id = delivery.occurrence_id), 0)`,
    `create index delivery_in_order on delivery (status, target_kind, target_key, sequence)`,
    `create table delivery_attempt (
      delivery_id text not null, fencing_token bigint not null, content text not null,
      primary key (delivery_id, fencing_token))`,
  ],
};
