import { isObject } from '../../language/index.ts';
import type { ControlBehaviour } from './control.ts';
import { changeVariable } from './variable-change.ts';

/** The variable actions. */
export const variableBehaviour: ControlBehaviour = {
  begin: (run, step) => {
    step.inputs ??= run.evaluate(step, step.node.definition['inputs'] ?? {});
    const inputs = isObject(step.inputs) ? step.inputs : {};
    run.end(step, { status: 'Succeeded', outputs: changeVariable(run.variables, step.node.type, inputs) });
  },
};
