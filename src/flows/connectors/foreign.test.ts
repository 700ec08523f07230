import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import type { JsonObject } from '../../base/json.ts';
import { callOperation } from './call.ts';
import { listChoices } from './choices/choices.ts';
import { createForeignConnector } from './load.ts';
import { poll, retryAfter } from './triggers/poll.ts';
import { subscribe, unsubscribe } from './triggers/subscribe.ts';

const seen: { method: string | undefined; url: string | undefined; key: unknown; etag: unknown; body: string }[] = [];
let server: Server;
let port: number;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    seen.push({
      method: request.method,
      url: request.url,
      key: request.headers['x-key'],
      etag: request.headers['if-match'],
      body: Buffer.concat(chunks).toString(),
    });
    const answer = answerTo(new URL(request.url ?? '/', `http://127.0.0.1:${port}`), request.method ?? '');
    response
      .writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers })
      .end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

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

function connector() {
  const operation = (operationId: string, extra: JsonObject = {}) => ({
    operationId,
    responses: { 200: { description: 'ok' } },
    ...extra,
  });
  const definition: JsonObject = {
    swagger: '2.0',
    info: { title: 'Service', version: '1' },
    host: `127.0.0.1:${port}`,
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
  const policyTemplateInstances = [
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
  return createForeignConnector('service', {
    definition,
    properties: {
      properties: {
        policyTemplateInstances,
        connectionParameters: { key: { type: 'securestring', uiDefinition: { constraints: { required: 'true' } } } },
      },
    },
  }).connector;
}

function callFor(operationId: string, parameters: Record<string, unknown> = {}) {
  return {
    connector: connector(),
    operationId,
    parameters,
    connection: { key: 'secret' },
    idempotencyKey: 'k',
    fetch,
    clock: systemClock,
  };
}

describe('a foreign connector', () => {
  it('gives one page, or as many as hold the items asked for', async () => {
    const ids = async (minimumItemCount?: number) => {
      const { body } = await callOperation({ ...callFor('Rows'), minimumItemCount });
      return (body as { value: { id: number }[] }).value.map(({ id }) => id);
    };
    expect(await ids()).toEqual([1, 2]);
    expect(await ids(3)).toEqual([1, 2, 3, 4]);
    expect(await ids(100)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(seen.at(-1)?.key).toBe('secret');
  });

  it('does not take its credentials to a next page on another host', async () => {
    await expect(callOperation({ ...callFor('Foreign'), minimumItemCount: 10 })).rejects.toMatchObject({
      code: 'FLX_CALL_FOREIGN_LINK',
      isRetryable: false,
    });
  });

  it('gives an error of the service as an answer', async () => {
    expect(await callOperation(callFor('Missing'))).toMatchObject({ statusCode: 404, body: { error: 'none' } });
  });

  it('is not called without what its connection must hold', async () => {
    const before = seen.length;
    await expect(callOperation({ ...callFor('Rows'), connection: { key: '' } })).rejects.toMatchObject({
      code: 'FLX_CONNECTION_PARAMETER_MISSING',
      isRetryable: false,
    });
    expect(seen.length).toBe(before);
  });

  it('is called by method and path too', async () => {
    const { connector: service, connection, idempotencyKey, clock } = callFor('');
    const answer = await callOperation({
      connector: service,
      connection,
      idempotencyKey,
      clock,
      fetch,
      route: { method: 'get', path: '/lists', queries: { filter: 'x' } },
    });
    expect(answer.statusCode).toBe(200);
    expect(seen.at(-1)).toMatchObject({ url: '/api/lists?filter=x', key: 'secret' });
  });

  it('fetches first what a policy needs, and changes answers as policies say', async () => {
    expect((await callOperation(callFor('Patch', { 'body/a': 1 }))).statusCode).toBe(204);
    expect(seen.at(-1)).toMatchObject({ method: 'PATCH', etag: 'W/"5"', body: '{"a":1}' });
    expect(await callOperation(callFor('Map'))).toMatchObject({
      headers: { 'x-seen': 'yes' },
      body: { map: { a: 1 }, list: [{ k: 'a', v: 1 }] },
    });
  });

  it('polls from where it stopped, by policy', async () => {
    const first = await poll(callFor('News'));
    expect(first).toMatchObject({
      items: [{ at: 'b' }, { at: 'a' }],
      state: `http://127.0.0.1:${port}/api/news?since=b`,
      retryAfterSeconds: 30,
    });
    expect(await poll({ ...callFor('News'), state: first.state })).toMatchObject({
      items: [],
      state: `http://127.0.0.1:${port}/api/news?since=b`,
    });
    expect(seen.at(-1)).toMatchObject({ url: '/api/news?since=b', key: 'secret' });
  });

  it('polls from where it stopped, by Location', async () => {
    const first = await poll(callFor('Native'));
    expect(first.items).toEqual([{ n: 1 }]);
    const second = await poll({ ...callFor('Native'), state: first.state });
    expect(second).toMatchObject({ items: [], state: expect.stringContaining('state=2'), retryAfterSeconds: 5 });
  });

  it('subscribes with the callback address where the definition wants it, and ends the subscription', async () => {
    const made = await subscribe({
      ...callFor('Hook', { 'body/list': 'l1' }),
      callbackUrl: 'https://fluxu.example/c/1',
    });
    expect(JSON.parse(seen.at(-1)?.body ?? '')).toEqual({ list: 'l1', target: { url: 'https://fluxu.example/c/1' } });
    expect(made.location).toBe(`http://127.0.0.1:${port}/api/hooks/7`);
    await unsubscribe({ ...callFor('Hook'), location: made.location ?? '' });
    expect(seen.at(-1)).toMatchObject({ method: 'DELETE', url: '/api/hooks/7', key: 'secret' });
  });

  it.each([
    ['Refusing', 'FLX_CALL_SUBSCRIBE_FAILED', true],
    ['Lists', 'FLX_CALL_NOT_WEBHOOK', false],
  ])('explains a subscription that %s does not take', async (operationId, code, isRetryable) => {
    await expect(
      subscribe({ ...callFor(operationId), callbackUrl: 'https://fluxu.example/c/1' }),
    ).rejects.toMatchObject({ code, isRetryable });
  });

  it('lists the values to pick from, which may depend on other parameters', async () => {
    expect(await listChoices({ ...callFor('Hook', { q: 'abc' }), parameter: 'body/list' })).toEqual([
      { value: 'l1', title: 'One' },
    ]);
    expect(seen.at(-1)?.url).toBe('/api/lists?filter=abc');
    await expect(listChoices({ ...callFor('Hook'), parameter: 'q' })).rejects.toMatchObject({
      code: 'FLX_CALL_NO_CHOICES',
    });
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-11-23T09:00:00Z');
  it.each([
    ['120', 120],
    ['Mon, 23 Nov 2026 09:01:00 GMT', 60],
    ['Mon, 23 Nov 2026 08:00:00 GMT', 0],
    ['soon', undefined],
    [undefined, undefined],
  ])('%s is %s seconds', (header, seconds) => {
    expect(retryAfter(header, now)).toBe(seconds);
  });
});
