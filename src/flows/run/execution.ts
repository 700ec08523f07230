import { isFluxuError, messageOf } from '../../base/errors.ts';
import type { StoredStep } from '../../store/journal/stored-run.ts';
import type { Edge, FlowProgram } from '../graph/graph.ts';
import { createTickClock, evaluateCondition, evaluateValue, printJson, type Value } from '../language/index.ts';
import { Agenda } from './agenda.ts';
import type { Interpreter, RunEnd, StepEnd } from './control/control.ts';
import { behaviourOf } from './control/index.ts';
import { endOfFrame } from './control/scope-end.ts';
import { describeFault, RunInterrupted } from './fault.ts';
import { bindParameters } from './parameters.ts';
import type { RunPorts } from './ports.ts';
import { RecordedSteps, restoreVariables } from './recorded-steps.ts';
import type { RunFacts } from './run-facts.ts';
import { type RunResult, resultOf } from './run-result.ts';
import { FrameScope, type SharedScope } from './scope.ts';
import { markSkipped } from './skip.ts';
import { findObstacle, isDecided, isFinal } from './status.ts';
import { Frame, type Step } from './step.ts';
import { changeOf, recall } from './step-memory.ts';
import type { TaskRun } from './task-run.ts';
import { TaskSteps } from './task-steps.ts';
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

/** Steps begun before the event loop and the journal get their turn. */
const SLICE = 200;

/**
 * Carries out one run. Every step whose outcome is known goes to the journal, in order; a step that reaches out of the run
 * begins only when all that came before it is durable. Without effects between them, steps follow each other at once.
 */
export class Execution implements Interpreter, TaskRun {
  readonly variables = new Variables();
  readonly program: FlowProgram;
  readonly facts: RunFacts;
  readonly ports: RunPorts;
  readonly #recorded: RecordedSteps;
  readonly #agenda = new Agenda();
  readonly #abort = new AbortController();
  readonly #tasks: TaskSteps;
  readonly #openFrames = new Set<Frame>();
  readonly #scopes = new WeakMap<Frame, FrameScope>();
  readonly #shared: SharedScope;
  #sequence: number;
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
    this.#tasks = new TaskSteps(this, this.#agenda, signals);
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
      if (this.#isPaused && !this.#tasks.isUnderWay) throw new RunInterrupted('the process stops');
      if (!this.#isPaused && this.#tasks.continueReady()) continue;
      if (this.#tasks.isUnderWay) await this.#agenda.nextChange(this.ports.clock, this.#tasks.nextDue);
      else if (await this.ports.park(this.#tasks.nextDue)) return undefined;
    }
  }

  /** Something arrived for a step; the first counts. */
  signal(key: string, payload: Value): void {
    this.#tasks.signal(key, payload);
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

  // What tasks use.

  scopeOf(step: Step): FrameScope {
    const scope = this.#scopeOfFrame(step.frame);
    scope.current = step;
    return scope;
  }

  get abortSignal(): AbortSignal {
    return this.#abort.signal;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  fail(step: Step, error: unknown): void {
    if (this.#fault) return;
    if (error instanceof RunInterrupted) this.#fault = { error };
    else if (isFluxuError(error)) this.end(step, describeFault(error));
    else {
      this.ports.reportBug(error, step);
      const code = 'InternalServerError';
      this.end(step, { status: 'Failed', code, error: { code, message: messageOf(error) } });
    }
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
      else this.#tasks.begin(step, step.node.kind);
    } catch (error) {
      this.fail(step, error);
    }
  }

  #adopt(step: Step, status: StepEnd['status']): void {
    step.status = status;
    if (step.node.branches.size > 0) this.#recorded.restoreInside(step);
    if (step.node.type.toLowerCase() === 'terminate' && status === 'Succeeded') {
      behaviourOf('terminate').begin(this, step);
    } else this.#over(step);
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
    const recorded = this.#recorded.find(step);
    markSkipped(step, obstacle, recorded?.startedAt ?? this.now());
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
      if (container) this.fail(container, error);
      else this.#fault = { error };
    }
  }

  #rootEnded(frame: Frame): void {
    const { status, error } = endOfFrame(frame);
    this.endRun({ status: status === 'Succeeded' ? 'Succeeded' : 'Failed', error });
  }

  async #finish(end: RunEnd): Promise<RunResult> {
    if (this.#tasks.isUnderWay) this.#abort.abort(new Error('the run is over'));
    await this.#tasks.release();
    this.#abortSteps();
    const result = resultOf(this.program, end, this.#root && this.#scopeOfFrame(this.#root));
    const { runId } = this.facts;
    const { status, code, error, outputs } = result;
    const endedAt = this.now();
    await this.ports.put([
      { kind: 'runEnded', runId, fence: this.ports.fence, status, code, error, outputs: printJson(outputs), endedAt },
      ...(this.ports.recordsAtEnd?.(result) ?? []),
    ]);
    return result;
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
