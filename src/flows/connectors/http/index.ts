import { isPlainObject } from '../../../base/json.ts';
import { permanent } from '../call-error.ts';
import type { CallResult } from '../call-result.ts';
import { flowConnectorError } from '../catalogue.ts';
import { createConnector, type NativeCall } from '../connector.ts';
import { readAnswer } from '../http-answer.ts';
import { reach } from '../reach.ts';
import { httpDefinition, httpProperties } from './definition.ts';
import { readSignIn } from './sign-in.ts';

/** Any HTTP service, with the sign-in that the connection holds. */
export const http = createConnector({
  name: 'http',
  apiNames: ['shared_http', 'shared_webcontents', 'shared_webcontentsv2'],
  definition: httpDefinition,
  properties: httpProperties,
  operations: { InvokeHttp: invoke },
});

async function invoke(call: NativeCall): Promise<CallResult> {
  const given = call.parameters['request'];
  const request = isPlainObject(given) ? given : {};
  const url = addressOf(request['url'], call);
  const signIn = readSignIn(call.connection);
  for (const [name, value] of Object.entries(signIn.query)) url.searchParams.set(name, value);
  const { body, contentType } = bodyOf(request['body']);
  const headers = new Headers(contentType ? { 'Content-Type': contentType } : {});
  for (const [name, value] of Object.entries(isPlainObject(request['headers']) ? request['headers'] : {}))
    headers.set(name, String(value));
  for (const [name, value] of Object.entries(signIn.headers)) headers.set(name, value);
  const method = String(request['method'] ?? 'GET').toUpperCase();
  const carriesBody = body !== undefined && method !== 'GET' && method !== 'HEAD';
  const response = await reach(url.href, call.effects, { method, headers, ...(carriesBody && { body }) });
  return readAnswer(response, { host: url.host });
}

/** The address asked for. With a base address nothing else can be called, so that its sign-in stays there. */
function addressOf(given: unknown, { connection }: NativeCall): URL {
  const base = connection['baseUrl'] ? withSlash(String(connection['baseUrl'])) : undefined;
  const text = String(given ?? '');
  const relative = base === undefined ? text : text.replace(/^\/+/, '');
  if (!URL.canParse(relative, base)) throw invalid(text, base ? 'an address' : 'a whole address');
  const url = new URL(relative, base);
  if (!/^https?:$/.test(url.protocol)) throw invalid(text, 'an http or https address');
  if (base !== undefined && !url.href.startsWith(new URL(base).href))
    throw invalid(text, 'below the base address of the connection');
  return url;
}

function withSlash(text: string): string {
  return text.endsWith('/') ? text : `${text}/`;
}

function invalid(found: string, expected: string) {
  const shown = URL.canParse(found) ? new URL(found).origin : `'${found.slice(0, 40)}'`;
  return permanent(
    flowConnectorError('FLX_CALL_PARAMETER_INVALID', { operation: 'InvokeHttp', name: 'url', found: shown, expected }),
  );
}

function bodyOf(value: unknown): { body?: string | Uint8Array<ArrayBuffer>; contentType?: string } {
  if (value === undefined || value === null) return {};
  if (typeof value === 'string') return { body: value };
  if (isPlainObject(value) && typeof value['$content'] === 'string')
    return {
      body: Uint8Array.from(Buffer.from(value['$content'], 'base64')),
      contentType: String(value['$content-type'] ?? 'application/octet-stream'),
    };
  return { body: JSON.stringify(value), contentType: 'application/json; charset=utf-8' };
}
