import type { BatchStatement } from './batch-statement.ts';

/** A run begins, unless it has begun before. */
export const INSERT_RUN: BatchStatement = {
  key: 'run_id',
  columns: {
    run_id: 'text',
    flow_key: 'text',
    flow: 'text',
    version: 'text',
    trigger_name: 'text',
    trigger_content: 'text',
    event_id: 'text',
    client_tracking_id: 'text',
    origin_run_id: 'text',
    parent: 'text',
    status: 'text',
    started_at: 'text',
    wake_at: 'text',
    owner: 'text',
  },
  sql: (rows) => `insert into flow_run (run_id, flow_key, flow, version, trigger_name, trigger, event_id,
      client_tracking_id, origin_run_id, parent, status, started_at, wake_at, owner, fence, signal)
    select v.run_id, v.flow_key, v.flow, v.version, v.trigger_name, v.trigger_content, v.event_id,
      v.client_tracking_id, v.origin_run_id, v.parent, v.status, v.started_at, v.wake_at, v.owner, 1, 0
    from ${rows} as v where true
    on conflict (run_id) do nothing`,
};

/** What is known of a step, from the owner of its run alone. */
export const WRITE_STEP: BatchStatement = {
  key: 'run_id',
  columns: {
    run_id: 'text',
    fence: 'bigint',
    action: 'text',
    iteration: 'text',
    sequence: 'bigint',
    status: 'text',
    code: 'text',
    error: 'text',
    inputs: 'text',
    outputs: 'text',
    started_at: 'text',
    ended_at: 'text',
    due_at: 'text',
    state: 'text',
    tracked: 'text',
    secured: 'text',
  },
  sql: (rows) => `insert into flow_step (run_id, action, iteration, sequence, status, code, error, inputs, outputs,
      started_at, ended_at, due_at, state, tracked, secured)
    select v.run_id, v.action, v.iteration, v.sequence, v.status, v.code, v.error, v.inputs, v.outputs,
      v.started_at, v.ended_at, v.due_at, v.state, v.tracked, v.secured
    from ${rows} as v join flow_run r on r.run_id = v.run_id and r.fence = v.fence where true
    on conflict (run_id, action, iteration) do update set sequence = excluded.sequence, status = excluded.status,
      code = excluded.code, error = excluded.error, inputs = coalesce(excluded.inputs, flow_step.inputs),
      outputs = excluded.outputs, ended_at = excluded.ended_at, due_at = excluded.due_at, state = excluded.state,
      tracked = excluded.tracked, secured = excluded.secured`,
};

/** A run leaves memory; a signal that came meanwhile wakes it at once. */
export const PARK_RUN: BatchStatement = {
  key: 'flow_run.run_id',
  columns: { run_id: 'text', fence: 'bigint', seen: 'bigint', now_at: 'text', due_at: 'text' },
  sql: (rows) => `update flow_run set status = 'Waiting', owner = null,
      wake_at = case when flow_run.signal > v.seen then v.now_at else v.due_at end
    from ${rows} as v where flow_run.run_id = v.run_id and flow_run.fence = v.fence`,
};

/** What a Response action answered. */
export const ANSWER_RUN: BatchStatement = {
  key: 'flow_run.run_id',
  columns: { run_id: 'text', fence: 'bigint', response: 'text' },
  sql: (rows) => `update flow_run set response = v.response
    from ${rows} as v where flow_run.run_id = v.run_id and flow_run.fence = v.fence`,
};

/** Between the start of a run and its end, which are ISO 8601 texts. */
const SECONDS_SINCE_START = {
  sqlite: 'round((julianday(v.ended_at) - julianday(flow_run.started_at)) * 86400, 3)',
  postgresql: 'extract(epoch from v.ended_at::timestamptz - flow_run.started_at::timestamptz)',
} as const;

/** A run is over. */
export const END_RUN: BatchStatement = {
  key: 'flow_run.run_id',
  columns: {
    run_id: 'text',
    fence: 'bigint',
    status: 'text',
    code: 'text',
    error: 'text',
    outputs: 'text',
    ended_at: 'text',
  },
  sql: (rows, kind) => `update flow_run set status = v.status, code = v.code, error = v.error, outputs = v.outputs,
      ended_at = v.ended_at, seconds = ${SECONDS_SINCE_START[kind]}, wake_at = null, owner = null
    from ${rows} as v where flow_run.run_id = v.run_id and flow_run.fence = v.fence and flow_run.ended_at is null`,
};

/** The first signal for a step. */
export const INSERT_SIGNAL: BatchStatement = {
  key: 'run_id',
  columns: { run_id: 'text', action: 'text', iteration: 'text', payload: 'text', received_at: 'text' },
  sql: (rows) => `insert into flow_signal (run_id, action, iteration, payload, received_at)
    select v.run_id, v.action, v.iteration, v.payload, v.received_at from ${rows} as v where true
    on conflict (run_id, action, iteration) do nothing`,
};

/** Lets a signalled run go on, wherever it is. */
export const RAISE_SIGNAL: BatchStatement = {
  key: 'flow_run.run_id',
  columns: { run_id: 'text', now_at: 'text' },
  sql: (rows) => `update flow_run set signal = signal + 1,
      wake_at = case when owner is null and status = 'Waiting' then v.now_at else wake_at end
    from ${rows} as v where flow_run.run_id = v.run_id and flow_run.ended_at is null`,
};

/** A large text, once for equal contents. */
export const WRITE_PAYLOAD: BatchStatement = {
  key: 'hash',
  columns: { hash: 'text', content: 'text', used_at: 'text' },
  sql: (rows) => `insert into flow_payload (hash, content, used_at)
    select v.hash, v.content, v.used_at from ${rows} as v where true
    on conflict (hash) do update set used_at = excluded.used_at`,
};

/** That a run names a payload. */
export const WRITE_PAYLOAD_USE: BatchStatement = {
  key: 'hash',
  columns: { hash: 'text', run_id: 'text' },
  sql: (rows) => `insert into flow_payload_use (hash, run_id)
    select v.hash, v.run_id from ${rows} as v where true on conflict (hash, run_id) do nothing`,
};

/** A version of a definition. */
export const WRITE_VERSION: BatchStatement = {
  key: 'hash',
  columns: { hash: 'text', flow: 'text', content: 'text', created_at: 'text' },
  sql: (rows) => `insert into flow_version (hash, flow, content, created_at)
    select v.hash, v.flow, v.content, v.created_at from ${rows} as v where true
    on conflict (hash) do nothing`,
};
