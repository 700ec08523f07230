import { isObject, type Value, type ValueObject } from '../language/index.ts';
import type { ActionCall, ActionOutcome, TaskAction } from './action.ts';
import { signIn } from './http/authentication.ts';
import { type Exchange, endWith, exchange, readExchange } from './http/exchange.ts';
import { memberOf, readRequest } from './http/request.ts';
import { failedBy, succeeded } from './outcome.ts';

/**
 * Subscribes at a service, waits without memory until it calls back at `listCallbackUrl()`, and unsubscribes when that has
 * happened, when the time limit is reached or when the run is cancelled. What arrives is the outputs.
 */
export const httpWebhook: TaskAction = Object.freeze({
  kind: 'task',
  types: ['HttpWebhook'],
  hasEffects: true,
  run: subscribeAndWait,
  release: (call) => unsubscribe(call),
} satisfies TaskAction);

async function subscribeAndWait(call: ActionCall): Promise<ActionOutcome> {
  if (call.signal !== undefined) {
    await unsubscribe(call);
    return succeeded(call.signal);
  }
  if (call.state !== undefined) return { kind: 'waiting', awaitsSignal: true, state: call.state };
  try {
    const answer = await send(call, 'subscribe');
    if (answer && answer.statusCode >= 400) return endWith(readExchange(answer), call);
    return { kind: 'waiting', awaitsSignal: true, state: { isSubscribed: answer !== undefined } };
  } catch (error) {
    return failedBy(error, call.abort);
  }
}

/** What goes wrong here changes nothing: the step is over for the flow. */
async function unsubscribe(call: ActionCall): Promise<void> {
  try {
    await send(call, 'unsubscribe');
  } catch (error) {
    failedBy(error, call.abort);
  }
}

async function send(call: ActionCall, part: 'subscribe' | 'unsubscribe'): Promise<Exchange | undefined> {
  const inputs: Value | undefined = memberOf(call.inputs, part);
  if (!isObject(inputs) || !isUsed(inputs)) return undefined;
  const request = readRequest({ method: 'POST', ...inputs }, call);
  return exchange(await signIn(request, inputs['authentication'], call), call);
}

/** Designers leave an empty block for what is not used. */
function isUsed(inputs: ValueObject): boolean {
  return Object.keys(inputs).length > 0;
}
