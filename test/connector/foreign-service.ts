import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { JsonObject } from '../../src/base/json.ts';
import type { Connector } from '../../src/flows/connectors/connector.ts';
import { createForeignConnector } from '../../src/flows/connectors/load.ts';

/** A request as the service got it. */
export interface SeenRequest {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly key: unknown;
  readonly etag: unknown;
  readonly body: string;
}

/** A made-up service on this machine with pages, polls, webhooks and lists, and the connector for it. */
export interface ForeignService {
  readonly url: string;
  readonly connector: Connector;
  readonly seen: readonly SeenRequest[];
  close(): Promise<void>;
}

export async function startForeignService(): Promise<ForeignService> {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    const body = (await buffer(request)).toString();
    seen.push({ method, url, key: headers['x-key'], etag: headers['if-match'], body });
    const answer = answerTo(new URL(url ?? '/', `http://${headers.host}`), method ?? '');
    response
      .writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers })
      .end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    connector: createConnector(host),
    seen,
    close: async () => {
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

function answerTo(url: URL, method: string): Answer {
  const page = Number(url.searchParams.get('page') ?? 1);
  switch (url.pathname) {
    case '/api/rows':
      return {
        body: {
          value: [{ id: page * 2 - 1 }, { id: page * 2 }],
          ...(page < 3 && { '@odata.nextLink': `${url.origin}/api/rows?page=${page + 1}` }),
        },
      };
    case '/api/foreign':
      return { body: { value: [1], '@odata.nextLink': 'http://elsewhere.example/steal' } };
    case '/api/news':
      return url.searchParams.get('since') === 'b'
        ? { body: { events: [] } }
        : { headers: { 'retry-after': '30' }, body: { events: [{ at: 'b' }, { at: 'a' }] } };
    case '/api/native':
      return url.searchParams.has('state')
        ? { status: 202, headers: { location: `${url.origin}/api/native?state=2`, 'retry-after': '5' } }
        : { headers: { location: `${url.origin}/api/native?state=1` }, body: [{ n: 1 }] };
    case '/api/hooks':
      return { status: 201, headers: { location: `/api/hooks/7` }, body: { id: 7 } };
    case '/api/refusing':
      return { status: 503 };
    case '/api/lists':
      return { body: { data: { lists: [{ key: 'l1', info: { name: 'One' } }] } } };
    case '/api/item':
      return method === 'GET' ? { body: { '@odata.etag': 'W/"5"' } } : { status: 204 };
    case '/api/map':
      return { body: { map: { a: 1 } } };
    default:
      return { status: 404, body: { error: 'none' } };
  }
}

const trigger = (kind: string) => ({ 'x-ms-trigger': kind });
const setting = (settings: Record<string, string>) =>
  Object.fromEntries(Object.entries(settings).map(([name, value]) => [`x-ms-apimTemplateParameter.${name}`, value]));
const hook = {
  name: 'body',
  in: 'body',
  required: true,
  schema: {
    type: 'object',
    properties: {
      target: { type: 'object', properties: { url: { type: 'string', 'x-ms-notification-url': true } } },
      list: {
        type: 'string',
        'x-ms-dynamic-values': {
          operationId: 'Lists',
          parameters: { filter: { parameter: 'q' } },
          'value-collection': 'data/lists',
          'value-path': 'key',
          'value-title': 'info/name',
        },
      },
    },
  },
};

const POLICIES = [
  {
    templateId: 'pollingtrigger',
    parameters: {
      ...setting({
        triggerConfig: '{"since": "@{triggerBody().events[0].at}"}',
        triggerDataPath: '@triggerBody().events',
      }),
      'x-ms-apimTemplate-operationName': ['News'],
    },
  },
  {
    templateId: 'setvaluefromurl',
    parameters: {
      ...setting({
        parameterTemplate: "@headers('If-Match')",
        httpMethod: 'GET',
        parameterValueUrl: '/item',
        parameterValuePathTemplate: "@body()['@odata.etag']",
      }),
      'x-ms-apimTemplate-operationName': ['Patch'],
      'x-ms-apimTemplate-policySection': 'Request',
    },
  },
  {
    templateId: 'convertobjecttoarray',
    parameters: {
      ...setting({
        propertyParentPath: '@body()',
        propertySubPath: 'map',
        newPropertyPath: '@body().list',
        keyName: 'k',
        valueName: 'v',
      }),
      'x-ms-apimTemplate-operationName': ['Map'],
      'x-ms-apimTemplate-policySection': 'Response',
    },
  },
  {
    templateId: 'setheader',
    parameters: {
      ...setting({ name: 'X-Seen', value: 'yes' }),
      'x-ms-apimTemplate-operationName': ['Map'],
      'x-ms-apimTemplate-policySection': 'Response',
    },
  },
];

function createConnector(host: string): Connector {
  const operation = (operationId: string, extra: JsonObject = {}) => ({
    operationId,
    responses: { 200: { description: 'ok' } },
    ...extra,
  });
  const definition: JsonObject = {
    swagger: '2.0',
    info: { title: 'Service', version: '1' },
    host,
    basePath: '/api',
    schemes: ['http'],
    securityDefinitions: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    security: [{ key: [] }],
    paths: {
      '/rows': { get: operation('Rows', { 'x-ms-pageable': { nextLinkName: '@odata.nextLink' } }) },
      '/foreign': { get: operation('Foreign', { 'x-ms-pageable': { nextLinkName: '@odata.nextLink' } }) },
      '/news': { get: operation('News', trigger('batch')) },
      '/native': { get: operation('Native', trigger('batch')) },
      '/hooks': {
        'x-ms-notification-content': { schema: { type: 'object' } },
        post: operation('Hook', {
          ...trigger('single'),
          parameters: [hook, { name: 'q', in: 'query', type: 'string' }],
        }),
      },
      '/refusing': { post: operation('Refusing', { ...trigger('single'), parameters: [hook] }) },
      '/lists': { get: operation('Lists', { parameters: [{ name: 'filter', in: 'query', type: 'string' }] }) },
      '/item': {
        patch: operation('Patch', { parameters: [{ name: 'body', in: 'body', schema: { type: 'object' } }] }),
      },
      '/map': { get: operation('Map') },
      '/missing': { get: operation('Missing') },
    },
  };
  return createForeignConnector('service', {
    definition,
    properties: {
      properties: {
        policyTemplateInstances: POLICIES,
        connectionParameters: { key: { type: 'securestring', uiDefinition: { constraints: { required: 'true' } } } },
      },
    },
  }).connector;
}
