import type { FlowProgram } from '../graph/graph.ts';
import type { Interpreter } from './control/control.ts';
import type { RunPorts } from './ports.ts';
import type { RunFacts } from './run-facts.ts';
import type { FrameScope } from './scope.ts';
import type { Step } from './step.ts';

/** What a run offers to the steps that carry out a task. */
export interface TaskRun extends Pick<Interpreter, 'now' | 'evaluate' | 'record' | 'end'> {
  readonly program: FlowProgram;
  readonly facts: RunFacts;
  readonly ports: RunPorts;
  /** Aborts when the run is over or cannot go on here. */
  readonly abortSignal: AbortSignal;
  /** True when nothing more is begun. */
  readonly isPaused: boolean;
  /** What expressions of a step see. */
  scopeOf(step: Step): FrameScope;
  /** What goes wrong fails the step, unless it says that the run cannot go on here. */
  fail(step: Step, error: unknown): void;
}
