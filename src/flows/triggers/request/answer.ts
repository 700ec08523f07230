import { encodeContent } from '../../content/encode.ts';
import { headerOf, latinText } from '../../content/headers.ts';
import { isObject, printJson, toText, type ValueObject } from '../../language/index.ts';

/** What a caller of a flow gets. */
export interface FlowAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | undefined;
}

/** Headers that the server itself sets, or that a browser would take as orders about this server's pages. */
const REFUSED_HEADERS = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'set-cookie',
  'strict-transport-security',
  'content-security-policy',
  'clear-site-data',
]);

/** The answer that a Response action gave. */
export function answerOf(response: ValueObject, own: Readonly<Record<string, string>>): FlowAnswer {
  const given = isObject(response['headers']) ? response['headers'] : {};
  const encoded = encodeContent(response['body'], headerOf(given, 'content-type'));
  const headers = Object.entries(given)
    .filter(
      ([name, value]) =>
        value !== null && /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !REFUSED_HEADERS.has(name.toLowerCase()),
    )
    .map(([name, value]) => [name.toLowerCase(), latinText(toText(value))] as const);
  return {
    statusCode: Number(toText(response['statusCode'] ?? 200)),
    headers: { ...own, ...Object.fromEntries(headers), ...(encoded && { 'content-type': encoded.contentType }) },
    body: encoded?.bytes,
  };
}

/** An answer without content. */
export function emptyAnswer(statusCode: number, headers: Readonly<Record<string, string>>): FlowAnswer {
  return { statusCode, headers };
}

/** A refusal in the shape in which the real host refuses. */
export function refusal(statusCode: number, code: string, message: string): FlowAnswer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: Buffer.from(printJson({ error: { code, message } })),
  };
}
