import type { StepAddress, StepChanged } from '../../store/journal/record.ts';
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
export function triggerText(
  { triggerName, trigger, runId, clientTrackingId = runId }: RunRequest,
  now: string,
): string {
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

/** What is known of a run from the journal. */
export function factsOf(run: StoredRun, settings: Readonly<Record<string, string>>): RunFacts {
  const trigger = parseJson(run.trigger) as ValueObject & ActionRecord;
  const { runId, flow, triggerName, clientTrackingId, startedAt, parent } = run;
  return { runId, flow, triggerName, trigger, clientTrackingId, startedAt, parent, parameters: {}, settings };
}
