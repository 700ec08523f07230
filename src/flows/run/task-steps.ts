import type { ActionOutcome, TaskAction } from '../actions/action.ts';
import type { Value } from '../language/index.ts';
import type { Agenda } from './agenda.ts';
import { releaseStep } from './release.ts';
import type { Step } from './step.ts';
import { callTask, inputsOf, TIMED_OUT } from './task.ts';
import { afterAttempt, deadlineOf, findSubstitute } from './task-outcome.ts';
import type { TaskRun } from './task-run.ts';
import { WaitingSteps } from './waiting-steps.ts';

/**
 * The steps of a run that carry out a task. One that reaches out of the run is called only when all that came before it is
 * durable; one that waits is called again when its time has come or its signal is there.
 */
export class TaskSteps {
  readonly #execution: TaskRun;
  readonly #agenda: Agenda;
  readonly #waiting: WaitingSteps;
  #underWay = 0;

  constructor(execution: TaskRun, agenda: Agenda, signals: ReadonlyMap<string, Value>) {
    this.#execution = execution;
    this.#agenda = agenda;
    this.#waiting = new WaitingSteps(signals);
  }

  /** True while a task has been called and has not answered. */
  get isUnderWay(): boolean {
    return this.#underWay > 0;
  }

  get nextDue(): Date | undefined {
    return this.#waiting.nextDue;
  }

  /** Something arrived for a step; the first counts. */
  signal(key: string, payload: Value): void {
    if (this.#waiting.signal(key, payload)) this.#agenda.change();
  }

  /** Begins a step, or puts it back to where the journal has it. @throws what expressions throw */
  begin(step: Step, kind: TaskAction): void {
    const execution = this.#execution;
    if (step.recorded?.status === 'Waiting') {
      step.status = 'Waiting';
      this.#waiting.add(step);
      return;
    }
    if (!step.hasRecordedInputs) step.inputs = inputsOf(step, (value) => execution.evaluate(step, value));
    const given = findSubstitute(execution.program, step, execution.ports.substitute);
    if (given) this.#settle(step, given);
    else if (!kind.hasEffects) this.#take(step, callTask(execution, step, undefined));
    else if (!execution.isPaused) this.#track(step, this.#callDurably(step));
  }

  /** Takes up the steps that can go on; false when there are none. */
  continueReady(): boolean {
    const ready = this.#waiting.takeReady(this.#execution.now());
    for (const { step, signal } of ready) this.#agenda.add(() => this.#continue(step, signal));
    return ready.length > 0;
  }

  /** Lets the steps that wait give back what they hold outside. */
  async release(): Promise<void> {
    await Promise.all([...this.#waiting].map((step) => releaseStep(this.#execution, step)));
  }

  async #callDurably(step: Step): Promise<ActionOutcome> {
    this.#execution.record(step);
    await this.#execution.ports.put([]);
    return callTask(this.#execution, step, undefined);
  }

  #take(step: Step, outcome: ActionOutcome | Promise<ActionOutcome>): void {
    if (outcome instanceof Promise) this.#track(step, outcome);
    else this.#settle(step, outcome);
  }

  #track(step: Step, outcome: Promise<ActionOutcome>): void {
    this.#underWay += 1;
    const settled = (settle: () => void) => {
      this.#underWay -= 1;
      this.#agenda.add(settle);
      this.#agenda.change();
    };
    outcome.then(
      (ended) => settled(() => this.#settle(step, ended)),
      (error) => settled(() => this.#execution.fail(step, error)),
    );
  }

  #settle(step: Step, outcome: ActionOutcome): void {
    const execution = this.#execution;
    try {
      const end = afterAttempt(step, outcome, execution);
      if (end) execution.end(step, end);
      else {
        execution.record(step);
        this.#waiting.add(step);
      }
    } catch (error) {
      execution.fail(step, error);
    }
  }

  #continue(step: Step, signal: Value | undefined): void {
    const execution = this.#execution;
    const deadline = deadlineOf(step);
    if (signal === undefined && deadline && deadline <= execution.now()) {
      const released = releaseStep(execution, step);
      this.#track(
        step,
        released.then(() => TIMED_OUT),
      );
      return;
    }
    if (step.isRetrying) step.kept = undefined;
    step.isRetrying = false;
    const written = execution.ports.put([]);
    this.#track(
      step,
      written.then(() => callTask(execution, step, signal)),
    );
  }
}
