import type { Migration } from '../migrate.ts';

/** When triggers of flows fire next, what they are subscribed to, and what became of each firing. */
export const flowTriggers: Migration = {
  name: '0120-flow-triggers',
  statements: [
    `create table flow_trigger (
      flow_key text not null, trigger_key text not null, flow text not null, trigger_name text not null,
      kind text not null, hash text not null, is_wanted integer not null, since text not null, next_at text,
      state text not null, failures integer not null, lease_owner text, lease_until text, fence bigint not null,
      primary key (flow_key, trigger_key))`,
    `create index flow_trigger_by_time on flow_trigger (next_at) where next_at is not null`,
    `create table flow_trigger_history (
      history_id text primary key, flow_key text not null, flow text not null, trigger_name text not null,
      status text not null, is_fired integer not null, code text, error text, started_at text not null,
      ended_at text not null, scheduled_at text, outputs text, run_id text, client_tracking_id text)`,
    `create index flow_trigger_history_by_time on flow_trigger_history (flow_key, started_at, history_id)`,
    `create index flow_trigger_history_by_age on flow_trigger_history (started_at)`,
  ],
};
