import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What the service says to it. */
export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text and bytes are sent as they are, anything else as JSON. */
  readonly body?: unknown;
}

/** A real HTTP service on this machine that answers as it is told and remembers what it was asked. */
export interface LocalService {
  readonly url: string;
  readonly received: Received[];
  /** Answers from now on. */
  answer(handler: (request: Received) => Reply | Promise<Reply>): void;
  /** Resolves with the next request that arrives. */
  next(): Promise<Received>;
  close(): Promise<void>;
}

export async function startLocalService(): Promise<LocalService> {
  let handler: (request: Received) => Reply | Promise<Reply> = () => ({});
  const received: Received[] = [];
  const waiting: ((request: Received) => void)[] = [];
  const server = createServer(async (message, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk as Buffer);
    const { method = '', url = '', headers } = message;
    const request = { method, url, headers, body: Buffer.concat(chunks).toString('utf8') };
    received.push(request);
    const reply = await handler(request);
    response.writeHead(reply.status ?? 200, { ...typeOf(reply.body), ...reply.headers }).end(contentOf(reply.body));
    for (const wake of waiting.splice(0)) wake(request);
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answer: (next) => {
      received.length = 0;
      handler = next;
    },
    next: () => new Promise((resolve) => waiting.push(resolve)),
    close: () => closeServer(server),
  };
}

function typeOf(body: unknown): Record<string, string> {
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) return {};
  return { 'content-type': 'application/json; charset=utf-8' };
}

function contentOf(body: unknown): string | Uint8Array | undefined {
  if (body === undefined || typeof body === 'string' || body instanceof Uint8Array) return body;
  return JSON.stringify(body);
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
}
