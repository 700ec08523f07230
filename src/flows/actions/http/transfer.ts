import { headerOf } from '../../content/headers.ts';
import { isObject } from '../../language/index.ts';
import type { ActionCall } from '../action.ts';
import { type Exchange, exchange } from './exchange.ts';
import { type HttpRequest, memberOf } from './request.ts';

/** Largest message that is moved in chunks, as in workflows: 1 GB. */
const CHUNKED_LIMIT_BYTES = 1_073_741_824;
const DEFAULT_CHUNK_BYTES = 5_242_880;

/** True when the action moves large messages in chunks (`contentTransfer.transferMode`). */
export function isChunked({ node }: ActionCall): boolean {
  const transfer = memberOf(node.definition['runtimeConfiguration'], 'contentTransfer');
  return isObject(transfer) && String(memberOf(transfer, 'transferMode') ?? '').toLowerCase() === 'chunked';
}

/**
 * Sends a request whose messages may be moved in chunks: a body goes up after an empty request that announces it, a partial
 * answer (206) is fetched to its end.
 * Source: chunking of large messages in Azure Logic Apps (x-ms-transfer-mode, x-ms-content-length, x-ms-chunk-size, Range).
 */
export async function exchangeInChunks(request: HttpRequest, call: ActionCall): Promise<Exchange> {
  const { content } = request;
  const first =
    content && content.byteLength > 0 ? await upload(request, content, call) : await exchange(request, call);
  return first.statusCode === 206 ? download(request, first, call) : first;
}

async function upload(request: HttpRequest, content: Uint8Array<ArrayBuffer>, call: ActionCall): Promise<Exchange> {
  const announced = { 'x-ms-transfer-mode': 'chunked', 'x-ms-content-length': String(content.byteLength) };
  const { 'content-type': type = 'application/octet-stream', ...headers } = request.headers;
  let answer = await exchange({ ...request, headers: { ...headers, ...announced }, content: undefined }, call);
  const location = headerOf(answer.headers, 'location');
  if (answer.statusCode >= 300 || location === undefined || !URL.canParse(location, request.url)) return answer;
  const url = new URL(location, request.url);
  for (let start = 0; start < content.byteLength; ) {
    const end = Math.min(start + chunkSizeOf(answer), content.byteLength);
    const range = `bytes=${start}-${end - 1}/${content.byteLength}`;
    const own = {
      ...withoutPrivate(headers, url.origin === request.url.origin),
      'content-type': type,
      'content-range': range,
    };
    answer = await exchange(
      { ...request, method: 'PATCH', url, headers: own, content: content.slice(start, end) },
      call,
    );
    if (answer.statusCode >= 300) return answer;
    start = nextStart(answer, start) ?? end;
  }
  return answer;
}

function withoutPrivate(headers: Readonly<Record<string, string>>, isOwn: boolean): Record<string, string> {
  const { authorization, cookie, ...rest } = headers;
  return isOwn ? { ...headers } : rest;
}

function chunkSizeOf({ headers }: Exchange): number {
  const size = Number(headerOf(headers, 'x-ms-chunk-size') ?? Number.NaN);
  return Number.isInteger(size) && size > 0 ? Math.min(size, CHUNKED_LIMIT_BYTES) : DEFAULT_CHUNK_BYTES;
}

/** The service says how far it has come: `Range: bytes=0-1023`. It never goes back. */
function nextStart({ headers }: Exchange, start: number): number | undefined {
  const last = /bytes[= ]\d+-(\d+)/i.exec(headerOf(headers, 'range') ?? '')?.[1];
  return last !== undefined && Number(last) >= start ? Number(last) + 1 : undefined;
}

async function download(request: HttpRequest, first: Exchange, call: ActionCall): Promise<Exchange> {
  const chunks: Uint8Array[] = [first.bytes];
  let range = rangeOf(first);
  while (range && range.next < range.total && range.total <= CHUNKED_LIMIT_BYTES) {
    const headers = {
      ...request.headers,
      range: `bytes=${range.next}-${Math.min(range.next + range.size, range.total) - 1}`,
    };
    const part = await exchange({ ...request, method: 'GET', headers, content: undefined }, call);
    const following = rangeOf(part);
    if (part.statusCode !== 206 || !following || following.next <= range.next) return part;
    chunks.push(part.bytes);
    range = { ...following, size: range.size };
  }
  return { ...first, statusCode: 200, bytes: Buffer.concat(chunks) };
}

interface ContentRange {
  readonly next: number;
  readonly total: number;
  readonly size: number;
}

/** Source: RFC 9110 §14.4, `Content-Range: bytes 0-99/1000`. */
function rangeOf({ headers }: Exchange): ContentRange | undefined {
  const match = /bytes[= ](\d+)-(\d+)\/(\d+)/i.exec(headerOf(headers, 'content-range') ?? '');
  if (!match) return undefined;
  const [start, end, total] = match.slice(1).map(Number) as [number, number, number];
  return { next: end + 1, total, size: end - start + 1 };
}
