import type { Kysely } from 'kysely';
import type { Database } from '../schema.ts';

type Moment = string;
type Flag = number;

export interface FlowTriggerRow {
  /** Names in lower case. */
  flow_key: string;
  trigger_key: string;
  flow: string;
  trigger_name: string;
  kind: string;
  /** Of what the definition says of the trigger; another one starts anew. */
  hash: string;
  is_wanted: Flag;
  /** When it began to be watched. */
  since: Moment;
  /** When it is looked at next; null while nothing is to be done. */
  next_at: Moment | null;
  /** JSON, encrypted: subscriptions hold secrets. */
  state: string;
  failures: number;
  lease_owner: string | null;
  lease_until: Moment | null;
  /** Raised with each claim and each change of the definition: who writes with an older one is late. */
  fence: number;
}

export interface FlowTriggerHistoryRow {
  history_id: string;
  flow_key: string;
  flow: string;
  trigger_name: string;
  status: string;
  is_fired: Flag;
  code: string | null;
  error: string | null;
  started_at: Moment;
  ended_at: Moment;
  scheduled_at: Moment | null;
  /** JSON text of what a trigger gave that started no run. */
  outputs: string | null;
  run_id: string | null;
  client_tracking_id: string | null;
}

interface TriggerSchema {
  flow_trigger: FlowTriggerRow;
  flow_trigger_history: FlowTriggerHistoryRow;
}

/** The state store's database with the tables of the triggers of flows. */
export type TriggerDatabase = Kysely<TriggerSchema>;

/** The view of the state store, or of a transaction in it, that has these tables. */
export function asTriggerDatabase(db: Database): TriggerDatabase {
  return db as unknown as TriggerDatabase;
}
