import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock } from '../src/base/clock.ts';
import { createEgressGuard } from '../src/base/egress/guarded-fetch.ts';
import { buildRequest, callOperation, createForeignConnector } from '../src/flows/connectors/index.ts';
import type { Bench } from './bench.ts';

const SECONDS = 2;
const AT_ONCE = 32;

/** A made-up service with what requests are made of: path, query, header, body fields, a key, a policy. */
function definitionOf(host: string) {
  const field = (type: string) => ({ type });
  return {
    swagger: '2.0',
    info: { title: 'Orders', version: '1' },
    host,
    basePath: '/api',
    schemes: ['http'],
    securityDefinitions: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    security: [{ key: [] }],
    paths: {
      '/shops/{shop}/orders': {
        post: {
          operationId: 'CreateOrder',
          parameters: [
            { name: 'shop', in: 'path', required: true, type: 'string' },
            { name: 'notify', in: 'query', type: 'boolean', default: true },
            {
              name: 'body',
              in: 'body',
              schema: {
                type: 'object',
                properties: {
                  customer: { type: 'object', properties: { name: field('string') } },
                  total: field('number'),
                },
              },
            },
          ],
          responses: { 200: { description: 'Made.' } },
        },
      },
    },
  };
}

const properties = {
  properties: {
    connectionParameters: { key: { type: 'securestring' } },
    policyTemplateInstances: [
      {
        templateId: 'setheader',
        title: 'Version',
        parameters: { 'x-ms-apimTemplateParameter.name': 'X-Version', 'x-ms-apimTemplateParameter.value': '2' },
      },
    ],
  },
};
const parameters = { shop: 'north/1', 'body/customer/name': 'Ane', 'body/total': 42 };
const connection = { key: 'secret' };

/** What the executor of foreign connectors does in a second on one core. */
export const connectorBench: Bench = {
  summary: 'requests made and calls answered through the executor of foreign connectors',
  run: async ({ say }) => {
    say('requests');
    const definition = definitionOf('service.example');
    const built = countCalls(() =>
      buildRequest({ definition, properties, operationId: 'CreateOrder', parameters, connection }),
    );
    say('calls');
    return [
      { name: 'definition read and request made', value: built, unit: '/s' },
      { name: `calls answered, ${AT_ONCE} at once`, value: await measureCalls(), unit: '/s' },
    ];
  },
};

function countCalls(call: () => unknown): number {
  const started = performance.now();
  let calls = 0;
  while (performance.now() - started < SECONDS * 1000) {
    call();
    calls++;
  }
  return (calls / (performance.now() - started)) * 1000;
}

async function measureCalls(): Promise<number> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":1}'));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { connector } = createForeignConnector('orders', { definition: definitionOf(host), properties });
  const { fetch } = createEgressGuard({ allowPrivateNetworks: true });
  const started = performance.now();
  let calls = 0;
  const work = async () => {
    while (performance.now() - started < SECONDS * 1000) {
      const call = { connector, operationId: 'CreateOrder', parameters, connection, fetch, clock: systemClock };
      await callOperation({ ...call, idempotencyKey: 'bench' });
      calls++;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const rate = (calls / (performance.now() - started)) * 1000;
  server.closeAllConnections();
  await new Promise<void>((done) => server.close(() => done()));
  return rate;
}
