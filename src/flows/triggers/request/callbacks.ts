import { createDerivedId, createId, hashOf } from '../../../base/ids.ts';
import type { StepAddress } from '../../../store/journal/record.ts';
import type { ActionCall } from '../../actions/action.ts';
import { byOperation, describeOperation, describeRoute, operationCall } from '../../actions/connection/target.ts';
import { type Answer, failedBy } from '../../actions/outcome.ts';
import { callOperation } from '../../connectors/index.ts';
import { headerOf } from '../../content/headers.ts';
import { isObject, type ValueObject } from '../../language/index.ts';
import { fire } from '../fire.ts';
import { inputsOf, triggerCall } from '../trigger-call.ts';
import type { FlowTrigger } from '../trigger-scope.ts';
import { watchedKindOf } from '../watch/kinds.ts';
import { notificationInputs } from '../watch/webhook.ts';
import { answerPlace, callbackPlace, stepPlace } from './address.ts';
import { answerOf, emptyAnswer, type FlowAnswer, refusal } from './answer.ts';
import { type FlowRequest, outputsOfRequest } from './read-request.ts';
import type { RequestHost } from './receiver.ts';
import { isSigned } from './signature.ts';

const NOT_VALID = refusal(
  404,
  'CallbackNotFound',
  'This callback address is not valid, or nobody waits at it any more.',
);

/** Takes what a service tells a webhook trigger. The same notification twice (by its id) starts its run once. */
export async function receiveNotification(
  { flow: name, trigger: triggerName }: { readonly flow: string; readonly trigger: string },
  request: FlowRequest,
  host: RequestHost,
): Promise<FlowAnswer> {
  if (!isSigned(request.query, callbackPlace(name, triggerName), host.signingKey)) return NOT_VALID;
  const flow = (await host.flows()).find((one) => one.name.toLowerCase() === name.toLowerCase());
  const trigger = flow?.version.program.triggers.find((one) => one.name.toLowerCase() === triggerName.toLowerCase());
  if (!flow?.isStarted || !trigger || watchedKindOf(trigger.type) !== 'webhook') return NOT_VALID;
  const source = { flow, trigger };
  const told = outputsOfRequest(request);
  const occurrenceId = idOf(told, host);
  const outputs = await outputsFor(source, told, { host, occurrenceId, abort: request.abort });
  if (!outputs) return refusal(502, 'NotificationFetchFailed', 'The news could not be fetched from the service.');
  const startedAt = host.clock.now();
  const { error } = await fire(source, { inputs: undefined, outputs, occurrenceId, startedAt }, host);
  if (error?.code === 'FLX_FLOW_TRIGGER_BUSY') return refusal(429, 'WorkflowRunLimitReached', error.message);
  return emptyAnswer(200, {});
}

/** Headers in which services name a notification. */
const ID_HEADERS = ['webhook-id', 'ce-id', 'x-request-id', 'x-ms-client-request-id', 'x-github-delivery'];

function idOf(told: ValueObject, host: RequestHost): string {
  const headers = isObject(told['headers']) ? told['headers'] : {};
  const id = ID_HEADERS.map((name) => headerOf(headers, name)).find((value) => value !== undefined);
  return id === undefined ? createId(host.clock, host.random) : createDerivedId('notification', hashOf(id));
}

interface Fetching {
  readonly host: RequestHost;
  readonly occurrenceId: string;
  readonly abort: AbortSignal;
}

/** A webhook gives what it was told; a notification trigger fetches what there is to tell. */
async function outputsFor(
  source: FlowTrigger,
  told: ValueObject,
  fetching: Fetching,
): Promise<ValueObject | undefined> {
  if (!/notification$/i.test(source.trigger.type)) return told;
  const inputs = inputsOf(source, fetching.host);
  const own = isObject(inputs) ? inputs : {};
  const hasFetch = isObject(own['fetch']);
  const call = triggerCall(source, { ...fetching, inputs: hasFetch ? notificationInputs(own, 'fetch') : own });
  const answer = await ask(call, hasFetch);
  if (!answer || answer.statusCode >= 400) return undefined;
  return { headers: answer.headers, ...(answer.body !== undefined && { body: answer.body }) };
}

async function ask(call: ActionCall, isByPath: boolean): Promise<Answer | undefined> {
  try {
    const operation = byOperation(await operationCall(call, isByPath ? describeRoute : describeOperation));
    return (await callOperation(operation)) as Answer;
  } catch (error) {
    failedBy(error, call.abort);
    return undefined;
  }
}

/** Takes the callback of a waiting step; `signal` is false when its run is over or there is none. */
export async function receiveCallback(
  address: StepAddress,
  request: FlowRequest,
  host: RequestHost & { signal(address: StepAddress, payload: ValueObject): Promise<boolean> },
): Promise<FlowAnswer> {
  if (!isSigned(request.query, stepPlace(address), host.signingKey)) return NOT_VALID;
  return (await host.signal(address, outputsOfRequest(request))) ? emptyAnswer(200, {}) : NOT_VALID;
}

/** Gives the answer of a run to who fetches it: 202 as long as there is none. */
export async function readAnswer(
  runId: string,
  request: FlowRequest,
  host: RequestHost & { findAnswer(runId: string): Promise<ValueObject | 'none' | undefined> },
): Promise<FlowAnswer> {
  if (!isSigned(request.query, answerPlace(runId), host.signingKey)) return NOT_VALID;
  const answer = await host.findAnswer(runId);
  if (answer === undefined) return emptyAnswer(202, { location: host.addresses.answer(runId), 'retry-after': '10' });
  if (answer === 'none')
    return refusal(
      502,
      'NoResponse',
      `The server did not receive a response from the workflow. Request tracking id '${runId}'.`,
    );
  return answerOf(answer, { 'x-ms-workflow-run-id': runId });
}
