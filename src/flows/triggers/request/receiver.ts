import { isFluxuError } from '../../../base/errors.ts';
import { createId } from '../../../base/ids.ts';
import { headerOf, latinText } from '../../content/headers.ts';
import type { TriggerNode } from '../../graph/graph.ts';
import { isObject, toText, type Value, type ValueObject } from '../../language/index.ts';
import { findViolations, isSchema } from '../../schema/validator.ts';
import { type Fired, fire } from '../fire.ts';
import type { DefinedFlow, TriggerHost } from '../host.ts';
import type { FlowTrigger } from '../trigger-scope.ts';
import { type FlowAddresses, invokePlace } from './address.ts';
import { answerOf, emptyAnswer, type FlowAnswer, refusal } from './answer.ts';
import { type FlowRequest, outputsOfRequest } from './read-request.ts';
import { matchRelativePath } from './relative-path.ts';
import { isSigned } from './signature.ts';

/** What answering requests needs beside what all triggers need. */
export interface RequestHost extends TriggerHost {
  readonly addresses: FlowAddresses;
  /** Key of the signatures. */
  readonly signingKey: string;
  /** What a run answers; undefined when it ends without an answer. Rejects when the signal is aborted first. */
  answerOfRun(runId: string, signal: AbortSignal): Promise<ValueObject | undefined>;
  /** Keeps an answer for a run that has given none, so that a later Response fails. */
  giveUp(runId: string, answer: ValueObject): Promise<void>;
}

/** How long a caller waits for a Response. Source: limits of Azure Logic Apps, synchronous requests. */
export const ANSWER_SECONDS = 120;

/**
 * Takes a request to a flow: the address must be signed, method and path fit, and the body the schema where that is asked
 * for. Answers with what the run's Response action gives, within two minutes; a flow without one is answered at once with 202.
 */
export async function receiveRequest(
  { flow: name, trigger: triggerName }: { readonly flow: string; readonly trigger: string },
  request: FlowRequest,
  host: RequestHost,
): Promise<FlowAnswer> {
  if (!isSigned(request.query, invokePlace(name, triggerName), host.signingKey))
    return refusal(401, 'AuthorizationFailed', 'The signature of this address is not valid.');
  const found = await findTrigger(name, triggerName, host);
  if ('statusCode' in found) return found;
  const read = readFor(found.trigger, request);
  if ('statusCode' in read) return read;
  const { outputs } = read;
  const mismatch = checkBody(found.trigger, outputs['body'] ?? null);
  if (mismatch) return mismatch;
  const headers = isObject(outputs['headers']) ? outputs['headers'] : {};
  const { inputs } = found.trigger.definition;
  const fired = await fire(
    found,
    {
      inputs: isObject(inputs) ? inputs : undefined,
      outputs,
      occurrenceId: createId(host.clock, host.random),
      startedAt: host.clock.now(),
      clientTrackingId: headerOf(headers, 'x-ms-client-tracking-id')?.slice(0, 200),
    },
    host,
  );
  return answerTo(found, fired, { request, host });
}

async function findTrigger(name: string, triggerName: string, host: TriggerHost): Promise<FlowTrigger | FlowAnswer> {
  const flow = await host.flow(name).catch((error: unknown): DefinedFlow | undefined => {
    if (isFluxuError(error)) return undefined;
    throw error;
  });
  const trigger = flow?.version.program.triggers.find((one) => one.name.toLowerCase() === triggerName.toLowerCase());
  if (!flow || !trigger || !['request', 'manual'].includes(trigger.type.toLowerCase()))
    return refusal(404, 'WorkflowTriggerNotFound', `The workflow '${name}' trigger '${triggerName}' is not found.`);
  if (!flow.isStarted)
    return refusal(
      404,
      'WorkflowTriggerIsNotEnabled',
      `Could not execute workflow '${name}' trigger '${triggerName}' with state 'Disabled': trigger is not enabled.`,
    );
  return { flow, trigger };
}

function readFor(
  { name, definition }: TriggerNode,
  request: FlowRequest,
): { readonly outputs: ValueObject } | FlowAnswer {
  const inputs = isObject(definition['inputs']) ? definition['inputs'] : {};
  const method = toText(inputs['method'] ?? null).toUpperCase();
  if (method !== '' && method !== request.method)
    return refusal(
      405,
      'TriggerRequestMethodNotValid',
      `The HTTP method for request of trigger '${name}' is not valid. Expected: '${method}'. Actual: '${request.method}'.`,
    );
  const pathParameters = matchRelativePath(toText(inputs['relativePath'] ?? null), request.relativePath);
  if (!pathParameters)
    return refusal(
      404,
      'TriggerRelativePathNotMatching',
      `The path does not fit the relative path '${toText(inputs['relativePath'] ?? null)}' of the trigger '${name}'.`,
    );
  const keepsAuthorization = hasOption(definition, 'includeauthorizationheadersinoutputs');
  return { outputs: outputsOfRequest(request, { pathParameters, keepsAuthorization }) };
}

