import { isObject, toText } from '../language/index.ts';
import type { ActionCall, ActionOutcome, TaskAction } from './action.ts';
import { readFrom } from './array-input.ts';
import { failed, failedBy, isEnded, succeeded } from './outcome.ts';

/** Longest text, in characters. Source: limits of the Workflow Definition Language. */
const TEXT_LIMIT = 104_857_600;

/** Join: the elements of `from` as one text, with `joinWith` between them. */
export const join: TaskAction = Object.freeze({
  kind: 'task',
  types: ['Join'],
  hasEffects: false,
  run: joinTexts,
} satisfies TaskAction);

function joinTexts(call: ActionCall): ActionOutcome {
  const from = readFrom(call);
  if (isEnded(from)) return from;
  const delimiter = isObject(call.inputs) ? toText(call.inputs['joinWith'] ?? null) : '';
  try {
    const texts = from.map(toText);
    const length = texts.reduce((sum, text) => sum + text.length + delimiter.length, 0);
    if (length <= TEXT_LIMIT) return succeeded({ body: texts.join(delimiter) });
    return failed({
      code: 'ActionResultTooLarge',
      message: `The joined text would be longer than ${TEXT_LIMIT} characters.`,
    });
  } catch (error) {
    return failedBy(error);
  }
}
