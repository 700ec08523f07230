import type { Migration } from '../migrate.ts';

/** Definitions, refreshes, snapshots, history, events, triggers, deliveries, leases, audit, settings and secrets. */
export const operationalState: Migration = {
  name: '0001-operational-state',
  statements: [
    `create table counter (name text primary key, value bigint not null)`,
    `insert into counter (name, value) values ('event', 0), ('evaluation', 0), ('occurrence', 0), ('audit', 0)`,

    `create table definition (
      kind text not null, name_key text not null, name text not null, version integer not null,
      hash text not null, content text not null, author text not null, changed_at text not null,
      is_removed integer not null, primary key (kind, name_key))`,
    `create table definition_version (
      kind text not null, name_key text not null, name text not null, version integer not null,
      hash text not null, content text not null, author text not null, changed_at text not null,
      is_removed integer not null, primary key (kind, name_key, version))`,

    `create table refresh (
      job_id text primary key, status text not null, owner text not null, heartbeat_at text not null,
      submitted_at text not null, ended_at text, cancel_requested_at text, content text not null)`,
    `create index refresh_by_time on refresh (submitted_at, job_id)`,
    `create index refresh_by_status on refresh (status)`,
    `create table refresh_task (
      job_id text not null references refresh (job_id) on delete cascade, task_id text not null,
      position integer not null, operation_type text not null, identifier text not null, status text not null,
      ended_at text, content text not null, primary key (job_id, task_id))`,
    `create index refresh_task_by_subject on refresh_task (operation_type, identifier, ended_at)`,

    `create table snapshot (snapshot_id text primary key, refresh_id text not null, created_at text not null)`,
    `create index snapshot_by_time on snapshot (created_at, snapshot_id)`,
    `create table snapshot_entity (
      snapshot_id text not null references snapshot (snapshot_id) on delete cascade, name text not null,
      files text not null, row_count bigint not null, columns text not null, primary_key text,
      primary key (snapshot_id, name))`,

    `create table segment_history (
      segment_key text not null, refresh_id text not null, evaluated_at text not null, size bigint not null,
      entered bigint not null, left_count bigint not null, definition_hash text not null, changes text,
      primary key (segment_key, refresh_id))`,
    `create index segment_history_by_time on segment_history (segment_key, evaluated_at, refresh_id)`,
    `create table measure_history (
      measure_key text not null, calculation text not null, series text not null, refresh_id text not null,
      evaluated_at text not null, value double precision, definition_hash text not null,
      primary key (measure_key, calculation, series, refresh_id))`,
    `create index measure_history_by_time
      on measure_history (measure_key, calculation, series, evaluated_at, refresh_id)`,

    `create table event (
      sequence bigint primary key, event_id text not null unique, type text not null, subject_key text not null,
      refresh_id text not null, occurred_at text not null, content text not null)`,
    `create index event_by_type on event (type, subject_key, sequence)`,
    `create index event_by_refresh on event (refresh_id, sequence)`,

    `create table watcher (
      watcher_id text primary key, name text not null, trigger_kind text not null, subject_key text not null,
      parameters text not null, owner_kind text not null, owner_name text not null, targets text not null,
      is_enabled integer not null, created_at text not null)`,
    `create index watcher_by_subject on watcher (trigger_kind, subject_key)`,
    `create index watcher_by_owner on watcher (owner_kind, owner_name)`,
    `create table threshold_state (
      watcher_id text not null references watcher (watcher_id) on delete cascade, series text not null,
      content text not null, digest_due_at text, changed_at text not null, primary key (watcher_id, series))`,
    `create index threshold_state_by_digest on threshold_state (digest_due_at)`,
    `create table evaluation (
      evaluation_id text primary key, sequence bigint not null, watcher_id text not null, series text not null,
      refresh_id text not null, event_id text not null, evaluated_at text not null, value double precision,
      previous_value double precision, threshold double precision, decision text not null, reason text not null,
      occurrence_id text)`,
    `create index evaluation_by_watcher on evaluation (watcher_id, sequence)`,
    `create index evaluation_by_refresh on evaluation (refresh_id, sequence)`,
    `create table occurrence (
      occurrence_id text primary key, sequence bigint not null unique, watcher_id text not null, series text not null,
      trigger_kind text not null, refresh_id text not null, occurred_at text not null, payload text not null,
      is_test integer not null)`,
    `create index occurrence_by_watcher on occurrence (watcher_id, sequence)`,
    `create index occurrence_by_refresh on occurrence (refresh_id, sequence)`,
    `create table delivery (
      delivery_id text primary key, occurrence_id text not null, watcher_id text not null, series text not null,
      target_kind text not null, target_key text not null, target text not null, status text not null,
      attempts integer not null, created_at text not null, next_attempt_at text not null, delivered_at text,
      last_attempt text, lease_owner text, lease_expires_at text, fencing_token bigint not null)`,
    `create index delivery_by_target on delivery (status, target_kind, target_key, next_attempt_at)`,
    `create index delivery_by_lease on delivery (status, lease_expires_at)`,
    `create index delivery_by_watcher on delivery (watcher_id, series, status, delivered_at)`,
    `create index delivery_by_occurrence on delivery (occurrence_id)`,
    `create index delivery_by_time on delivery (created_at, delivery_id)`,

    `create table lease (
      name text primary key, owner text not null, fencing_token bigint not null, expires_at text not null)`,
    `create table audit (
      sequence bigint primary key, at text not null, actor text not null, action text not null,
      object_kind text not null, object_name text not null, hash_before text, hash_after text,
      detail text not null)`,
    `create index audit_by_object on audit (object_kind, object_name, sequence)`,
    `create table setting (name text primary key, value text not null, changed_at text not null)`,
    `create table secret (name text primary key, value text not null, changed_at text not null)`,
  ],
};
