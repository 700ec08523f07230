import { isFluxuError, messageOf } from '../../base/errors.ts';
import type { StoredStep } from '../../store/journal/stored-run.ts';
import type { ActionOutcome, TaskAction } from '../actions/action.ts';
import type { Edge, FlowProgram } from '../graph/graph.ts';
import {
  createTickClock,
  evaluateCondition,
  evaluateValue,
  printJson,
  type Value,
  type ValueObject,
} from '../language/index.ts';
import { Agenda } from './agenda.ts';
import type { Interpreter, RunEnd, StepEnd } from './control/control.ts';
import { behaviourOf } from './control/index.ts';
import { endOfFrame } from './control/scope-end.ts';
import { describeFault, RunInterrupted } from './fault.ts';
import { evaluateOutputs } from './outputs.ts';
import { bindParameters } from './parameters.ts';
import type { RunPorts } from './ports.ts';
import { RecordedSteps, restoreVariables } from './recorded-steps.ts';
import { releaseStep } from './release.ts';
import type { RunFacts } from './run-facts.ts';
import { FrameScope, type SharedScope } from './scope.ts';
import { findObstacle, isDecided, isFinal } from './status.ts';
import { Frame, type Step } from './step.ts';
import { changeOf, recall } from './step-memory.ts';
import { callTask, inputsOf, TIMED_OUT } from './task.ts';
import { afterAttempt, deadlineOf, findSubstitute } from './task-outcome.ts';
import { Variables } from './variables.ts';

/** A run with its definition and, when it is taken up again, what the journal has of it. */
export interface ExecutionOptions {
  readonly program: FlowProgram;
  readonly facts: RunFacts;
  readonly ports: RunPorts;
  readonly recorded?: readonly StoredStep[] | undefined;
  /** Signals that arrived, by key of their step. */
  readonly signals?: ReadonlyMap<string, Value> | undefined;
}

/** How a run went. */
export interface RunResult extends RunEnd {
  readonly status: 'Succeeded' | 'Failed' | 'Cancelled';
  readonly code: string | undefined;
  readonly outputs: ValueObject;
}

/** Steps begun before the event loop and the journal get their turn. */
const SLICE = 200;

/**
 * Carries out one run. Every step whose outcome is known goes to the journal, in order; a step that reaches out of the run
 * begins only when all that came before it is durable. Without effects between them, steps follow each other at once.
 */
export class Execution implements Interpreter {
  readonly variables = new Variables();
  readonly program: FlowProgram;
  readonly facts: RunFacts;
  readonly ports: RunPorts;
  readonly #recorded: RecordedSteps;
  readonly #signals: Map<string, Value>;
  readonly #agenda = new Agenda();
  readonly #abort = new AbortController();
  readonly #waiting = new Set<Step>();
  readonly #openFrames = new Set<Frame>();
  readonly #scopes = new WeakMap<Frame, FrameScope>();
  readonly #shared: SharedScope;
  #sequence: number;
  #inFlight = 0;
  #isPaused = false;
  #root: Frame | undefined;
  #end: RunEnd | undefined;
  /** Why the run cannot go on here: the journal refused, or something broke. */
  #fault: { readonly error: unknown } | undefined;

