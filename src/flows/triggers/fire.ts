import { isFluxuError } from '../../base/errors.ts';
import { createDerivedId } from '../../base/ids.ts';
import { recordFirings, type TriggerFiring } from '../../store/flow-triggers/trigger-history.ts';
import type { ActionError } from '../actions/action.ts';
import { printJson } from '../language/index.ts';
import { timeText } from '../run/step-record.ts';
import { decide, type Given, type PlannedRun } from './decide.ts';
import type { TriggerHost } from './host.ts';
import { type FlowTrigger, scopeOf } from './trigger-scope.ts';

/** Something that may start runs. */
export interface Occurrence extends Given {
  /** The same for the same occurrence, however often it is told: it starts its runs once. */
  readonly occurrenceId: string;
  readonly startedAt: Date;
  readonly scheduledAt?: Date | undefined;
  /** The event that made it, by which runs are found. */
  readonly eventId?: string | undefined;
  /** Where the trigger itself asks for none. */
  readonly clientTrackingId?: string | undefined;
}

/** What came of an occurrence. */
export interface Fired {
  readonly status: TriggerFiring['status'];
  readonly runs: readonly { readonly runId: string; readonly isNew: boolean; readonly clientTrackingId: string }[];
  readonly error: ActionError | undefined;
}

/** Runs that are started side by side, so that the journal commits them together. */
const BATCH = 200;
/** Longest outputs that history keeps of an occurrence without a run. */
const OUTPUTS_LIMIT = 65_536;

/** Decides about an occurrence, starts its runs and writes its history. A repeat changes nothing. */
export async function fire(source: FlowTrigger, occurrence: Occurrence, host: TriggerHost): Promise<Fired> {
  const decision = decide(source.trigger.definition, occurrence, (given) => scopeOf(source, host, given));
  if (decision.kind !== 'fires') {
    const status = decision.kind === 'failed' ? 'Failed' : 'Skipped';
    await keepHistory(source, occurrence, { host, status, error: decision.error });
    return { status, runs: [], error: decision.error };
  }
  const started: StartedRun[] = [];
  for (let start = 0; start < decision.runs.length; start += BATCH) {
    const some = decision.runs.slice(start, start + BATCH);
    started.push(...(await Promise.all(some.map((run) => startRun(source, occurrence, { run, host })))));
  }
  await recordFirings(
    host.db,
    started.map((run) => historyOf(source, occurrence, { host, ...run })),
  );
  const runs = started.flatMap(({ run }) => (run ? [run] : []));
  const error = started.find((one) => one.error)?.error;
  return {
    status: error && runs.length === 0 ? 'Skipped' : 'Succeeded',
    runs,
    error: runs.length === 0 ? error : undefined,
  };
}

interface StartedRun {
  readonly index: number;
  readonly status: TriggerFiring['status'];
  readonly run?: Fired['runs'][number];
  readonly error?: ActionError;
}

async function startRun(
  { flow, trigger }: FlowTrigger,
  occurrence: Occurrence,
  { run, host }: { readonly run: PlannedRun; readonly host: TriggerHost },
): Promise<StartedRun> {
  const { index } = run;
  const runId = firingIdOf(flow.name, trigger.name, { occurrenceId: occurrence.occurrenceId, index });
  const clientTrackingId = run.clientTrackingId ?? (index === 0 ? occurrence.clientTrackingId : undefined) ?? runId;
  try {
    const { isNew } = await host.startRun({
      runId,
      version: flow.version,
      triggerName: trigger.name,
      trigger: {
        inputs: occurrence.inputs,
        outputs: run.outputs,
        startTime: timeText(occurrence.startedAt),
        scheduledTime: timeText(occurrence.scheduledAt),
      },
      clientTrackingId,
      eventId: occurrence.eventId,
    });
    return { index, status: 'Succeeded', run: { runId, isNew, clientTrackingId } };
  } catch (error) {
    if (!isFluxuError(error) || error.code !== 'FLX_FLOW_TRIGGER_BUSY') throw error;
    return { index, status: 'Skipped', error: { code: error.code, message: error.message } };
  }
}

/** Id of the history of a firing, and of the run it starts: it follows from the occurrence. */
export function firingIdOf(
  flow: string,
  trigger: string,
  { occurrenceId, index }: { occurrenceId: string; index: number },
): string {
  return createDerivedId('trigger', flow.toLowerCase(), trigger.toLowerCase(), occurrenceId, String(index));
}

interface HistoryEntry extends Omit<StartedRun, 'index'> {
  readonly host: TriggerHost;
  readonly index?: number;
}

function historyOf({ flow, trigger }: FlowTrigger, occurrence: Occurrence, entry: HistoryEntry): TriggerFiring {
  const { host, status, run, error, index = 0 } = entry;
  const outputs = run || occurrence.outputs === undefined ? undefined : printJson(occurrence.outputs ?? null);
  return {
    historyId: run?.runId ?? firingIdOf(flow.name, trigger.name, { occurrenceId: occurrence.occurrenceId, index }),
    flow: flow.name,
    triggerName: trigger.name,
    status,
    isFired: run !== undefined,
    code: error?.code ?? 'OK',
    error,
    startedAt: occurrence.startedAt,
    endedAt: host.clock.now(),
    scheduledAt: occurrence.scheduledAt,
    outputs: outputs !== undefined && outputs.length <= OUTPUTS_LIMIT ? outputs : undefined,
    runId: run?.runId,
    clientTrackingId: run?.clientTrackingId,
  };
}

/** Writes what became of a look at a trigger that started no run. */
export async function keepHistory(source: FlowTrigger, occurrence: Occurrence, entry: HistoryEntry): Promise<void> {
  await recordFirings(entry.host.db, [historyOf(source, occurrence, entry)]);
}
