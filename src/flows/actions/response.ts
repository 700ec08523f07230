import { flowError } from '../catalogue.ts';
import { isObject, toText, type ValueObject } from '../language/index.ts';
import type { ActionCall, ActionOutcome, TaskAction } from './action.ts';
import { failed, failedBy, succeeded } from './outcome.ts';

/** Answers the request that started the run. Only one may, and only while somebody waits for it. */
export const response: TaskAction = Object.freeze({
  kind: 'task',
  types: ['Response'],
  hasEffects: true,
  run: respond,
} satisfies TaskAction);

async function respond(call: ActionCall): Promise<ActionOutcome> {
  const inputs = isObject(call.inputs) ? call.inputs : {};
  const statusCode = Number(toText(inputs['statusCode'] ?? 200));
  if (!Number.isInteger(statusCode) || statusCode < 200 || statusCode > 599)
    return failed({
      code: 'InvalidTemplate',
      message: `The statusCode of '${call.node.name}' is '${toText(inputs['statusCode'] ?? null)}'. It must be a whole number from 200 to 599.`,
    });
  const answer: ValueObject = {
    statusCode,
    ...(isObject(inputs['headers']) && { headers: inputs['headers'] }),
    ...(inputs['body'] !== undefined && { body: inputs['body'] }),
  };
  try {
    if (await call.effects.answer(answer)) return succeeded(answer);
    const { message } = flowError('FLX_FLOW_ANSWERED', {});
    return failed({ code: 'ActionResponseTimedOut', message, outputs: answer });
  } catch (error) {
    return failedBy(error, call.abort);
  }
}
