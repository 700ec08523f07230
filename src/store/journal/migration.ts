import { type Migration, SQLITE_WITHOUT_ROWID } from '../migrate.ts';

/** Runs, steps, signals, and payloads of flows. */
export const flowJournal: Migration = {
  name: '0100-flow-journal',
  statements: [
    `create table flow_version (
      hash text primary key, flow text not null, content text not null, created_at text not null)`,
    `create table flow_owner (owner text primary key, lease_until text not null)`,
    `create table flow_run (
      run_id text primary key, flow_key text not null, flow text not null, version text not null,
      trigger_name text not null, trigger text not null, event_id text, client_tracking_id text not null,
      origin_run_id text, parent text, status text not null, code text, error text, outputs text, response text,
      started_at text not null, ended_at text, wake_at text, owner text, fence bigint not null, signal bigint not null)`,
    `create index flow_run_by_time on flow_run (started_at, run_id)`,
    `create index flow_run_by_flow on flow_run (flow_key, started_at, run_id)`,
    `create index flow_run_by_wake on flow_run (wake_at) where wake_at is not null`,
    `create index flow_run_active on flow_run (flow_key) where ended_at is null`,
    `create index flow_run_queued on flow_run (flow_key, started_at) where status = 'Queued'`,
    `create index flow_run_by_event on flow_run (event_id) where event_id is not null`,
    `create table flow_step (
      run_id text not null, action text not null, iteration text not null, sequence bigint not null,
      status text not null, code text, error text, inputs text, outputs text, started_at text not null,
      ended_at text, due_at text, state text, tracked text, secured text,
      primary key (run_id, action, iteration)) ${SQLITE_WITHOUT_ROWID}`,
    `create table flow_signal (
      run_id text not null, action text not null, iteration text not null, payload text not null,
      received_at text not null, primary key (run_id, action, iteration)) ${SQLITE_WITHOUT_ROWID}`,
    `create table flow_payload (hash text primary key, content text not null, used_at text not null)`,
    `create index flow_payload_by_use on flow_payload (used_at)`,
  ],
};
