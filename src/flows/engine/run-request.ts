import type { JournalRecord, RunStarted, StepAddress, StepChanged } from '../../store/journal/record.ts';
import type { StoredRun } from '../../store/journal/stored-run.ts';
import { type ActionRecord, parseJson, printJson, type Value, type ValueObject } from '../language/index.ts';
import type { RunFacts } from '../run/run-facts.ts';
import type { FlowVersion } from './versions.ts';

/** A run to be started. */
export interface RunRequest {
  /** The same id again starts nothing. */
  readonly runId: string;
  readonly version: FlowVersion;
  readonly triggerName: string;
  /** What `trigger()` gives, without what the run itself adds. */
  readonly trigger: Omit<ActionRecord, 'name'>;
  readonly eventId?: string | undefined;
  /** Default: the id of the run. */
  readonly clientTrackingId?: string | undefined;
  /** The run of which this one is a repetition. */
  readonly originRunId?: string | undefined;
  readonly parent?: StepAddress | undefined;
  /** Steps taken over from the run before, which are not carried out again. */
  readonly steps?: readonly Omit<StepChanged, 'runId' | 'fence'>[] | undefined;
}

/** The trigger of a run as the journal keeps it. */
function triggerText({ triggerName, trigger, runId, clientTrackingId = runId }: RunRequest, startedAt: Date): string {
  const now = startedAt.toISOString().replace('Z', '0000Z');
  const record: ActionRecord = {
    name: triggerName,
    ...trigger,
    startTime: trigger.startTime ?? now,
    endTime: trigger.endTime ?? now,
    trackingId: trigger.trackingId ?? runId,
    clientTrackingId,
    originHistoryName: trigger.originHistoryName ?? runId,
    status: trigger.status ?? 'Succeeded',
  };
  return printJson(record as unknown as Value);
}

/** What is known of a run that begins. */
export function factsOfStart(request: RunRequest, startedAt: Date, settings: RunFacts['settings']): RunFacts {
  const { runId, version, triggerName, parent, clientTrackingId = runId } = request;
  const trigger = parseJson(triggerText(request, startedAt)) as ValueObject & ActionRecord;
  return {
    runId,
    flow: version.flow,
    triggerName,
    trigger,
    clientTrackingId,
    startedAt,
    parent,
    parameters: {},
    settings,
  };
}

/** What the journal is to know of a run that begins; `owner` is the process that holds it, undefined when whoever claims it. */
export function recordsOfStart(
  request: RunRequest,
  start: Pick<RunStarted, 'startedAt' | 'owner' | 'status'>,
): readonly JournalRecord[] {
  const { runId, version, triggerName, eventId, originRunId, parent, steps = [] } = request;
  return [
    {
      kind: 'runStarted',
      runId,
      flow: version.flow,
      version: version.hash,
      triggerName,
      trigger: triggerText(request, start.startedAt),
      eventId,
      clientTrackingId: request.clientTrackingId ?? runId,
      originRunId,
      parent,
      ...start,
    },
    ...steps.map((step) => ({ ...step, runId, fence: 1 })),
  ];
}

/** What is known of a run from the journal. */
export function factsOf(run: StoredRun, settings: RunFacts['settings']): RunFacts {
  const trigger = parseJson(run.trigger) as ValueObject & ActionRecord;
  const { runId, flow, triggerName, clientTrackingId, startedAt, parent } = run;
  return { runId, flow, triggerName, trigger, clientTrackingId, startedAt, parent, parameters: {}, settings };
}
