import type { ActionError } from '../../actions/action.ts';
import type { Value } from '../../language/index.ts';
import type { FinalStatus } from '../status.ts';
import type { Frame, Step } from '../step.ts';
import type { Variables } from '../variables.ts';

/** How a step ends. */
export interface StepEnd {
  readonly status: FinalStatus;
  readonly code?: string | undefined;
  readonly error?: ActionError | undefined;
  readonly outputs?: Value | undefined;
}

/** How a run ends before its last action. */
export interface RunEnd {
  readonly status: 'Succeeded' | 'Failed' | 'Cancelled';
  readonly error?: ActionError | undefined;
}

/** What the interpreter offers to control actions. */
export interface Interpreter {
  readonly variables: Variables;
  now(): Date;
  /** A value of the definition as the step sees it. @throws what expressions throw */
  evaluate(step: Step, value: Value): Value;
  /** Whether a condition holds as the step sees it, or, after a turn, as the inside of that frame sees it. */
  test(at: Step | Frame, condition: Value): boolean;
  /** Tells the journal how a step is now. */
  record(step: Step): void;
  /** Begins the actions of a frame; `frameEnded` follows, never before this returns. */
  open(frame: Frame): void;
  end(step: Step, end: StepEnd): void;
  endRun(end: RunEnd): void;
}

/** What a control action does. Expressions that fail make its step fail. */
export interface ControlBehaviour {
  /** Begins it, or takes it up again: `step.recorded` then tells how far it was, and its inputs are there. */
  begin(run: Interpreter, step: Step): void;
  /** The actions of a frame that it opened are over. */
  frameEnded?(run: Interpreter, step: Step, frame: Frame): void;
}
