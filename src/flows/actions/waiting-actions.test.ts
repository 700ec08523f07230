import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callOf, runStep, runToEnd, type Step } from '../../../test/support/action-call.ts';
import { type LocalService, startLocalService } from '../../../test/support/local-service.ts';
import { createManualClock } from '../../../test/support/manual-clock.ts';
import { flowError } from '../catalogue.ts';
import { createForeignConnector } from '../connectors/index.ts';
import type { ValueObject } from '../language/index.ts';
import { apiConnection, openApiConnection } from './connection.ts';
import { apiConnectionWebhook, openApiConnectionWebhook } from './connection-webhook.ts';
import { httpWebhook } from './http-webhook.ts';
import { response } from './response.ts';
import { workflow } from './workflow.ts';

let service: LocalService;
beforeAll(async () => {
  service = await startLocalService();
});
afterAll(() => service.close());

const arrived = { headers: { 'Content-Type': 'application/json' }, body: { approved: true } };

describe('HttpWebhook', () => {
  const step = (): Step => ({
    kind: httpWebhook,
    context: { callbackUrl: 'http://fluxu.example/callback/1' },
    definition: {
      inputs: {
        subscribe: { method: 'POST', uri: `${service.url}/subscribe`, body: { callback: '@listCallbackUrl()' } },
        unsubscribe: { method: 'DELETE', uri: `${service.url}/subscribe/1` },
      },
    },
  });

  it('subscribes with its callback address, waits, and unsubscribes when called back', async () => {
    service.answer(() => ({ status: 201 }));
    const waiting = await runStep(step());
    expect(waiting).toEqual({ kind: 'waiting', awaitsSignal: true, state: { isSubscribed: true } });
    expect(service.received[0]).toMatchObject({
      url: '/subscribe',
      body: '{"callback":"http://fluxu.example/callback/1"}',
    });
    const state = { isSubscribed: true };
    expect(await runStep(step(), { state, signal: arrived })).toMatchObject({ status: 'Succeeded', outputs: arrived });
    expect(service.received.map(({ method }) => method)).toEqual(['POST', 'DELETE']);
  });

  it('fails as the subscription did', async () => {
    service.answer(() => ({ status: 503 }));
    expect(await runStep(step())).toMatchObject({ status: 'Failed', isRetryable: true });
    service.answer(() => ({ status: 403 }));
    expect(await runStep(step())).toMatchObject({ status: 'Failed', code: 'Forbidden', isRetryable: false });
  });

  it('unsubscribes when it is given up, whatever the service says', async () => {
    service.answer(() => ({ status: 500 }));
    await httpWebhook.release?.(callOf(step(), { state: { isSubscribed: true } }));
    expect(service.received.map(({ method }) => method)).toEqual(['DELETE']);
  });

  it('may have nothing to unsubscribe', async () => {
    service.answer(() => ({}));
    const inputs = { subscribe: { uri: service.url }, unsubscribe: {} };
    const outcome = await runStep({ kind: httpWebhook, definition: { inputs } }, { state: {}, signal: arrived });
    expect(outcome).toMatchObject({ status: 'Succeeded' });
    expect(service.received).toHaveLength(0);
  });
});

const parameters = [
  { name: 'id', in: 'path', required: true, type: 'string' },
  {
    name: 'body',
    in: 'body',
    schema: {
      type: 'object',
      properties: { title: { type: 'string' }, notificationUrl: { type: 'string', 'x-ms-notification-url': true } },
    },
  },
];

function connector() {
  const definition = {
    swagger: '2.0',
    info: { title: 'Approvals', version: '1' },
    host: new URL(service.url).host,
    basePath: '/v1',
    schemes: ['http'],
    paths: {
      '/items/{id}/wait': {
        post: { operationId: 'Wait', 'x-ms-trigger': 'single', parameters, responses: { 201: { description: 'ok' } } },
      },
      '/items/{id}': {
        post: {
          operationId: 'Start',
          parameters: [{ name: 'id', in: 'path', required: true, type: 'string' }],
          responses: { 200: { description: 'ok' } },
        },
      },
    },
  };
  return createForeignConnector('approvals', { definition }).connector;
}

const effects = { connection: async () => ({ connector: connector(), values: {} }) };

describe('a webhook of a connector', () => {
  const byId: ValueObject = {
    host: { connectionName: 'shared_approvals', operationId: 'Wait' },
    parameters: { id: '7', 'body/title': 'Please' },
  };
  const byRoute: ValueObject = {
    host: { connection: { name: 'approvals' } },
    method: 'post',
    path: "/items/@{encodeURIComponent('7')}/wait",
    body: { title: 'Please', notificationUrl: '@listCallbackUrl()' },
  };

  it.each([
    ['by its operation', openApiConnectionWebhook, byId],
    ['by its path', apiConnectionWebhook, byRoute],
  ] as const)('is called %s, waits and is ended where the service said', async (_name, kind, inputs) => {
    service.answer(({ method }) => (method === 'POST' ? { status: 201, headers: { location: '/v1/hooks/9' } } : {}));
    const step: Step = { kind, definition: { inputs }, effects, context: { callbackUrl: 'http://127.0.0.1/callback' } };
    const state = { location: `${service.url}/v1/hooks/9` };
    expect(await runStep(step)).toEqual({ kind: 'waiting', awaitsSignal: true, state });
    expect(service.received[0]).toMatchObject({ method: 'POST', url: '/v1/items/7/wait' });
    expect(JSON.parse(service.received[0]?.body ?? '')).toEqual({
      title: 'Please',
      notificationUrl: 'http://127.0.0.1/callback',
    });
    expect(await runStep(step, { state, signal: arrived })).toMatchObject({ status: 'Succeeded', outputs: arrived });
    expect(service.received[1]).toMatchObject({ method: 'DELETE', url: '/v1/hooks/9' });
  });
});

