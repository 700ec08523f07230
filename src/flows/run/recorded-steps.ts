import type { StoredStep } from '../../store/journal/stored-run.ts';
import type { FlowProgram } from '../graph/graph.ts';
import { isObject, parseJson } from '../language/index.ts';
import { changeVariable } from './control/variable-change.ts';
import { isFinal } from './status.ts';
import { Frame, type Step, stepKey } from './step.ts';
import { recall } from './step-memory.ts';
import type { Variables } from './variables.ts';

/** What the journal has of a run that is taken up again. */
export class RecordedSteps {
  readonly #byKey: ReadonlyMap<string, StoredStep>;
  /** The highest sequence so far. */
  readonly lastSequence: number;

  constructor(steps: readonly StoredStep[]) {
    this.#byKey = new Map(steps.map((step) => [stepKey(step.action, step.iteration), step]));
    this.lastSequence = steps.reduce((last, { sequence }) => Math.max(last, sequence), 0);
  }

  get isEmpty(): boolean {
    return this.#byKey.size === 0;
  }

  find(step: Step): StoredStep | undefined {
    return this.#byKey.size === 0 ? undefined : this.#byKey.get(step.key);
  }

  /** Gives back to a container that is over what it held, as far as something outside may ask for it. */
  restoreInside(step: Step): void {
    const { node, turn } = step;
    for (const [branch, graph] of node.branches) {
      if (turn !== undefined && !node.keepsIterations) continue;
      const turns = turn === undefined ? [undefined] : Array.from({ length: turn }, (_, index) => index);
      for (const index of turns)
        this.#restoreFrame(new Frame(graph, { container: step, branch, ...loopAt(step, index) }));
    }
  }

  #restoreFrame(frame: Frame): void {
    const known = frame.steps.map((step) => this.find(step));
    if (known.every((recorded) => recorded === undefined)) return;
    frame.container?.frames.push(frame);
    frame.steps.forEach((step, index) => {
      const recorded = known[index];
      if (recorded) recall(step, recorded);
      step.status = isFinal(recorded?.status) ? recorded.status : 'Skipped';
      if (step.node.branches.size > 0) this.restoreInside(step);
    });
    frame.open = 0;
  }
}

function loopAt({ node, inputs }: Step, index: number | undefined) {
  if (index === undefined) return {};
  const items = Array.isArray(inputs) ? inputs : undefined;
  return { loop: { name: node.name, key: node.key, index, item: items?.[index] } };
}

/** Does again, in their order, what recorded steps did to the variables. */
export function restoreVariables(variables: Variables, steps: readonly StoredStep[], program: FlowProgram): void {
  for (const { action, status, inputs } of steps) {
    const node = program.actions.get(action.toLowerCase());
    if (!node || status !== 'Succeeded' || inputs === undefined || !/variable$/i.test(node.type)) continue;
    const value = parseJson(inputs);
    if (isObject(value)) changeVariable(variables, node.type, value);
  }
}
