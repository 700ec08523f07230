import { subscribe, unsubscribe } from '../connectors/index.ts';
import { isObject, toText } from '../language/index.ts';
import type { ActionCall, ActionOutcome, TaskAction } from './action.ts';
import {
  byOperation,
  type DescribeTarget,
  describeOperation,
  describeRoute,
  operationCall,
} from './connection/target.ts';
import { failedBy, succeeded } from './outcome.ts';

function webhook(types: readonly string[], describe: DescribeTarget): TaskAction {
  return Object.freeze({
    kind: 'task',
    types,
    hasEffects: true,
    run: (call) => subscribeAndWait(call, describe),
    release: (call) => end(call, describe),
  } satisfies TaskAction);
}

/** An operation of a connector that calls back when it is done, such as an approval: as Power Automate writes it. */
export const openApiConnectionWebhook: TaskAction = webhook(['OpenApiConnectionWebhook'], describeOperation);

/** An operation of a connector that calls back when it is done: as Logic Apps writes it. */
export const apiConnectionWebhook: TaskAction = webhook(['ApiConnectionWebhook'], describeRoute);

async function subscribeAndWait(call: ActionCall, describe: DescribeTarget): Promise<ActionOutcome> {
  if (call.signal !== undefined) {
    await end(call, describe);
    return succeeded(call.signal);
  }
  if (call.state !== undefined) return { kind: 'waiting', awaitsSignal: true, state: call.state };
  try {
    const operation = byOperation(await operationCall(call, describe));
    const { location } = await subscribe({ ...operation, callbackUrl: call.effects.callbackUrl() });
    return { kind: 'waiting', awaitsSignal: true, state: location === undefined ? {} : { location } };
  } catch (error) {
    return failedBy(error, call.abort);
  }
}

/** What goes wrong here changes nothing: the step is over for the flow. */
async function end(call: ActionCall, describe: DescribeTarget): Promise<void> {
  const location = isObject(call.state) ? call.state['location'] : undefined;
  if (location === undefined) return;
  try {
    const operation = byOperation(await operationCall(call, describe));
    await unsubscribe({ ...operation, location: toText(location) });
  } catch (error) {
    failedBy(error, call.abort);
  }
}
