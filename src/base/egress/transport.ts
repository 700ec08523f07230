import { Agent as HttpAgent, type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import type { SecureContextOptions } from 'node:tls';
import { urlToHttpOptions } from 'node:url';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { EgressPolicy } from './guard.ts';
import type { Outgoing } from './outgoing.ts';

/** A service that says nothing for so long is given up. */
const SILENCE_SECONDS = 120;
/** Sockets are not limited by host: callers bound their own concurrency, and one that hangs must not hold up another. */
const AGENT_OPTIONS = { keepAlive: true, maxFreeSockets: 64, scheduling: 'lifo' } as const;
/** A kept connection may be closed by the other side just when it is used; then the request was not taken. */
const STALE_CODES = ['ECONNRESET', 'EPIPE'];
const STALE_ATTEMPTS = 3;

/** A request whose answer is read up to a limit; the same request may go out twice over a connection that had gone stale. */
export interface BoundedRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  readonly signal?: AbortSignal | undefined;
  /** The rest of a longer answer is cut off. */
  readonly answerLimitBytes: number;
}

/** An answer as far as it was read; redirects are answers too. */
export interface BoundedAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly isCutOff: boolean;
}

/** Sends requests over connections that only ever go to checked addresses: the check is the name look-up itself. */
export class PinnedTransport {
  readonly #http = new HttpAgent(AGENT_OPTIONS);
  readonly #https = new HttpsAgent(AGENT_OPTIONS);
  readonly #lookup: LookupFunction;

  constructor(policy: EgressPolicy) {
    this.#lookup = (host, options, done) => {
      policy.resolveHost(host).then(
        (addresses) => {
          const wanted = addresses.filter(({ family }) => !options.family || options.family === family);
          const [first] = wanted;
          if (options.all) done(null, [...wanted]);
          else if (first) done(null, first.address, first.family);
          else done(Object.assign(new Error(`${host} has no address`), { code: 'ENOTFOUND' }), '');
        },
        (error: NodeJS.ErrnoException) => done(error, options.all ? [] : ''),
      );
    };
  }

  /** Sends a request and reads its answer up to the limit. */
  exchange(url: URL, request: BoundedRequest): Promise<BoundedAnswer> {
    return this.open(url)(request);
  }

  /** An address for many exchanges: what they have in common is worked out once. */
  open(url: URL): (request: BoundedRequest) => Promise<BoundedAnswer> {
    const start = url.protocol === 'https:' ? requestHttps : requestHttp;
    const agent = url.protocol === 'https:' ? this.#https : this.#http;
    const options: RequestOptions = { ...urlToHttpOptions(url), agent, lookup: this.#lookup };
    const exchangeOnce = ({ method, headers, body, signal, answerLimitBytes }: BoundedRequest) =>
      new Promise<BoundedAnswer>((resolve, reject) => {
        const sizeBytes = body === undefined ? 0 : Buffer.byteLength(body);
        const request = start({ ...options, method, headers: rawHeaders(url.host, headers, sizeBytes) });
        const stop = () => request.destroy(signal?.reason);
        signal?.addEventListener('abort', stop);
        request.on('response', (message) => readBounded(message, answerLimitBytes).then(resolve, reject));
        request.on('error', (error) => reject(request.reusedSocket ? Object.assign(error, { isReused: true }) : error));
        request.on('close', () => signal?.removeEventListener('abort', stop));
        request.end(body);
      });
    return (request) => repeatWhereStale(request, exchangeOnce);
  }

  /** Sends one request and gives the answer once its headers are there; redirects are answers too. */
  async send(url: URL, outgoing: Outgoing): Promise<Response> {
    outgoing.signal?.throwIfAborted();
    try {
      const message = await this.#request(url, outgoing);
      return toResponse(message, url, outgoing.method);
    } catch (error) {
      outgoing.signal?.throwIfAborted();
      throw error;
    }
  }

  #request(url: URL, outgoing: Outgoing): Promise<IncomingMessage> {
    const isSecure = url.protocol === 'https:';
    const { clientCertificate } = outgoing;
    const options: RequestOptions & SecureContextOptions = {
      method: outgoing.method,
      headers: headersOf(outgoing),
      agent: isSecure ? this.#https : this.#http,
      lookup: this.#lookup,
      ...(outgoing.signal && { signal: outgoing.signal }),
      ...(clientCertificate && {
        pfx: Buffer.from(clientCertificate.pfx),
        ...(clientCertificate.passphrase !== undefined && { passphrase: clientCertificate.passphrase }),
      }),
    };
    return new Promise((resolve, reject) => {
      const request = (isSecure ? requestHttps : requestHttp)(url, options);
      request.on('response', resolve).on('error', reject);
      request.setTimeout(SILENCE_SECONDS * 1000, () =>
        request.destroy(Object.assign(new Error(`no answer within ${SILENCE_SECONDS} seconds`), { code: 'ETIMEDOUT' })),
      );
      request.end(outgoing.body);
    });
  }
}

