import type { Orders } from '../order.ts';
import { type Payload, referencedHash } from './payload.ts';
import type { RecordedError, StepAddress } from './record.ts';
import type { FlowRunRow, FlowStepRow, JournalDatabase } from './schema.ts';

/** One step as the journal has it. JSON texts are whole. */
export interface StoredStep {
  readonly action: string;
  readonly iteration: string;
  readonly sequence: number;
  readonly status: string;
  readonly code: string | undefined;
  readonly error: RecordedError | undefined;
  readonly inputs: string | undefined;
  readonly outputs: string | undefined;
  readonly state: string | undefined;
  readonly tracked: string | undefined;
  readonly secured: string | undefined;
  readonly startedAt: Date;
  readonly endedAt: Date | undefined;
  readonly dueAt: Date | undefined;
}

/** One run as the journal has it, without its steps. */
export interface StoredRun {
  readonly runId: string;
  readonly flow: string;
  readonly version: string;
  readonly triggerName: string;
  readonly trigger: string;
  readonly eventId: string | undefined;
  readonly clientTrackingId: string;
  readonly originRunId: string | undefined;
  readonly parent: StepAddress | undefined;
  readonly status: string;
  readonly code: string | undefined;
  readonly error: RecordedError | undefined;
  readonly outputs: string | undefined;
  readonly response: string | undefined;
  readonly startedAt: Date;
  readonly endedAt: Date | undefined;
  readonly wakeAt: Date | undefined;
  readonly owner: string | undefined;
  readonly fence: number;
  readonly signal: number;
}

/** Orders of the list of runs. */
export const RUN_ORDERS = {
  startedAt: ['started_at', 'run_id'],
  seconds: ['seconds', 'started_at', 'run_id'],
  status: ['status', 'started_at', 'run_id'],
  flow: ['flow_key', 'started_at', 'run_id'],
} as const satisfies Orders;

/** Most parameters of one statement, below the least that any SQLite allows. */
const HASHES_PER_QUERY = 500;

/** The texts of payloads that were stored apart, by hash. */
export async function readPayloads(
  db: JournalDatabase,
  texts: Iterable<string | null>,
): Promise<ReadonlyMap<string, string>> {
  const hashes = [...new Set([...texts].map(referencedHash).filter((hash) => hash !== undefined))];
  const found = new Map<string, string>();
  for (let start = 0; start < hashes.length; start += HASHES_PER_QUERY) {
    const some = hashes.slice(start, start + HASHES_PER_QUERY);
    const rows: Payload[] = await db
      .selectFrom('flow_payload')
      .select(['hash', 'content'])
      .where('hash', 'in', some)
      .execute();
    for (const { hash, content } of rows) found.set(hash, content);
  }
  return found;
}

/** The whole text behind a column; undefined when it is null or its payload is no longer kept. */
export function wholeText(text: string | null, payloads: ReadonlyMap<string, string>): string | undefined {
  const hash = referencedHash(text);
  return hash === undefined ? (text ?? undefined) : payloads.get(hash);
}

/** Texts of a run that may be stored apart. */
export function payloadsOfRun(row: FlowRunRow): readonly (string | null)[] {
  return [row.trigger, row.outputs, row.response];
}

/** Texts of a step that may be stored apart. */
export function payloadsOfStep(row: FlowStepRow): readonly (string | null)[] {
  return [row.inputs, row.outputs, row.state];
}

/** A run from its row. */
export function readRun(row: FlowRunRow, payloads: ReadonlyMap<string, string>): StoredRun {
  return {
    runId: row.run_id,
    flow: row.flow,
    version: row.version,
    triggerName: row.trigger_name,
    trigger: wholeText(row.trigger, payloads) ?? 'null',
    eventId: row.event_id ?? undefined,
    clientTrackingId: row.client_tracking_id,
    originRunId: row.origin_run_id ?? undefined,
    parent: parse<StepAddress>(row.parent),
    status: row.status,
    code: row.code ?? undefined,
    error: parse<RecordedError>(row.error),
    outputs: wholeText(row.outputs, payloads),
    response: wholeText(row.response, payloads),
    startedAt: new Date(row.started_at),
    endedAt: moment(row.ended_at),
    wakeAt: moment(row.wake_at),
    owner: row.owner ?? undefined,
    fence: row.fence,
    signal: row.signal,
  };
}

/** A step from its row. */
export function readStep(row: FlowStepRow, payloads: ReadonlyMap<string, string>): StoredStep {
  return {
    action: row.action,
    iteration: row.iteration,
    sequence: row.sequence,
    status: row.status,
    code: row.code ?? undefined,
    error: parse<RecordedError>(row.error),
    inputs: wholeText(row.inputs, payloads),
    outputs: wholeText(row.outputs, payloads),
    state: wholeText(row.state, payloads),
    tracked: row.tracked ?? undefined,
    secured: row.secured ?? undefined,
    startedAt: new Date(row.started_at),
    endedAt: moment(row.ended_at),
    dueAt: moment(row.due_at),
  };
}

function parse<Content>(text: string | null): Content | undefined {
  return text === null ? undefined : (JSON.parse(text) as Content);
}

function moment(text: string | null): Date | undefined {
  return text === null ? undefined : new Date(text);
}
