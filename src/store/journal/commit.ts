import type { Backend } from '../backend.ts';
import { type BatchStatement, type Row, runBatch } from './batch-statement.ts';
import { PayloadCollector } from './payload.ts';
import type { JournalRecord, RunEnded, RunParked, RunStarted, SignalReceived, StepChanged } from './record.ts';
import type { JournalDatabase } from './schema.ts';
import {
  ANSWER_RUN,
  END_RUN,
  INSERT_RUN,
  INSERT_SIGNAL,
  PARK_RUN,
  RAISE_SIGNAL,
  WRITE_PAYLOAD,
  WRITE_PAYLOAD_USE,
  WRITE_STEP,
  WRITE_VERSION,
} from './statements.ts';

/** What became of a batch. */
export interface CommitReport {
  /** Runs whose records were refused: another process owns them, or they are over. */
  readonly refused: ReadonlySet<string>;
  /** Runs that had begun before. */
  readonly existing: ReadonlySet<string>;
  /** Runs whose records could not be written, with the reason; the others of the batch were. */
  readonly failed?: ReadonlyMap<string, unknown>;
}

export interface Batch {
  readonly records: readonly JournalRecord[];
  readonly now: Date;
}

/** Writes a batch inside a transaction, each kind of record together. */
export async function writeBatch(tx: JournalDatabase, kind: Backend['kind'], batch: Batch): Promise<CommitReport> {
  const sorted = sortRecords(batch);
  const run = (statement: BatchStatement, rows: readonly Row[]) => runBatch(tx, kind, { statement, rows });
  await run(WRITE_VERSION, sorted.versions);
  const existing = await run(INSERT_RUN, sorted.runs);
  await run(WRITE_PAYLOAD, sorted.payloads);
  await run(WRITE_PAYLOAD_USE, sorted.uses);
  const lateSteps = await run(WRITE_STEP, sorted.steps);
  const lateAnswers = await run(ANSWER_RUN, sorted.answers);
  const lateParks = await run(PARK_RUN, sorted.parks);
  const lateEnds = await run(END_RUN, sorted.ends);
  await run(INSERT_SIGNAL, sorted.signals);
  await run(RAISE_SIGNAL, sorted.raises);
  return { existing: new Set(existing), refused: new Set([...lateSteps, ...lateAnswers, ...lateParks, ...lateEnds]) };
}

interface SortedRows {
  readonly versions: Row[];
  readonly runs: Row[];
  readonly payloads: readonly Row[];
  readonly uses: readonly Row[];
  readonly steps: readonly Row[];
  readonly answers: Row[];
  readonly parks: Row[];
  readonly ends: Row[];
  readonly signals: Row[];
  readonly raises: readonly Row[];
}

function sortRecords({ records, now }: Batch): SortedRows {
  const nowAt = now.toISOString();
  const collector = new PayloadCollector();
  const steps = new Map<string, StepChanged>();
  const raised = new Set<string>();
  const rows = {
    versions: [] as Row[],
    runs: [] as Row[],
    answers: [] as Row[],
    parks: [] as Row[],
    ends: [] as Row[],
    signals: [] as Row[],
  };
  for (const record of records) {
    switch (record.kind) {
      case 'step':
        mergeStep(steps, record);
        break;
      case 'runStarted':
        rows.runs.push(runRow(record, collector));
        break;
      case 'runEnded':
        rows.ends.push(endRow(record, collector));
        break;
      case 'runParked':
        rows.parks.push(parkRow(record, nowAt));
        break;
      case 'runAnswered':
        rows.answers.push([record.runId, record.fence, collector.store(record.response, record.runId)]);
        break;
      case 'signal':
        rows.signals.push(signalRow(record, collector));
        raised.add(record.runId);
        break;
      case 'version':
        rows.versions.push([record.hash, record.flow, record.content, record.createdAt.toISOString()]);
        break;
    }
  }
  return {
    ...rows,
    steps: [...steps.values()].map((step) => stepRow(step, collector)),
    payloads: [...collector.payloads.values()].map(({ hash, content }) => [hash, content, nowAt]),
    uses: [...collector.uses].flatMap(([hash, runIds]) => [...runIds].map((runId) => [hash, runId])),
    raises: [...raised].map((runId) => [runId, nowAt]),
  };
}

/** Two records of one step in one batch become the later one, with the inputs of the earlier. */
function mergeStep(steps: Map<string, StepChanged>, record: StepChanged): void {
  const key = `${record.runId}\n${record.action}\n${record.iteration}`;
  const earlier = steps.get(key);
  steps.set(key, earlier && record.inputs === undefined ? { ...record, inputs: earlier.inputs } : record);
}

function runRow(record: RunStarted, collector: PayloadCollector): Row {
  const startedAt = record.startedAt.toISOString();
  return [
    record.runId,
    record.flow.toLowerCase(),
    record.flow,
    record.version,
    record.triggerName,
    collector.store(record.trigger, record.runId),
    record.eventId ?? null,
    record.clientTrackingId,
    record.originRunId ?? null,
    record.parent ? JSON.stringify(record.parent) : null,
    record.status,
    startedAt,
    record.owner === undefined && record.status === 'Running' ? startedAt : null,
    record.owner ?? null,
  ];
}

function stepRow(step: StepChanged, collector: PayloadCollector): Row {
  return [
    step.runId,
    step.fence,
    step.action,
    step.iteration,
    step.sequence,
    step.status,
    step.code ?? null,
    step.error ? JSON.stringify(step.error) : null,
    collector.store(step.inputs, step.runId),
    collector.store(step.outputs, step.runId),
    step.startedAt.toISOString(),
    step.endedAt?.toISOString() ?? null,
    step.dueAt?.toISOString() ?? null,
    collector.store(step.state, step.runId),
    step.tracked ?? null,
    step.secured ?? null,
  ];
}

function parkRow(record: RunParked, nowAt: string): Row {
  return [record.runId, record.fence, record.signal, nowAt, record.wakeAt?.toISOString() ?? null];
}

function endRow(record: RunEnded, collector: PayloadCollector): Row {
  const error = record.error ? JSON.stringify(record.error) : null;
  const outputs = collector.store(record.outputs, record.runId);
  return [record.runId, record.fence, record.status, record.code ?? null, error, outputs, record.endedAt.toISOString()];
}

function signalRow(record: SignalReceived, collector: PayloadCollector): Row {
  const payload = collector.store(record.payload, record.runId);
  return [record.runId, record.action, record.iteration, payload, record.receivedAt.toISOString()];
}
