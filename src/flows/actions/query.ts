import { isObject, type Value } from '../language/index.ts';
import type { ActionCall, ActionOutcome, TaskAction } from './action.ts';
import { jsonTypeOf, rawInput, readFrom, readSome } from './array-input.ts';
import { failed, failedBy, isEnded, succeeded } from './outcome.ts';

/** Filter array: the elements of `from` for which `where` is true; `item()` is the element. */
export const query: TaskAction = Object.freeze({
  kind: 'task',
  types: ['Query'],
  hasEffects: false,
  readInputs: (node, evaluate) => readSome(node.definition, ['from'], evaluate),
  run: filter,
} satisfies TaskAction);

function filter(call: ActionCall): ActionOutcome {
  const from = readFrom(call);
  if (isEnded(from)) return from;
  const where = rawInput(call.node.definition, 'where') ?? null;
  try {
    const kept: Value[] = [];
    for (const item of from) {
      const holds = call.evaluate(where, item);
      if (typeof holds !== 'boolean') return notBoolean(call, holds);
      if (holds) kept.push(item);
    }
    return succeeded({ body: kept });
  } catch (error) {
    return failedBy(error);
  }
}

function notBoolean({ node }: ActionCall, found: Value): ActionOutcome {
  const hint = isObject(found) ? ' Write the condition as an expression.' : '';
  return failed({
    code: 'ExpressionEvaluationFailed',
    message: `The execution of template action '${node.name}' failed: The result of the 'where' property in the 'query' action inputs is of type '${jsonTypeOf(found)}'. The value must be a Boolean.${hint}`,
  });
}
