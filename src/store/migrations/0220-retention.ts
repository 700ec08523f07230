import type { Migration } from '../migrate.ts';

/** References to payloads begin with this character; see `journal/payload.ts`. */
const REFERENCE = '\u0001';

const TEXTS = [
  ['flow_run', 'trigger'],
  ['flow_run', 'outputs'],
  ['flow_run', 'response'],
  ['flow_step', 'inputs'],
  ['flow_step', 'outputs'],
  ['flow_step', 'state'],
  ['flow_signal', 'payload'],
] as const;

const referenced = TEXTS.map(
  ([table, column]) => `select run_id, ${column} as text from ${table} where substr(${column}, 1, 1) = '${REFERENCE}'`,
);

/** Which runs use which payload, and runs by their end, so that what is old can be removed without a look at the rest. */
export const retention: Migration = {
  name: '0220-retention',
  statements: [
    'create table flow_payload_use (hash text not null, run_id text not null, primary key (hash, run_id))',
    'create index flow_payload_use_by_run on flow_payload_use (run_id)',
    `insert into flow_payload_use (hash, run_id)
      select distinct substr(text, 2), run_id from (${referenced.join(' union all ')}) as used`,
    'create index flow_run_by_end on flow_run (ended_at, flow_key) where ended_at is not null',
  ],
};
