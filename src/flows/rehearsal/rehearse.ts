import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import type { StepChanged } from '../../store/journal/record.ts';
import type { StoredStep } from '../../store/journal/stored-run.ts';
import type { ActionEffects, ActionEnded } from '../actions/action.ts';
import { flowError } from '../catalogue.ts';
import type { FlowProgram } from '../graph/graph.ts';
import type { ActionRecord, ValueObject } from '../language/index.ts';
import { Execution } from '../run/execution.ts';
import type { RunResult } from '../run/run-result.ts';
import type { Step } from '../run/step.ts';
import { createSkippingClock } from './skipping-clock.ts';

/** A run that leaves nothing behind. */
export interface RehearsalOptions {
  readonly program: FlowProgram;
  readonly flow: string;
  readonly runId: string;
  readonly trigger: ActionRecord;
  readonly parameters?: ValueObject | undefined;
  readonly clock: Clock;
  readonly random: Random;
  /** What its steps may do to the world. */
  readonly effects: (step: Step, abort: AbortSignal) => ActionEffects;
  /** What stands in for carrying out a step. */
  readonly substitute?: ((step: Step) => ActionEnded | undefined) | undefined;
  readonly callbackUrl?: string | undefined;
  /** True: waits take as long as they say. Default: they pass at once. */
  readonly isSlow?: boolean | undefined;
  /** Cuts the rehearsal off; it then throws FLX_FLOW_CUT_OFF. */
  readonly signal?: AbortSignal | undefined;
}

/** What a rehearsal gave. */
export interface Rehearsal {
  /** Undefined when the run waits for a signal that nobody can give. */
  readonly result: RunResult | undefined;
  /** As the journal would have them, in the order of their last change. */
  readonly steps: readonly StoredStep[];
}

/** Runs a flow in memory. */
export async function rehearse(options: RehearsalOptions): Promise<Rehearsal> {
  const clock = createSkippingClock(options.clock);
  const steps = new Map<string, StepChanged>();
  const keep = (record: StepChanged) => {
    const key = `${record.iteration}/${record.action}`;
    const before = steps.get(key);
    steps.delete(key);
    steps.set(key, { ...record, inputs: record.inputs ?? before?.inputs });
  };
  const { program, flow, runId, trigger, random, substitute } = options;
  const execution = new Execution({
    program,
    facts: {
      runId,
      flow,
      triggerName: trigger.name,
      trigger,
      clientTrackingId: trigger.clientTrackingId ?? runId,
      startedAt: clock.now(),
      parameters: options.parameters ?? {},
      settings: {},
      parent: undefined,
    },
    ports: {
      clock,
      random,
      fence: 1,
      substitute,
      effects: options.effects,
      callbackUrl: () => options.callbackUrl,
      reportBug: (error) => {
        throw error;
      },
      add: (record) => {
        if (record.kind === 'step') keep(record);
      },
      put: async (records) => {
        for (const record of records) if (record.kind === 'step') keep(record);
      },
      park: async (wakeAt) => {
        if (!wakeAt) return true;
        const seconds = (wakeAt.getTime() - clock.now().getTime()) / 1000;
        if (options.isSlow) await clock.sleep(Math.max(0, seconds), options.signal).catch(() => undefined);
        else clock.skipTo(wakeAt);
        return false;
      },
    },
  });
  const cutOff = () => execution.abandon(flowError('FLX_FLOW_CUT_OFF', {}));
  options.signal?.addEventListener('abort', cutOff, { once: true });
  const result = await execution.advance().finally(() => options.signal?.removeEventListener('abort', cutOff));
  return { result, steps: [...steps.values()].map(storedStep) };
}

function storedStep({ kind: _kind, runId: _runId, fence: _fence, ...step }: StepChanged): StoredStep {
  const { code, error, inputs, outputs, state, tracked, secured, endedAt, dueAt } = step;
  return { ...step, code, error, inputs, outputs, state, tracked, secured, endedAt, dueAt };
}
