import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

/** JSON text of a value, or the address of a payload that was stored apart (see `payload.ts`). */
export type PayloadText = string;
type Moment = string;

/** A version of a flow's definition, by its hash; runs are pinned to one. */
export interface FlowVersionRow {
  hash: string;
  flow: string;
  content: string;
  created_at: Moment;
}

/** A process that runs flows. */
export interface FlowOwnerRow {
  owner: string;
  lease_until: Moment;
  /** When it began to run flows. */
  since: Moment;
}

export interface FlowRunRow {
  run_id: string;
  /** Name of the flow in lower case. */
  flow_key: string;
  flow: string;
  version: string;
  trigger_name: string;
  trigger: PayloadText;
  event_id: string | null;
  client_tracking_id: string;
  origin_run_id: string | null;
  /** JSON `{runId, action, iteration}` of the step that started this run. */
  parent: string | null;
  status: string;
  code: string | null;
  error: string | null;
  outputs: PayloadText | null;
  /** What a Response action answered. */
  response: PayloadText | null;
  started_at: Moment;
  ended_at: Moment | null;
  /** How long it took; 0 until it has ended. */
  seconds: number;
  /** When a run that nobody holds goes on; null while it waits for a signal alone. */
  wake_at: Moment | null;
  /** Who holds it in memory; null when nobody does. */
  owner: string | null;
  /** Raised with each change of owner; records with a lower one are refused. */
  fence: number;
  /** Raised with each signal. */
  signal: number;
}

export interface FlowStepRow {
  run_id: string;
  action: string;
  /** Indexes of the enclosing loops, outermost first, six digits each, joined by `-`; empty outside of loops. */
  iteration: string;
  /** Order of the records of one run. */
  sequence: number;
  status: string;
  code: string | null;
  error: string | null;
  inputs: PayloadText | null;
  outputs: PayloadText | null;
  started_at: Moment;
  ended_at: Moment | null;
  /** When a waiting step goes on by itself. */
  due_at: Moment | null;
  /** What a step needs to go on, JSON. */
  state: PayloadText | null;
  tracked: string | null;
  /** `inputs`, `outputs` or both, joined by a comma, when history hides them. */
  secured: string | null;
}

/** What arrived from outside for a waiting step; the first one counts. */
export interface FlowSignalRow {
  run_id: string;
  action: string;
  iteration: string;
  payload: PayloadText;
  received_at: Moment;
}

export interface FlowPayloadRow {
  hash: string;
  content: string;
  used_at: Moment;
}

/** That a run names a payload, which is kept as long as one does. */
export interface FlowPayloadUseRow {
  hash: string;
  run_id: string;
}

/** The tables of the flow journal. */
export interface JournalSchema {
  flow_version: FlowVersionRow;
  flow_owner: FlowOwnerRow;
  flow_run: FlowRunRow;
  flow_step: FlowStepRow;
  flow_signal: FlowSignalRow;
  flow_payload: FlowPayloadRow;
  flow_payload_use: FlowPayloadUseRow;
}

/** The state store's database with the tables of the journal. */
export type JournalDatabase = Kysely<JournalSchema>;

/** The journal's view of the state store or of a transaction in it. */
export function asJournalDatabase(db: Database): JournalDatabase {
  return db as unknown as JournalDatabase;
}
