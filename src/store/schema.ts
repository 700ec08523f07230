import type { Kysely } from 'kysely';

/** Content is JSON text, times are ISO 8601 text in UTC, truth values are 0 and 1: the same in every database. */
type JsonText = string;
type Moment = string;
type Flag = number;

export interface DefinitionRow {
  kind: string;
  /** The name in lower case. */
  name_key: string;
  name: string;
  version: number;
  hash: string;
  content: JsonText;
  author: string;
  changed_at: Moment;
  is_removed: Flag;
}

export interface RefreshRow {
  job_id: string;
  status: string;
  owner: string;
  heartbeat_at: Moment;
  submitted_at: Moment;
  ended_at: Moment | null;
  /** How long it took; 0 until it has ended. */
  seconds: number;
  cancel_requested_at: Moment | null;
  content: JsonText;
}
export interface RefreshTaskRow {
  job_id: string;
  task_id: string;
  position: number;
  operation_type: string;
  identifier: string;
  status: string;
  ended_at: Moment | null;
  content: JsonText;
}

export interface SnapshotRow {
  snapshot_id: string;
  refresh_id: string;
  created_at: Moment;
}
export interface SnapshotEntityRow {
  snapshot_id: string;
  name: string;
  files: JsonText;
  row_count: number;
  columns: JsonText;
  primary_key: string | null;
  reading: JsonText | null;
}

export interface SegmentHistoryRow {
  segment_key: string;
  refresh_id: string;
  evaluated_at: Moment;
  size: number;
  entered: number;
  left_count: number;
  definition_hash: string;
  changes: string | null;
}
export interface MeasureHistoryRow {
  measure_key: string;
  calculation: string;
  series: string;
  refresh_id: string;
  evaluated_at: Moment;
  value: number | null;
  definition_hash: string;
}

export interface EventRow {
  sequence: number;
  event_id: string;
  type: string;
  subject_key: string;
  refresh_id: string;
  occurred_at: Moment;
  content: JsonText;
}

export interface WatcherRow {
  watcher_id: string;
  name: string;
  trigger_kind: string;
  /** Lower-case name of what is watched; empty for anything of its kind. */
  subject_key: string;
  parameters: JsonText;
  owner_kind: string;
  owner_name: string;
  targets: JsonText;
  is_enabled: Flag;
  created_at: Moment;
}
export interface ThresholdStateRow {
  watcher_id: string;
  series: string;
  content: JsonText;
  /** Until when crossings are held for one digest; null when none is held. */
  digest_due_at: Moment | null;
  changed_at: Moment;
}
export interface EvaluationRow {
  evaluation_id: string;
  sequence: number;
  watcher_id: string;
  series: string;
  refresh_id: string;
  event_id: string;
  evaluated_at: Moment;
  value: number | null;
  previous_value: number | null;
  threshold: number | null;
  decision: string;
  reason: string;
  occurrence_id: string | null;
}
export interface OccurrenceRow {
  occurrence_id: string;
  sequence: number;
  watcher_id: string;
  series: string;
  trigger_kind: string;
  refresh_id: string;
  occurred_at: Moment;
  payload: JsonText;
  is_test: Flag;
}
export interface DeliveryRow {
  delivery_id: string;
  occurrence_id: string;
  watcher_id: string;
  series: string;
  target_kind: string;
  target_key: string;
  target: JsonText;
  status: string;
  attempts: number;
  created_at: Moment;
  next_attempt_at: Moment;
  delivered_at: Moment | null;
  last_attempt: JsonText | null;
  lease_owner: string | null;
  lease_expires_at: Moment | null;
  fencing_token: number;
  /** That of the occurrence. */
  sequence: number;
}
export interface DeliveryAttemptRow {
  delivery_id: string;
  fencing_token: number;
  content: JsonText;
}
export interface WebhookSubscriptionRow {
  subscription_id: string;
  name: string;
  trigger_kind: string;
  parameters: JsonText;
  owner_name: string;
  /** Host of the address, the only part of it that is shown. */
  host: string;
  /** Address and signing secrets, encrypted; null once it ended. */
  sealed: string | null;
  format: string;
  is_ordered: Flag;
  rate_per_minute: number | null;
  state: string;
  state_reason: string | null;
  state_changed_at: Moment;
  /** The receiver asked for no delivery before this. */
  held_until: Moment | null;
  created_at: Moment;
}