  constructor({ program, facts, ports, recorded = [], signals = new Map() }: ExecutionOptions) {
    this.program = program;
    this.facts = facts;
    this.ports = ports;
    this.#recorded = new RecordedSteps(recorded);
    this.#sequence = this.#recorded.lastSequence;
    this.#signals = new Map(signals);
    this.#shared = {
      program,
      facts,
      variables: this.variables,
      parameters: bindParameters(program, facts.parameters),
      nowTicks: createTickClock(ports.clock),
      randomFraction: () => ports.random.fraction(),
      randomBytes: (count) => ports.random.bytes(count),
      callbackUrl: (step) => step && ports.callbackUrl({ action: step.node.name, iteration: step.frame.iteration }),
    };
    restoreVariables(this.variables, recorded, program);
  }

  /** The outermost actions as they stand. */
  get root(): Frame | undefined {
    return this.#root;
  }

  /** Goes on until the run is over (its result), or nothing can go on now (undefined). @throws what `RunPorts.put` throws */
  async advance(): Promise<RunResult | undefined> {
    if (!this.#root) this.#begin();
    for (;;) {
      await this.#work();
      if (this.#fault) throw this.#fault.error;
      if (this.#end) return this.#finish(this.#end);
      if (this.#isPaused && this.#inFlight === 0) throw new RunInterrupted('the process stops');
      if (!this.#isPaused && this.#continueWaiting()) continue;
      if (this.#inFlight > 0) await this.#agenda.nextChange(this.ports.clock, this.#nextDue());
      else if (await this.ports.park(this.#nextDue())) return undefined;
    }
  }

  /** Something arrived for a step; the first counts. */
  signal(key: string, payload: Value): void {
    if (this.#signals.has(key)) return;
    this.#signals.set(key, payload);
    this.#agenda.change();
  }

  /** Cuts off what is under way and makes `advance` throw `reason`. */
  abandon(reason: unknown): void {
    this.#fault ??= { error: reason };
    this.#abort.abort(reason);
    this.#agenda.change();
  }

  /** Begins nothing more; what is under way may end. `advance` then throws RunInterrupted. */
  pause(): void {
    this.#isPaused = true;
    this.#agenda.change();
  }

  // What control actions use.

  now(): Date {
    return this.ports.clock.now();
  }

  evaluate(step: Step, value: Value): Value {
    return evaluateValue(value, this.scopeOf(step));
  }

  test(at: Step | Frame, condition: Value): boolean {
    return evaluateCondition(condition, at instanceof Frame ? this.#scopeOfFrame(at) : this.scopeOf(at));
  }

  record(step: Step): void {
    const { runId } = this.facts;
    this.#sequence += 1;
    this.ports.add(changeOf(step, { runId, fence: this.ports.fence, sequence: this.#sequence }));
  }

  open(frame: Frame): void {
    this.#openFrames.add(frame);
    if (frame.open === 0) this.#agenda.add(() => this.#frameEnded(frame));
    for (const index of frame.graph.starts) {
      const step = frame.steps[index];
      if (step) this.#agenda.add(() => this.#start(step));
    }
  }

  end(step: Step, { status, code, error, outputs }: StepEnd): void {
    step.status = status;
    step.code = code ?? (status === 'Succeeded' ? 'OK' : undefined);
    step.error = error;
    step.outputs = outputs;
    step.endedAt = this.now();
    step.kept = undefined;
    step.queue = undefined;
    this.#trackProperties(step);
    this.record(step);
    this.#over(step);
  }

  endRun(end: RunEnd): void {
    this.#end ??= end;
  }

  // What the files beside this one use.

  scopeOf(step: Step): FrameScope {
    const scope = this.#scopeOfFrame(step.frame);
    scope.current = step;
    return scope;
  }

  get abortSignal(): AbortSignal {
    return this.#abort.signal;
  }

  #scopeOfFrame(frame: Frame): FrameScope {
    const known = this.#scopes.get(frame);
    if (known) return known;
    const made = new FrameScope(this.#shared, frame);
    this.#scopes.set(frame, made);
    return made;
  }

  #begin(): void {
    const root = new Frame(this.program.root);
    this.#root = root;
    this.open(root);
  }

  async #work(): Promise<void> {
    let left = SLICE;
    while (!this.#end && !this.#fault) {
      const task = this.#agenda.take();
      if (!task) return;
      task();
      left -= 1;
      if (left > 0) continue;
      left = SLICE;
      await this.ports.put([]);
    }
  }

  #start(step: Step): void {
    const recorded = this.#recorded.find(step);
    if (recorded) recall(step, recorded);
    if (recorded && isFinal(recorded.status)) {
      this.#adopt(step, recorded.status);
      return;
    }
    step.startedAt ??= this.now();
    step.status = 'Running';
    try {
      if (step.node.kind.kind === 'control') behaviourOf(step.node.type).begin(this, step);
      else this.#startTask(step, step.node.kind);
    } catch (error) {
      this.#fail(step, error);
    }
  }

  #adopt(step: Step, status: StepEnd['status']): void {
    step.status = status;
    if (step.node.branches.size > 0) this.#recorded.restoreInside(step);
    if (step.node.type.toLowerCase() === 'terminate' && status === 'Succeeded') {
      behaviourOf('terminate').begin(this, step);
    } else this.#over(step);
  }

  #startTask(step: Step, kind: TaskAction): void {
    if (step.recorded?.status === 'Waiting') {
      step.status = 'Waiting';
      this.#waiting.add(step);
      return;
    }
    if (!step.hasRecordedInputs) step.inputs = inputsOf(step, (value) => this.evaluate(step, value));
    const given = findSubstitute(this.program, step, this.ports.substitute);
    if (given) this.#settle(step, given);
    else if (!kind.hasEffects) this.#take(step, callTask(this, step, undefined));
    else if (!this.#isPaused) this.#track(step, this.#callDurably(step));
  }

  async #callDurably(step: Step): Promise<ActionOutcome> {
    this.record(step);
    await this.ports.put([]);
    return callTask(this, step, undefined);
  }

  #take(step: Step, outcome: ActionOutcome | Promise<ActionOutcome>): void {
    if (outcome instanceof Promise) this.#track(step, outcome);
    else this.#settle(step, outcome);
  }

  #track(step: Step, outcome: Promise<ActionOutcome>): void {
    this.#inFlight += 1;
    const settled = (settle: () => void) => {
      this.#inFlight -= 1;
      this.#agenda.add(settle);
      this.#agenda.change();
    };
    outcome.then(
      (ended) => settled(() => this.#settle(step, ended)),
      (error) => settled(() => this.#fail(step, error)),
    );
  }

  #settle(step: Step, outcome: ActionOutcome): void {
    try {
      const next = afterAttempt(step, outcome, this);
      if (next) this.end(step, next);
      else {
        this.record(step);
        this.#waiting.add(step);
      }
    } catch (error) {
      this.#fail(step, error);
    }
  }

  /** What goes wrong fails the step, unless it says that the run cannot go on here. */
  #fail(step: Step, error: unknown): void {
    if (this.#fault) return;
    if (error instanceof RunInterrupted) this.#fault = { error };
    else if (isFluxuError(error)) this.end(step, describeFault(error));
    else {
      this.ports.reportBug(error, step);
      const code = 'InternalServerError';
      this.end(step, { status: 'Failed', code, error: { code, message: messageOf(error) } });
    }
  }

  /** Takes up steps whose time has come or whose signal is there; false when there are none. */
  #continueWaiting(): boolean {
    if (this.#waiting.size === 0) return false;
    const now = this.now();
    let isAny = false;
    for (const step of this.#waiting) {
      const signal = step.awaitsSignal ? this.#signals.get(step.key) : undefined;
      if (signal === undefined && !(step.dueAt && step.dueAt <= now)) continue;
      this.#waiting.delete(step);
      this.#agenda.add(() => this.#continue(step, signal));
      isAny = true;
    }
    return isAny;
  }

  #continue(step: Step, signal: Value | undefined): void {
    const deadline = deadlineOf(step);
    if (signal === undefined && deadline && deadline <= this.now()) {
      this.#track(
        step,
        releaseStep(this, step).then(() => TIMED_OUT),
      );
      return;
    }
    if (step.isRetrying) step.kept = undefined;
    step.isRetrying = false;
    this.#track(
      step,
      this.ports.put([]).then(() => callTask(this, step, signal)),
    );
  }

  #nextDue(): Date | undefined {
    let next: Date | undefined;
    for (const { dueAt } of this.#waiting) if (dueAt && (!next || dueAt < next)) next = dueAt;
    return next;
  }

  #trackProperties(step: Step): void {
    const tracked = step.node.definition['trackedProperties'];
    if (tracked === undefined) return;
    try {
      step.tracked = this.evaluate(step, tracked);
    } catch (error) {
      if (!isFluxuError(error)) throw error;
    }
  }

  /** A step is over: those that waited for it begin or are skipped, and its frame may be over too. */
  #over(step: Step): void {
    const { frame } = step;
    frame.open -= 1;
    const isLast = frame.open === 0;
    for (const index of frame.graph.followers[step.node.index] ?? []) {
      const follower = frame.steps[index];
      if (follower && !follower.isDecided && isDecided(follower.node.after, frame.statusAt)) this.#decide(follower);
    }
    if (isLast) this.#agenda.add(() => this.#frameEnded(frame));
  }

  #decide(step: Step): void {
    const { frame, node } = step;
    step.isDecided = true;
    const obstacle = findObstacle(node.after, frame.statusAt);
    if (!obstacle) this.#agenda.add(() => this.#start(step));
    else this.#skip(step, obstacle);
  }

  #skip(step: Step, obstacle: Edge): void {
    const { frame, node } = step;
    const recorded = this.#recorded.find(step);
    step.startedAt = step.endedAt = recorded?.startedAt ?? this.now();
    step.status = 'Skipped';
    step.code = 'ActionSkipped';
    const predecessor = frame.graph.nodes[obstacle.predecessor]?.name ?? '';
    const message = `'${node.name}' was skipped: it runs after '${predecessor}' only with the status ${[...obstacle.statuses].join(' or ')}, which ended as ${frame.statusAt(obstacle.predecessor)}.`;
    step.error = { code: 'ActionConditionFailed', message };
    if (!recorded) this.record(step);
    this.#over(step);
  }

  #frameEnded(frame: Frame): void {
    const { container } = frame;
    this.#openFrames.delete(frame);
    try {
      if (container) behaviourOf(container.node.type).frameEnded?.(this, container, frame);
      else this.#rootEnded(frame);
    } catch (error) {
      if (container) this.#fail(container, error);
      else this.#fault = { error };
    }
  }

  #rootEnded(frame: Frame): void {
    const { status, error } = endOfFrame(frame);
    this.endRun({ status: status === 'Succeeded' ? 'Succeeded' : 'Failed', error });
  }

  async #finish(end: RunEnd): Promise<RunResult> {
    if (this.#inFlight > 0) this.#abort.abort(new Error('the run is over'));
    await Promise.all([...this.#waiting].map((step) => releaseStep(this, step)));
    this.#abortSteps();
    const result = this.#resultOf(end);
    const { runId } = this.facts;
    const { status, code, error, outputs } = result;
    const endedAt = this.now();
    await this.ports.put([
      { kind: 'runEnded', runId, fence: this.ports.fence, status, code, error, outputs: printJson(outputs), endedAt },
      ...(this.ports.recordsAtEnd?.(result) ?? []),
    ]);
    return result;
  }

  #resultOf(end: RunEnd): RunResult {
    const code = end.status === 'Failed' ? (end.error?.code ?? 'ActionFailed') : undefined;
    if (!this.#root) return { ...end, code, outputs: {} };
    try {
      return { ...end, code, outputs: evaluateOutputs(this.program, this.#scopeOfFrame(this.#root)) };
    } catch (error) {
      if (!isFluxuError(error)) throw error;
      if (end.status !== 'Succeeded') return { ...end, code, outputs: {} };
      return {
        status: 'Failed',
        code: 'InvalidTemplate',
        error: { code: error.code, message: error.message },
        outputs: {},
      };
    }
  }

  /** Tells the journal that what was under way is not carried on. */
  #abortSteps(): void {
    const steps = [...this.#openFrames].flatMap((frame) => frame.steps);
    for (const step of steps.filter(({ status }) => status === 'Running' || status === 'Waiting')) {
      step.status = 'Aborted';
      step.code = 'ActionAborted';
      step.endedAt = this.now();
      this.record(step);
    }
  }
}
