import type { StepChanged } from '../../store/journal/record.ts';
import type { StoredStep } from '../../store/journal/stored-run.ts';
import { isObject, parseJson, printJson, type Value, type ValueObject } from '../language/index.ts';
import { isFinal } from './status.ts';
import type { PastAttempt, Step } from './step.ts';

/** Where a change of a step belongs in the journal. */
export interface ChangePlace {
  readonly runId: string;
  readonly fence: number;
  readonly sequence: number;
}

/** What the journal is to know of a step as it is now. */
export function changeOf(step: Step, { runId, fence, sequence }: ChangePlace): StepChanged {
  const { node, frame, inputs, outputs } = step;
  const inputText = inputs === undefined || step.hasRecordedInputs ? undefined : printJson(inputs);
  step.hasRecordedInputs ||= inputText !== undefined;
  return {
    kind: 'step',
    runId,
    fence,
    action: node.name,
    iteration: frame.iteration,
    sequence,
    status: step.status ?? 'Running',
    code: step.code,
    error: step.error,
    inputs: inputText,
    outputs: outputs === undefined ? undefined : outputs === inputs && inputText ? inputText : printJson(outputs),
    state: memoryText(step),
    tracked: step.tracked === undefined ? undefined : printJson(step.tracked),
    secured: securedText(step),
    startedAt: step.startedAt ?? new Date(0),
    endedAt: step.endedAt,
    dueAt: isFinal(step.status) ? undefined : step.dueAt,
  };
}

function securedText({ node: { secured } }: Step): string | undefined {
  if (secured.inputs) return secured.outputs ? 'inputs,outputs' : 'inputs';
  return secured.outputs ? 'outputs' : undefined;
}

function memoryText(step: Step): string | undefined {
  const { attempt, pastAttempts, turn } = step;
  const isWaiting = step.status === 'Waiting';
  if (!isWaiting && attempt === 1 && turn === undefined) return undefined;
  const memory: Record<string, Value | undefined> = {
    attempt,
    turn,
    past: pastAttempts.length > 0 ? (pastAttempts as unknown as Value) : undefined,
    isRetrying: isWaiting ? step.isRetrying : undefined,
    awaitsSignal: isWaiting ? step.awaitsSignal : undefined,
    kept: isWaiting ? step.kept : undefined,
  };
  return printJson(memory as ValueObject);
}

/** What the journal knows beside inputs and outputs of a step. */
export interface StepMemory {
  readonly attempt: number;
  readonly turn: number | undefined;
  readonly past: readonly PastAttempt[];
  readonly isRetrying: boolean;
  readonly awaitsSignal: boolean;
  readonly kept: Value | undefined;
}

/** Reads back what `changeOf` wrote. */
export function readMemory(state: string | undefined): StepMemory {
  const value = state === undefined ? {} : parseJson(state);
  const memory = isObject(value) ? value : {};
  const { turn } = memory;
  return {
    attempt: Number(memory['attempt'] ?? 1),
    turn: turn === undefined ? undefined : Number(turn),
    past: (memory['past'] ?? []) as unknown as readonly PastAttempt[],
    isRetrying: memory['isRetrying'] === true,
    awaitsSignal: memory['awaitsSignal'] === true,
    kept: memory['kept'],
  };
}

/** Puts a step back to where the journal has it. */
export function recall(step: Step, recorded: StoredStep): void {
  const memory = readMemory(recorded.state);
  step.recorded = recorded;
  step.code = recorded.code;
  step.error = recorded.error;
  step.inputs = recorded.inputs === undefined ? undefined : parseJson(recorded.inputs);
  step.hasRecordedInputs = recorded.inputs !== undefined;
  step.outputs = recorded.outputs === undefined ? undefined : parseJson(recorded.outputs);
  step.startedAt = recorded.startedAt;
  step.endedAt = recorded.endedAt;
  step.dueAt = recorded.dueAt;
  step.tracked = recorded.tracked === undefined ? undefined : parseJson(recorded.tracked);
  step.attempt = memory.attempt;
  step.turn = memory.turn;
  step.pastAttempts = memory.past;
  step.isRetrying = memory.isRetrying;
  step.awaitsSignal = memory.awaitsSignal;
  step.kept = memory.kept;
}
