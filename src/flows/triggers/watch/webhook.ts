import type { ActionCall } from '../../actions/action.ts';
import { byOperation, describeOperation, describeRoute, operationCall } from '../../actions/connection/target.ts';
import { signIn } from '../../actions/http/authentication.ts';
import { exchange } from '../../actions/http/exchange.ts';
import { memberOf, readRequest } from '../../actions/http/request.ts';
import {
  CallError,
  flowConnectorError,
  isRetryableStatus,
  subscribe,
  subscribingCall,
  unsubscribe,
} from '../../connectors/index.ts';
import { isObject, type Value, type ValueObject } from '../../language/index.ts';
import { inputsOf, triggerCall } from '../trigger-call.ts';
import type { Found, Look, WatchedKind } from './look.ts';

const LONGEST_WAIT_SECONDS = 3600;
const FIRST_WAIT_SECONDS = 7.5;
/** Attempts to end a subscription that is no longer wanted. */
const END_ATTEMPTS = 8;

/**
 * Subscribes at a service when the flow is started or its trigger changed, ends the subscription when it is stopped, changed
 * or removed. Between the two nothing is looked at: the service calls.
 */
export const webhookKind: WatchedKind = {
  first: (_source, host) => host.clock.now(),
  look: async (look) => {
    const { source, host, occurrenceId, abort } = look;
    const inputs = inputsOf(source, host);
    const call = triggerCall(source, { host, inputs, occurrenceId, abort });
    try {
      await endKept(look);
      const keep = { ...(await begin(look, call)), content: source.flow.version.content };
      return { nextAt: undefined, keep, failures: 0 };
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      return later(look, error);
    }
  },
};

/** Ends the subscription that is kept, as the definition said that made it; there may be none. */
async function endKept({ source: { trigger }, state, host, occurrenceId, abort }: Look): Promise<void> {
  const kept: ValueObject = isObject(state.state as Value) ? (state.state as ValueObject) : {};
  if (typeof kept['content'] !== 'string') return;
  const version = host.readVersion(state.flow, kept['content']);
  const definition = version.program.triggers.find(({ name }) => name === trigger.name) ?? trigger;
  const flow = { name: state.flow, isStarted: false, version };
  const inputs = kept['inputs'] ?? null;
  const call = triggerCall({ flow, trigger: definition }, { host, inputs, occurrenceId, abort });
  await endSubscription(definition.type, kept, call);
}

/** Ends a subscription; a service that no longer answers may keep it: its calls are refused here. */
async function endSubscription(type: string, kept: ValueObject, call: ActionCall): Promise<void> {
  const { location, unsubscribe: request } = kept;
  if (isObject(request)) {
    await exchange(
      await signIn(readRequest({ method: 'POST', ...request }, call), request['authentication'], call),
      call,
    );
    return;
  }
  if (typeof location !== 'string') return;
  const operation = byOperation(await operationCall({ ...call, inputs: kept['inputs'] ?? null }, dialectOf(type)));
  await unsubscribe({ ...operation, location });
}

function dialectOf(type: string) {
  return type.toLowerCase().startsWith('api') ? describeRoute : describeOperation;
}

async function begin({ source: { trigger } }: Look, call: ActionCall): Promise<ValueObject> {
  const type = trigger.type.toLowerCase();
  if (type === 'httpwebhook') return subscribeByRequest(call);
  const inputs = isObject(call.inputs) ? call.inputs : {};
  const subscribing = isObject(inputs['subscribe']) ? notificationInputs(inputs, 'subscribe') : inputs;
  const named = byOperation(await operationCall({ ...call, inputs: subscribing }, dialectOf(type)));
  const { location } = await subscribe({ ...subscribingCall(named), callbackUrl: call.effects.callbackUrl() });
  return { inputs: subscribing, ...(location !== undefined && { location }) };
}

/** `subscribe` or `fetch` of a notification trigger as the inputs of an ordinary call by path. */
export function notificationInputs(inputs: ValueObject, part: 'subscribe' | 'fetch'): ValueObject {
  const own = isObject(inputs[part]) ? inputs[part] : {};
  const template = memberOf(own['pathTemplate'], 'template') ?? own['path'] ?? '/';
  const parameters = memberOf(own['pathTemplate'], 'parameters');
  const path = Object.entries(isObject(parameters) ? parameters : {}).reduce(
    (text, [name, value]) => text.replaceAll(`{${name}}`, encodeURIComponent(String(value))),
    String(template),
  );
  return { ...own, host: inputs['host'] ?? null, method: own['method'] ?? (part === 'fetch' ? 'get' : 'post'), path };
}

async function subscribeByRequest(call: ActionCall): Promise<ValueObject> {
  const request = memberOf(call.inputs, 'subscribe');
  const given = isObject(request) ? request : {};
  const answer = await exchange(
    await signIn(readRequest({ method: 'POST', ...given }, call), given['authentication'], call),
    call,
  );
  if (answer.statusCode >= 300) throw refusal(call, answer.statusCode);
  const end = memberOf(call.inputs, 'unsubscribe');
  return isObject(end) && Object.keys(end).length > 0 ? { unsubscribe: end } : {};
}

function refusal({ node }: ActionCall, statusCode: number): CallError {
  const error = flowConnectorError('FLX_CALL_SUBSCRIBE_FAILED', { operation: node.name, statusCode });
  return new CallError(error, { isRetryable: isRetryableStatus(statusCode) });
}

function later(look: Look, { code, message, retryAfterSeconds }: CallError): Found {
  const { state } = look;
  return {
    nothing: { status: 'Failed', error: { code, message } },
    nextAt: retryAt(look, retryAfterSeconds),
    keep: (state.state ?? null) as Value,
    failures: state.failures + 1,
  };
}

/** When something that failed is tried again: after twice as long each time, at most an hour, or as long as was asked for. */
export function retryAt({ host, state }: Pick<Look, 'host' | 'state'>, askedSeconds = 0): Date {
  const seconds = Math.min(LONGEST_WAIT_SECONDS, FIRST_WAIT_SECONDS * 2 ** Math.min(state.failures, 10));
  return new Date(host.clock.now().getTime() + Math.max(seconds, askedSeconds) * 1000);
}

/** Ends the subscription of a trigger that is no longer wanted. True when there is nothing left to do. */
export async function takeDown(look: Look): Promise<boolean> {
  if (look.state.failures >= END_ATTEMPTS) return true;
  try {
    await endKept(look);
    return true;
  } catch (error) {
    if (error instanceof CallError) return !error.isRetryable;
    throw error;
  }
}
