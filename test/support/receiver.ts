import { createServer as createHttpServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';

/** A message as a receiver got it. */
export interface ReceivedMessage {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A receiver of webhooks on this machine. */
export interface Receiver {
  readonly url: string;
  readonly received: readonly ReceivedMessage[];
  /** Resolves when that many messages are there. */
  whenReceived(count: number): Promise<void>;
  close(): Promise<void>;
}

/** Answers a message; without an answer the connection hangs. */
export type Answer = (response: ServerResponse, message: ReceivedMessage, count: number) => void;

/** Starts a receiver; left alone it answers 204. */
export async function startReceiver(
  answer: Answer = (response) => response.writeHead(204).end(),
  path = '/hook?sig=opaque',
): Promise<Receiver> {
  const received: ReceivedMessage[] = [];
  const waiting = new Set<{ count: number; resolve: () => void }>();
  const server = createHttpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const message = { method, path: url, headers, body: Buffer.concat(chunks).toString() };
      received.push(message);
      answer(response, message, received.length);
      for (const waiter of waiting) if (received.length >= waiter.count) waiter.resolve();
    });
    request.on('error', () => {});
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`,
    received,
    whenReceived: (count) =>
      new Promise((resolve) => (received.length >= count ? resolve() : void waiting.add({ count, resolve }))),
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Starts a receiver that speaks no HTTP: whatever comes in, `speak` decides what the socket does. */
export async function startRawReceiver(
  speak: (socket: Socket) => void,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => speak(socket));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/raw`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