export interface LeaseRow {
  name: string;
  owner: string;
  fencing_token: number;
  expires_at: Moment;
  /** When its owner took it. */
  since: Moment;
}
export interface AuditRow {
  sequence: number;
  at: Moment;
  actor: string;
  action: string;
  object_kind: string;
  object_name: string;
  hash_before: string | null;
  hash_after: string | null;
  detail: JsonText;
}
export interface SettingRow {
  name: string;
  value: JsonText;
  changed_at: Moment;
}
export interface SecretRow {
  name: string;
  value: string;
  changed_at: Moment;
}
export interface ConnectorRow {
  /** The name in lower case. */
  name_key: string;
  name: string;
  title: string;
  address: string;
  origin: string;
  added_by: string;
  added_at: Moment;
}
export interface SignInRow {
  state: string;
  connection_name: string;
  sealed: string;
  expires_at: Moment;
}
export interface CounterRow {
  name: string;
  value: number;
}
export interface MigrationRow {
  name: string;
  hash: string;
  applied_at: Moment;
}

export interface RealtimeItemRow {
  entity_key: string;
  item_key: string;
  kind: string;
  content: JsonText;
  valid_until: Moment;
  changed_at: Moment;
  actor: string;
}
export interface SubscriptionTokenRow {
  token_hash: string;
  subscription_id: string;
}
export interface PollRow {
  watcher_id: string;
  polled_at: Moment;
}

export interface AccountRow {
  account_id: string;
  email_key: string;
  email: string;
  display_name: string;
  role: string;
  state: string;
  password_hash: string | null;
  created_at: Moment;
  last_sign_in_at: Moment | null;
}
export interface AccountIdentityRow {
  issuer: string;
  subject: string;
  account_id: string;
}
export interface SessionRow {
  session_id: string;
  token_hash: string;
  account_id: string;
  csrf_token: string;
  user_agent: string;
  created_at: Moment;
  used_at: Moment;
  expires_at: Moment;
}
export interface SignInLinkRow {
  token_hash: string;
  purpose: string;
  account_id: string | null;
  expires_at: Moment;
}
export interface ApiKeyRow {
  key_id: string;
  token_hash: string;
  name: string;
  hint: string;
  account_id: string;
  role: string;
  scopes: JsonText;
  created_at: Moment;
  expires_at: Moment | null;
  used_at: Moment | null;
}
export interface OAuthClientRow {
  client_id: string;
  name: string;
  sealed_secret: string | null;
  redirect_uris: JsonText;
  needs_pkce: Flag;
  created_at: Moment;
}

/** Calls of one day, by what was called and by whom. */
export interface CallCountRow {
  day: string;
  kind: string;
  operation: string;
  client: string;
  calls: number;
}

/** Calls of a connection by the second in which they came, as JSON. */
export interface ConnectorCallRow {
  connection_id: string;
  changed_at: number;
  calls: string;
}

export interface OAuthRecordRow {
  model: string;
  record_id: string;
  content: JsonText;
  grant_id: string | null;
  uid: string | null;
  user_code: string | null;
  expires_at: Moment | null;
  consumed_at: Moment | null;
}

/** The tables of the state store. */
export interface Schema {
  account: AccountRow;
  account_identity: AccountIdentityRow;
  session: SessionRow;
  sign_in_link: SignInLinkRow;
  api_key: ApiKeyRow;
  oauth_client: OAuthClientRow;
  oauth_record: OAuthRecordRow;
  connector_call: ConnectorCallRow;
  call_count: CallCountRow;
  realtime_item: RealtimeItemRow;
  subscription_token: SubscriptionTokenRow;
  poll: PollRow;
  migration: MigrationRow;
  counter: CounterRow;
  definition: DefinitionRow;
  definition_version: DefinitionRow;
  refresh: RefreshRow;
  refresh_task: RefreshTaskRow;
  snapshot: SnapshotRow;
  snapshot_entity: SnapshotEntityRow;
  segment_history: SegmentHistoryRow;
  measure_history: MeasureHistoryRow;
  event: EventRow;
  watcher: WatcherRow;
  threshold_state: ThresholdStateRow;
  evaluation: EvaluationRow;
  occurrence: OccurrenceRow;
  delivery: DeliveryRow;
  delivery_attempt: DeliveryAttemptRow;
  webhook_subscription: WebhookSubscriptionRow;
  connector: ConnectorRow;
  sign_in: SignInRow;
  lease: LeaseRow;
  audit: AuditRow;
  setting: SettingRow;
  secret: SecretRow;
}

/** The state store's database, or a transaction in it: every repository function takes either. */
export type Database = Kysely<Schema>;
