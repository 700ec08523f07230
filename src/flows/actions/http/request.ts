import type { ClientCertificate } from '../../../base/egress/outgoing.ts';
import { flowError } from '../../catalogue.ts';
import { encodeContent } from '../../content/encode.ts';
import { latinText } from '../../content/headers.ts';
import { isArray, isObject, toText, type Value, type ValueObject } from '../../language/index.ts';
import type { ActionCall } from '../action.ts';

/** A request ready to be sent. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly content?: Uint8Array<ArrayBuffer> | undefined;
  readonly certificate?: ClientCertificate | undefined;
}

/**
 * The request that the inputs of an Http action (or the subscribe and unsubscribe of a webhook) describe, not yet signed in.
 * @throws FLX_FLOW_INPUT for an address, method or header that cannot be used
 */
export function readRequest(inputs: ValueObject, call: ActionCall): HttpRequest {
  const method = toText(inputs['method'] ?? 'GET').toUpperCase();
  if (!/^[A-Z]+$/.test(method))
    throw unusable(call, { input: 'method', expected: 'a method such as GET', found: method });
  const url = readAddress(inputs, call);
  const given = readHeaderInputs(inputs, call);
  const encoded = encodeContent(inputs['body'], given['content-type']);
  const headers = {
    ...workflowHeaders(call, method),
    ...given,
    ...(encoded && { 'content-type': encoded.contentType }),
  };
  return { method, url, headers, content: encoded?.bytes };
}

function readAddress(inputs: ValueObject, call: ActionCall): URL {
  const text = toText(inputs['uri'] ?? null).trim();
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw unusable(call, { input: 'uri', expected: 'an http or https address', found: text.split('?')[0] ?? '' });
  for (const [name, value] of Object.entries(isObject(inputs['queries']) ? inputs['queries'] : {})) {
    for (const one of isArray(value) ? value : [value]) if (one !== null) url.searchParams.append(name, toText(one));
  }
  return url;
}

function readHeaderInputs(inputs: ValueObject, call: ActionCall): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(isObject(inputs['headers']) ? inputs['headers'] : {})) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
      throw unusable(call, { input: 'headers', expected: 'header names', found: name });
    if (value !== null)
      headers[name.toLowerCase()] = latinText(isArray(value) ? value.map(toText).join(',') : toText(value));
  }
  const cookie = toText(inputs['cookie'] ?? null);
  return cookie === '' ? headers : { ...headers, cookie: latinText(cookie) };
}

const REPEATABLE = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/**
 * What the real host tells of the run in each request, unless the action suppresses it; and a key that is the same for every
 * attempt of the step, by which a service can recognise a repeat.
 */
function workflowHeaders({ node, runId, clientTrackingId, idempotencyKey }: ActionCall, method: string) {
  if (node.options.has('suppressworkflowheaders')) return {};
  return {
    'x-ms-workflow-run-id': latinText(runId),
    'x-ms-workflow-operation-name': latinText(node.name),
    'x-ms-client-tracking-id': latinText(clientTrackingId),
    ...(!REPEATABLE.has(method) && { 'idempotency-key': latinText(idempotencyKey) }),
  };
}

function unusable(
  { node }: ActionCall,
  { input, expected, found }: { readonly input: string; readonly expected: string; readonly found: string },
) {
  return flowError('FLX_FLOW_INPUT', { action: node.name, expected, input, found: `'${found.slice(0, 80)}'` });
}

/** A GET of another address with the same headers, but for those of the body; the sign-in stays on its own origin. */
export function followAddress(request: HttpRequest, address: string): HttpRequest | undefined {
  if (!URL.canParse(address, request.url)) return undefined;
  const url = new URL(address, request.url);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  const isOwn = url.origin === request.url.origin;
  const headers = Object.entries(request.headers).filter(
    ([name]) => !name.startsWith('content-') && name !== 'idempotency-key' && (isOwn || !PRIVATE_HEADERS.has(name)),
  );
  return {
    method: 'GET',
    url,
    headers: Object.fromEntries(headers),
    certificate: isOwn ? request.certificate : undefined,
  };
}

const PRIVATE_HEADERS = new Set(['authorization', 'cookie', 'proxy-authorization']);

/** A member of an object, whatever the case of its name. */
export function memberOf(object: Value | undefined, name: string): Value | undefined {
  if (!isObject(object)) return undefined;
  const key = Object.keys(object).find((own) => own.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : object[key];
}
