import { isObject, toText, type Value } from '../../language/index.ts';
import type { ControlBehaviour, RunEnd } from './control.ts';

/** Terminate: the run ends here with the given status; what is under way is aborted. */
export const terminateBehaviour: ControlBehaviour = {
  begin: (run, step) => {
    step.inputs ??= run.evaluate(step, step.node.definition['inputs'] ?? {});
    const inputs = isObject(step.inputs) ? step.inputs : {};
    const end = readEnd(inputs['runStatus'] ?? 'Succeeded', inputs['runError']);
    run.end(step, { status: 'Succeeded' });
    run.endRun(end);
  },
};

function readEnd(runStatus: Value, runError: Value | undefined): RunEnd {
  const status = toText(runStatus).toLowerCase();
  if (status === 'succeeded') return { status: 'Succeeded' };
  if (status === 'cancelled') return { status: 'Cancelled' };
  const { code = 'Terminated', message = '' } = isObject(runError) ? runError : {};
  return { status: 'Failed', error: { code: toText(code), message: toText(message) } };
}
