import { Agent as HttpAgent, type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import type { SecureContextOptions } from 'node:tls';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { EgressPolicy } from './guard.ts';
import type { Outgoing } from './outgoing.ts';

/** A service that says nothing for so long is given up. */
const SILENCE_SECONDS = 120;
const AGENT_OPTIONS = { keepAlive: true, maxSockets: 256, maxFreeSockets: 64, scheduling: 'lifo' } as const;

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
