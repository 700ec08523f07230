import { permanent, transient } from '../call-error.ts';
import type { CallResult } from '../call-result.ts';
import { flowConnectorError } from '../catalogue.ts';
import type { CallEffects, ConnectionValues, Connector } from '../connector.ts';
import type { Operation } from '../definition/operation.ts';
import type { Policy } from '../definition/policy.ts';
import { readAnswer } from '../http-answer.ts';
import { applyAnswerPolicy } from '../policies/answer-policies.ts';
import { getAt, parseBodyPath } from '../policies/path.ts';
import { fillSetting } from '../policies/template.ts';
import { reach } from '../reach.ts';
import type { ParameterValues } from './bind.ts';
import { draftRequest, headersOf, policiesOf, withDefaults } from './build.ts';
import { queryEntry, type RequestDraft, urlOf, withHeader, withQuery } from './draft.ts';
import { encodeBody } from './encode-body.ts';
import { followPages, nextDraft } from './pages.ts';
import { textValue } from './text-value.ts';

/** A call of an operation over HTTP. */
export interface ServiceCall extends CallEffects {
  readonly connector: Connector;
  readonly operation: Operation;
  readonly parameters: ParameterValues;
  readonly connection: ConnectionValues;
  readonly parseJson?: ((text: string) => unknown) | undefined;
  readonly printJson?: ((value: unknown) => string) | undefined;
  /** Follows next links until that many items are there, or no more. */
  readonly minimumItemCount?: number | undefined;
  /** GET this address, signed in as the operation is, instead of what the operation says: the next poll. */
  readonly address?: string | undefined;
  /** Values of the connection with a new access token, for a service that answered 401; undefined when there is none. */
  readonly renewConnection?: (() => Promise<ConnectionValues | undefined>) | undefined;
}

/**
 * Calls an operation as its definition says: parameters, authentication, request policies, the request itself, answer
 * policies. Any status is an answer.
 * @throws FLX_CONNECTION_PARAMETER_MISSING, FLX_CALL_PARAMETER_*, FLX_CALL_UNREACHABLE, FLX_CALL_NEEDS_SCRIPT for operations of a connector that only C# code can serve
 */
export async function callService(call: ServiceCall): Promise<CallResult> {
  const answer = await callOnce(call);
  const renewed = answer.statusCode === 401 ? await call.renewConnection?.() : undefined;
  return renewed ? callOnce({ ...call, connection: renewed }) : answer;
}

async function callOnce(call: ServiceCall): Promise<CallResult> {
  const { connector, operation } = call;
  const { contract } = connector;
  if (contract.scriptOperations === true || contract.scriptOperations.includes(operation.operationId))
    throw permanent(flowConnectorError('FLX_CALL_NEEDS_SCRIPT', { operation: operation.operationId }));
  const connection = withDefaults(contract, call.connection);
  checkConnection(connector, connection);
  const built = draftRequest({ contract, operation, parameters: call.parameters, connection });
  const looked = await lookUpAll(built, { ...call, connection });
  const draft = call.address === undefined ? looked : nextDraft(looked, call.address);
  const first = await send(draft, call);
  const answer = await followPages(first, { draft, operation, minimumItemCount: call.minimumItemCount }, (next) =>
    send(next, call),
  );
  const section = answer.statusCode >= 400 ? 'failure' : 'response';
  const policies = policiesOf(contract, operation, section);
  return policies.reduce((changed, policy) => applyAnswerPolicy(changed, policy, { draft, connection }), answer);
}

/** @throws FLX_CONNECTION_PARAMETER_MISSING for the first required one without a value; a sign-in is told by the service */
function checkConnection({ name: connector, contract }: Connector, connection: ConnectionValues): void {
  const given = new Set(
    Object.entries(connection).flatMap(([key, value]) =>
      value === undefined || value === '' ? [] : [key.toLowerCase()],
    ),
  );
  const missing = contract.connectionParameters.find(
    ({ name, type, isRequired }) =>
      isRequired && type.toLowerCase() !== 'oauthsetting' && !given.has(name.toLowerCase()),
  );
  if (missing)
    throw permanent(flowConnectorError('FLX_CONNECTION_PARAMETER_MISSING', { connector, name: missing.name }));
}

async function send(draft: RequestDraft, call: ServiceCall): Promise<CallResult> {
  const { content } = encodeBody(draft.body, call.printJson);
  const url = urlOf(draft);
  const response = await reach(url, call, {
    method: draft.method,
    headers: latinHeaders(headersOf(draft)),
    ...(content !== undefined && { body: typeof content === 'string' ? content : Uint8Array.from(content) }),
  });
  return readAnswer(response, { host: new URL(url).host, parseJson: call.parseJson });
}

/** Headers carry bytes: text beyond Latin-1 goes as UTF-8. */
function latinHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const isLatin = (text: string) => [...text].every((character) => character.charCodeAt(0) <= 0xff);
  const entries = Object.entries(headers).map(([name, value]) => [
    name,
    isLatin(value) ? value : Buffer.from(value, 'utf8').toString('latin1'),
  ]);
  return Object.fromEntries(entries) as Record<string, string>;
}

async function lookUpAll(draft: RequestDraft, call: ServiceCall): Promise<RequestDraft> {
  const policies = policiesOf(call.connector.contract, call.operation, 'request');
  let current = draft;
  for (const policy of policies.filter(({ template }) => template === 'setvaluefromurl'))
    current = await lookUp(current, policy, call);
  return current;
}

/** Fetches a value from another address of the service and puts it into the request (policy `setvaluefromurl`). */
async function lookUp(draft: RequestDraft, { settings }: Policy, call: ServiceCall): Promise<RequestDraft> {
  const scope = { connection: call.connection, draft, body: draft.body.kind === 'json' ? draft.body.value : undefined };
  const path = fillSetting(settings['parameterValueUrl'], scope);
  const isWhole = /^https?:\/\//i.test(path);
  const origin: RequestDraft = {
    ...draft,
    query: [],
    body: { kind: 'none' },
    method: String(settings['httpMethod'] ?? 'GET'),
  };
  const request = isWhole
    ? { ...origin, baseUrl: new URL(path).origin, path: path.slice(new URL(path).origin.length) }
    : { ...origin, path };
  const answer = await send(request, call);
  if (answer.statusCode >= 400) throw lookupFailed(call.operation, answer.statusCode);
  const value = getAt(answer.body, parseBodyPath(settings['parameterValuePathTemplate']).keys);
  return put(draft, String(settings['parameterTemplate'] ?? ''), textValue(value));
}

function lookupFailed(operation: Operation, statusCode: number) {
  const error = flowConnectorError('FLX_CALL_LOOKUP_FAILED', { operation: operation.operationId, statusCode });
  return statusCode === 429 || statusCode >= 500 ? transient(error) : permanent(error);
}

function put(draft: RequestDraft, target: string, value: string): RequestDraft {
  const match = /@(headers|queryParameters)\('([^']+)'\)/i.exec(target);
  const name = match?.[2] ?? '';
  if (match?.[1]?.toLowerCase() === 'headers') {
    const isBearer = name.toLowerCase() === 'authorization' && value !== '' && !/\s/.test(value);
    return { ...draft, headers: withHeader(draft.headers, name, isBearer ? `Bearer ${value}` : value) };
  }
  return match ? { ...draft, query: withQuery(draft.query, queryEntry(name, value)) } : draft;
}