async function repeatWhereStale(
  request: BoundedRequest,
  exchangeOnce: (request: BoundedRequest) => Promise<BoundedAnswer>,
): Promise<BoundedAnswer> {
  request.signal?.throwIfAborted();
  for (let attempt = 1; ; attempt++) {
    try {
      return await exchangeOnce(request);
    } catch (error) {
      request.signal?.throwIfAborted();
      if (!isStale(error) || attempt === STALE_ATTEMPTS) throw error;
    }
  }
}

/** Headers as they go over the wire, which Node takes without a look at each (measured: a third of the cost of a request). */
function rawHeaders(host: string, headers: Readonly<Record<string, string>>, sizeBytes: number): string[] {
  const raw = ['host', host, 'content-length', String(sizeBytes)];
  for (const name of Object.keys(headers)) raw.push(name, headers[name] ?? '');
  return raw;
}

function isStale(error: unknown): boolean {
  return (
    error instanceof Error && 'isReused' in error && STALE_CODES.includes((error as NodeJS.ErrnoException).code ?? '')
  );
}

function readBounded(message: IncomingMessage, limitBytes: number): Promise<BoundedAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const end = (isCutOff: boolean) => {
      const body = chunks.length === 1 && !isCutOff ? (chunks[0] ?? Buffer.alloc(0)) : Buffer.concat(chunks);
      resolve({
        status: message.statusCode ?? 0,
        headers: joinHeaders(message.headers),
        body: body.subarray(0, limitBytes),
        isCutOff,
      });
    };
    message.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      size += chunk.length;
      if (size <= limitBytes) return;
      end(true);
      message.destroy();
    });
    message.on('end', () => end(false)).on('error', reject);
  });
}

function joinHeaders(headers: IncomingMessage['headers']): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value].flat().join(', ')]));
}

function headersOf({ headers, body, method }: Outgoing): Record<string, string> {
  const own: Record<string, string> = { accept: '*/*', 'accept-encoding': 'gzip, br', 'user-agent': 'Fluxu' };
  headers.forEach((value, name) => {
    own[name] = value;
  });
  const carriesNothing = body === undefined && (method === 'POST' || method === 'PUT' || method === 'PATCH');
  if (body !== undefined || carriesNothing) own['content-length'] = String(body?.byteLength ?? 0);
  return own;
}

/** Statuses whose answers have no body (WHATWG fetch, null body status). */
const BODILESS = [101, 103, 204, 205, 304];

function toResponse(message: IncomingMessage, url: URL, method: string): Response {
  const status = message.statusCode ?? 0;
  const headers = new Headers();
  for (let index = 0; index < message.rawHeaders.length; index += 2)
    headers.append(message.rawHeaders[index] ?? '', message.rawHeaders[index + 1] ?? '');
  const hasBody = method !== 'HEAD' && !BODILESS.includes(status) && headers.get('content-length') !== '0';
  if (!hasBody) message.resume();
  const body = hasBody ? (Readable.toWeb(decode(message, headers)) as ReadableStream<Uint8Array>) : null;
  const response = new Response(body, { status, statusText: message.statusMessage ?? '', headers });
  return Object.defineProperty(response, 'url', { value: url.href });
}

function decode(message: IncomingMessage, headers: Headers): Readable {
  const encoding = headers.get('content-encoding')?.toLowerCase().trim();
  const decoder = { gzip: createGunzip, 'x-gzip': createGunzip, br: createBrotliDecompress, deflate: createInflate }[
    encoding ?? ''
  ];
  if (!decoder) return message;
  const decoded = decoder();
  message.on('error', (error) => decoded.destroy(error));
  return message.pipe(decoded);
}
