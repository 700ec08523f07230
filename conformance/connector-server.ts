import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../src/base/clock.ts';
import { createEgressGuard } from '../src/base/egress/guarded-fetch.ts';
import type { Connector } from '../src/flows/connectors/connector.ts';
import type { Operation } from '../src/flows/connectors/definition/operation.ts';
import type { ShownRequest } from '../src/flows/connectors/request/build.ts';
import { callService } from '../src/flows/connectors/request/call-service.ts';

/** A service on this machine that takes any request and tells what it got. */
export interface EchoService {
  /** Calls an operation there, without policies and sign-in; gives the request as it arrived. */
  send(
    connector: Connector,
    operation: Operation,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<ShownRequest | undefined>;
  close(): Promise<void>;
}

export async function startEchoService(): Promise<EchoService> {
  let arrived: ShownRequest | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Object.entries(request.headers).map(([name, value]) => [name, decode(String(value))]);
      const text = Buffer.concat(chunks).toString('utf8');
      const body = bodyOf(text, String(request.headers['content-type'] ?? ''));
      const url = `http://${request.headers.host}${request.url}`;
      arrived = {
        method: request.method ?? '',
        url,
        headers: Object.fromEntries(headers),
        ...(text !== '' && { body }),
      };
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { fetch } = createEgressGuard({ allowPrivateNetworks: true });
  return {
    send: async (connector, operation, parameters) => {
      arrived = undefined;
      const { contract } = connector;
      const basePath = contract.baseUrl === '' ? '' : new URL(contract.baseUrl).pathname.replace(/\/+$/, '');
      const plain = {
        ...contract,
        policies: [],
        connectionParameters: [],
        scriptOperations: [],
        baseUrl: origin + basePath,
      };
      const bare = { ...connector, contract: plain };
      await callService({ connector: bare, operation, parameters, connection: {}, fetch, clock: systemClock });
      return arrived;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** Text beyond Latin-1 comes as UTF-8. */
function decode(value: string): string {
  const text = Buffer.from(value, 'latin1').toString('utf8');
  return text.includes('\uFFFD') ? value : text;
}

function bodyOf(text: string, contentType: string): unknown {
  if (!/\bjson\b/i.test(contentType)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
