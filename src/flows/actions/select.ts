import type { ActionCall, ActionOutcome, TaskAction } from './action.ts';
import { rawInput, readFrom, readSome } from './array-input.ts';
import { failed, failedBy, isEnded, succeeded } from './outcome.ts';

/** Select: each element of `from` made into what `select` says, an object or any value; `item()` is the element. */
export const select: TaskAction = Object.freeze({
  kind: 'task',
  types: ['Select'],
  hasEffects: false,
  readInputs: (node, evaluate) => readSome(node.definition, ['from'], evaluate),
  run: shape,
} satisfies TaskAction);

function shape(call: ActionCall): ActionOutcome {
  const from = readFrom(call);
  if (isEnded(from)) return from;
  const wanted = rawInput(call.node.definition, 'select');
  if (wanted === undefined)
    return failed({
      code: 'InvalidTemplate',
      message: `The action '${call.node.name}' has no 'select' in its inputs.`,
    });
  try {
    return succeeded({ body: from.map((item) => call.evaluate(wanted, item)) });
  } catch (error) {
    return failedBy(error);
  }
}
