import { caseBranch } from '../../actions/control.ts';
import { flowError } from '../../catalogue.ts';
import { isEqual, isObject, type Value } from '../../language/index.ts';
import { Frame, type Step } from '../step.ts';
import type { ControlBehaviour, Interpreter } from './control.ts';
import { endOfFrame } from './scope-end.ts';

function openBranch(run: Interpreter, step: Step, branch: string): void {
  const graph = step.node.branches.get(branch);
  if (!graph) throw new TypeError(`a ${step.node.type} has no branch ${branch}`);
  const frame = new Frame(graph, { container: step, branch });
  step.frames.push(frame);
  run.record(step);
  run.open(frame);
}

const frameEnded: NonNullable<ControlBehaviour['frameEnded']> = (run, step, frame) => run.end(step, endOfFrame(frame));

/** What a condition or switch evaluated, kept as its inputs so that it is never evaluated twice. */
function decide(step: Step, evaluate: () => Value): Value {
  if (!isObject(step.inputs)) step.inputs = { expressionResult: evaluate() };
  return isObject(step.inputs) ? (step.inputs['expressionResult'] ?? null) : null;
}

/** Scope: actions that succeed or fail together. */
export const scopeBehaviour: ControlBehaviour = { begin: (run, step) => openBranch(run, step, 'actions'), frameEnded };

/** If: one of two branches. */
export const ifBehaviour: ControlBehaviour = {
  begin: (run, step) => {
    const holds = decide(step, () => run.test(step, step.node.definition['expression'] ?? null));
    openBranch(run, step, holds === true ? 'actions' : 'else');
  },
  frameEnded,
};

/** Switch: the branch of the first case that equals the expression, else the default. */
export const switchBehaviour: ControlBehaviour = {
  begin: (run, step) => {
    const { expression = null, cases } = step.node.definition;
    const value = decide(step, () => run.evaluate(step, expression));
    openBranch(run, step, findCase(run, step, { value, cases }));
  },
  frameEnded,
};

function findCase(run: Interpreter, step: Step, { value, cases }: { value: Value; cases: Value | undefined }): string {
  const values = Object.entries(isObject(cases) ? cases : {}).map(
    ([name, branch]) => [name, run.evaluate(step, isObject(branch) ? (branch['case'] ?? null) : null)] as const,
  );
  const isTwice = values.some(([, own], index) => values.slice(0, index).some(([, other]) => isEqual(own, other)));
  if (isTwice) throw flowError('FLX_FLOW_SWITCH_CASE', { action: step.node.name });
  const found = values.find(([, own]) => isEqual(own, value));
  return found ? caseBranch(found[0]) : 'default';
}