function hasOption(definition: ValueObject, option: string): boolean {
  return toText(definition['operationOptions'] ?? null)
    .toLowerCase()
    .split(/\s*,\s*/)
    .includes(option);
}

function checkBody({ name, definition }: TriggerNode, body: Value): FlowAnswer | undefined {
  const schema = isObject(definition['inputs']) ? definition['inputs']['schema'] : undefined;
  if (!hasOption(definition, 'enableschemavalidation') || !isSchema(schema)) return undefined;
  const violations = findViolations(schema, body);
  if (violations.length === 0) return undefined;
  const details = violations.map(({ message, path }) => `${message}${path === '' ? '' : ` Path '${path}'.`}`).join(',');
  return refusal(
    400,
    'TriggerInputSchemaMismatch',
    `The input body for trigger '${name}' of type 'Request' did not match its schema definition. Error details: '${details}'.`,
  );
}

async function answerTo(
  source: FlowTrigger,
  fired: Fired,
  { request, host }: { readonly request: FlowRequest; readonly host: RequestHost },
): Promise<FlowAnswer> {
  const { flow, trigger } = source;
  const [run] = fired.runs;
  const { code = '', message = '' } = fired.error ?? {};
  if (code === 'FLX_FLOW_TRIGGER_BUSY') return refusal(429, 'WorkflowRunLimitReached', message);
  if (fired.status === 'Failed') return refusal(400, code, message);
  const own = hasOption(trigger.definition, 'suppressworkflowheadersonresponse') ? {} : headersOf(source, run);
  if (!run || trigger.definition['splitOn'] !== undefined || !flow.version.program.answers)
    return emptyAnswer(202, own);
  if (answersLater(source))
    return emptyAnswer(202, { ...own, location: host.addresses.answer(run.runId), 'retry-after': '10' });
  return waitForAnswer(run.runId, own, { request, host });
}

/** True when a Response action answers asynchronously: the caller fetches the answer from another address. */
function answersLater({ flow }: FlowTrigger): boolean {
  return [...flow.version.program.actions.values()].some(
    ({ type, options }) => type.toLowerCase() === 'response' && options.has('asynchronous'),
  );
}

/** Names of what was started, as the real host tells them. */
function headersOf({ flow }: FlowTrigger, run: Fired['runs'][number] | undefined): Record<string, string> {
  const name = latinText(flow.name);
  return {
    'x-ms-workflow-name': name,
    'x-ms-workflow-id': name,
    'x-ms-workflow-system-id': `/workflows/${name}`,
    'x-ms-workflow-version': flow.version.hash.slice(0, 20),
    ...(run && {
      'x-ms-workflow-run-id': run.runId,
      'x-ms-client-tracking-id': latinText(run.clientTrackingId),
      'x-ms-trigger-history-name': run.runId,
      'x-ms-correlation-id': run.runId,
      'x-ms-tracking-id': run.runId,
      'x-ms-request-id': `:${run.runId}`,
    }),
  };
}

async function waitForAnswer(
  runId: string,
  own: Readonly<Record<string, string>>,
  { request, host }: { readonly request: FlowRequest; readonly host: RequestHost },
): Promise<FlowAnswer> {
  const done = new AbortController();
  const late = new AbortController();
  const limit = host.clock.sleep(ANSWER_SECONDS, AbortSignal.any([done.signal, request.abort])).then(
    () => late.abort(),
    () => undefined,
  );
  try {
    const response = await host.answerOfRun(runId, AbortSignal.any([late.signal, request.abort]));
    return response ? answerOf(response, own) : noAnswer(runId, own);
  } catch (error) {
    if (!late.signal.aborted && !request.abort.aborted) throw error;
    const timedOut = refusal(504, 'GatewayTimeout', `The workflow gave no response within ${ANSWER_SECONDS} seconds.`);
    await host.giveUp(runId, { statusCode: timedOut.statusCode });
    return { ...timedOut, headers: { ...own, ...timedOut.headers } };
  } finally {
    done.abort();
    await limit;
  }
}

function noAnswer(runId: string, own: Readonly<Record<string, string>>): FlowAnswer {
  const answer = refusal(
    502,
    'NoResponse',
    `The server did not receive a response from the workflow. Request tracking id '${runId}'.`,
  );
  return { ...answer, headers: { ...own, ...answer.headers } };
}