describe('a long operation of a connector', () => {
  it.each([
    [
      'by its operation',
      openApiConnection,
      { host: { connectionName: 'a', operationId: 'Start' }, parameters: { id: '7' } },
    ],
    ['by its path', apiConnection, { host: { connection: { name: 'a' } }, method: 'post', path: '/items/7' }],
  ] as const)('is followed to its end: %s', async (_name, kind, inputs) => {
    const replies = [
      { status: 202, headers: { location: '/v1/status/1', 'retry-after': '5' } },
      { status: 503 },
      { status: 202, headers: { location: '/v1/status/2', 'retry-after': '5' } },
      { status: 200, body: { done: true } },
    ];
    service.answer(() => replies.shift() ?? { status: 500 });
    const outcome = await runToEnd({ kind, definition: { inputs }, effects, clock: createManualClock() });
    expect(outcome).toMatchObject({ status: 'Succeeded', code: 'OK', outputs: { body: { done: true } } });
    expect(service.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /v1/items/7',
      'GET /v1/status/1',
      'GET /v1/status/1',
      'GET /v1/status/2',
    ]);
  });

  it('fails clearly without a connection', async () => {
    const outcome = await runStep({
      kind: openApiConnection,
      definition: { inputs: { host: { operationId: 'X' } } },
      effects: {
        connection: async (name) => {
          throw flowError('FLX_FLOW_UNKNOWN', { flow: name });
        },
      },
    });
    expect(outcome).toMatchObject({ status: 'Failed', code: 'FLX_FLOW_UNKNOWN', isRetryable: false });
  });
});

describe('Response', () => {
  it('answers with status, headers and body', async () => {
    const answers: ValueObject[] = [];
    const answer = async (given: ValueObject) => answers.push(given) > 0;
    const inputs = { statusCode: '@add(200, 1)', headers: { a: 'b' }, body: { x: 1 } };
    const outcome = await runStep({ kind: response, definition: { inputs }, effects: { answer } });
    expect(answers).toEqual([{ statusCode: 201, headers: { a: 'b' }, body: { x: 1 } }]);
    expect(outcome).toMatchObject({ status: 'Succeeded', outputs: answers[0] });
  });

  it('fails when nobody waits any more', async () => {
    const outcome = await runStep({
      kind: response,
      definition: { inputs: {} },
      effects: { answer: async () => false },
    });
    expect(outcome).toMatchObject({ status: 'Failed', code: 'ActionResponseTimedOut' });
  });

  it.each([['abc'], [99], [600], [200.5]])('refuses the status %s', async (statusCode) => {
    const outcome = await runStep({ kind: response, definition: { inputs: { statusCode } } });
    expect(outcome).toMatchObject({ status: 'Failed', code: 'InvalidTemplate' });
  });
});

describe('Workflow', () => {
  it.each([
    ['by its id', { workflow: { id: '/subscriptions/1/workflows/Child' }, triggerName: 'manual' }, 'Child'],
    ['by reference', { workflowReferenceName: '0c5a' }, '0c5a'],
  ])('starts the other flow %s and waits', async (_name, host, flow) => {
    const started: unknown[] = [];
    const startChildRun = async (request: unknown) => {
      started.push(request);
      return { runId: 'child' };
    };
    const inputs = { host, headers: { h: '1' }, body: { text: '@{1}' } };
    const outcome = await runStep({ kind: workflow, definition: { inputs }, effects: { startChildRun } });
    expect(outcome).toEqual({ kind: 'waiting', awaitsSignal: true, state: { runId: 'child' } });
    expect(started).toMatchObject([
      { flow, outputs: { headers: { h: '1' }, body: { text: '1' } }, awaits: 'answerOrEnd' },
    ]);
  });

  it.each<[string, ValueObject, object]>([
    [
      'an answer',
      { status: 'Running', response: { statusCode: 201, body: { a: 1 } } },
      { status: 'Succeeded', code: 'Created', outputs: { statusCode: 201, body: { a: 1 } } },
    ],
    [
      'an answer of failure',
      { status: 'Running', response: { statusCode: 400, body: 'no' } },
      { status: 'Failed', code: 'BadRequest' },
    ],
    ['an end without an answer', { status: 'Succeeded' }, { status: 'Succeeded', code: 'Accepted' }],
    [
      'a failure',
      { status: 'Failed', error: { code: 'X', message: 'broke' } },
      { status: 'Failed', code: 'X', error: { message: 'broke' } },
    ],
    ['a cancelled run', { status: 'Cancelled' }, { status: 'Failed', code: 'ActionFailed' }],
  ])('ends with %s', async (_name, signal, expected) => {
    const inputs = { host: { workflow: { id: 'Child' } } };
    expect(await runStep({ kind: workflow, definition: { inputs } }, { state: { runId: 'c' }, signal })).toMatchObject(
      expected,
    );
  });

  it('fails when there is no such flow', async () => {
    const startChildRun = async () => {
      throw flowError('FLX_FLOW_UNKNOWN', { flow: 'Child' });
    };
    const inputs = { host: { workflow: { id: 'Child' } } };
    expect(await runStep({ kind: workflow, definition: { inputs }, effects: { startChildRun } })).toMatchObject({
      code: 'FLX_FLOW_UNKNOWN',
    });
    expect(await runStep({ kind: workflow, definition: { inputs: {} } })).toMatchObject({ code: 'InvalidTemplate' });
  });
});
