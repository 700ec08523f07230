import type { Migration } from '../migrate.ts';

/** Rows written through the connector, tokens that end subscriptions, and when polls were last heard of. */
export const connectorState: Migration = {
  name: '0200-connector',
  statements: [
    `create table realtime_item (
      entity_key text not null, item_key text not null, kind text not null, content text not null,
      valid_until text not null, changed_at text not null, actor text not null,
      primary key (entity_key, item_key))`,
    `create index realtime_item_by_end on realtime_item (valid_until)`,
    `create table subscription_token (token_hash text primary key, subscription_id text not null)`,
    `create table poll (watcher_id text primary key, polled_at text not null)`,
  ],
};
