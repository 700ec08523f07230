import type { ActionCall, ActionEffects, ActionOutcome, TaskAction } from '../actions/action.ts';
import { evaluateValue, type Value } from '../language/index.ts';
import type { FrameScope } from './scope.ts';
import type { Step } from './step.ts';
import { deadlineOf } from './task-outcome.ts';
import type { TaskRun } from './task-run.ts';

/** Evaluated inputs of a task. @throws what expressions throw */
export function inputsOf({ node }: Step, evaluate: (value: Value) => Value): Value {
  const { readInputs } = node.kind as TaskAction;
  return readInputs ? readInputs(node, evaluate) : evaluate(node.definition['inputs'] ?? null);
}

/** One attempt at a task, cut off at its time limit. */
export function callTask(
  execution: TaskRun,
  step: Step,
  signal: Value | undefined,
): ActionOutcome | Promise<ActionOutcome> {
  const kind = step.node.kind as TaskAction;
  const deadline = deadlineOf(step);
  if (!deadline) return kind.run(new TaskCall(execution, step, { signal, abort: execution.abortSignal }));
  const limit = new AbortController();
  const abort = AbortSignal.any([execution.abortSignal, limit.signal]);
  const outcome = kind.run(new TaskCall(execution, step, { signal, abort }));
  return outcome instanceof Promise ? cutOff(outcome, { execution, deadline, limit }) : outcome;
}

async function cutOff(
  outcome: Promise<ActionOutcome>,
  { execution, deadline, limit }: { execution: TaskRun; deadline: Date; limit: AbortController },
): Promise<ActionOutcome> {
  const { clock } = execution.ports;
  const done = new AbortController();
  const seconds = Math.max(0, (deadline.getTime() - clock.now().getTime()) / 1000);
  const late = clock.sleep(seconds, done.signal).then(
    (): ActionOutcome => TIMED_OUT,
    () => outcome,
  );
  try {
    return await Promise.race([outcome, late]);
  } finally {
    done.abort();
    limit.abort(new Error('the time limit of the action was reached'));
  }
}

/** How a task ends whose time limit is reached. */
export const TIMED_OUT: ActionOutcome = Object.freeze({
  kind: 'ended',
  status: 'TimedOut',
  code: 'ActionTimedOut',
  error: { code: 'ActionTimedOut', message: 'The time limit of the action was reached.' },
});

/** What a task is given for one attempt. */
export class TaskCall implements ActionCall {
  readonly node: ActionCall['node'];
  readonly inputs: Value;
  readonly attempt: number;
  readonly clientTrackingId: string;
  readonly runId: string;
  readonly startedAt: Date;
  readonly state: Value | undefined;
  readonly signal: Value | undefined;
  readonly clock: ActionCall['clock'];
  readonly abort: AbortSignal;
  readonly #execution: TaskRun;
  readonly #step: Step;

  constructor(execution: TaskRun, step: Step, { signal, abort }: Pick<ActionCall, 'signal' | 'abort'>) {
    this.#execution = execution;
    this.#step = step;
    this.node = step.node;
    this.inputs = step.inputs ?? null;
    this.attempt = step.attempt;
    this.clientTrackingId = execution.facts.clientTrackingId;
    this.runId = execution.facts.runId;
    this.startedAt = step.startedAt ?? execution.now();
    this.state = step.kept;
    this.signal = signal;
    this.clock = execution.ports.clock;
    this.abort = abort;
  }

  get idempotencyKey(): string {
    const { node, frame } = this.#step;
    const path = [this.runId, ...node.scopes, node.name].join('/');
    return frame.iteration === '' ? path : `${path}/${frame.iteration}`;
  }

  get effects(): ActionEffects {
    return this.#execution.ports.effects(this.#step, this.abort);
  }

  evaluate(value: Value, item?: Value): Value {
    return this.#within(item, (scope) => evaluateValue(value, scope));
  }

  #within<Result>(item: Value | undefined, work: (scope: FrameScope) => Result): Result {
    const scope = this.#execution.scopeOf(this.#step);
    if (item === undefined) return work(scope);
    const before = scope.override;
    scope.override = { item };
    try {
      return work(scope);
    } finally {
      scope.override = before;
    }
  }
}
