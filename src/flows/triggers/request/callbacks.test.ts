import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalService, startLocalService } from '../../../../test/support/local-service.ts';
import { createOrdersConnector } from '../../../../test/support/orders-connector.ts';
import { openTestStore } from '../../../../test/support/store.ts';
import { createTriggerStage, type TriggerStage } from '../../../../test/support/trigger-host.ts';
import type { ValueObject } from '../../language/index.ts';
import { callbackPlace, createFlowAddresses } from './address.ts';
import { receiveNotification } from './callbacks.ts';
import type { RequestHost } from './receiver.ts';
import { signedQuery } from './signature.ts';

const signingKey = Buffer.alloc(32, 7).toString('base64url');
const place = { flow: 'Orders', trigger: 'Trigger' };

let service: LocalService;
let opened: Awaited<ReturnType<typeof openTestStore>>;
let stage: TriggerStage;

beforeAll(async () => {
  service = await startLocalService();
});
afterAll(() => service.close());

beforeEach(async () => {
  opened = await openTestStore();
  stage = createTriggerStage(opened, () => ({ connector: createOrdersConnector(service.url), values: {} }));
});
afterEach(() => opened.close());

const unasked = () => Promise.reject(new Error('nobody waits for an answer'));

async function tell(body: ValueObject, { id = 'n-1', key = signingKey } = {}): Promise<number> {
  const host: RequestHost = {
    ...stage.host,
    signingKey,
    addresses: createFlowAddresses('http://fluxu.example', signingKey),
    answerOfRun: unasked,
    giveUp: unasked,
  };
  const { statusCode } = await receiveNotification(
    place,
    {
      method: 'POST',
      relativePath: '',
      query: signedQuery(callbackPlace(place.flow, place.trigger), key),
      headers: { 'content-type': 'application/json', 'x-request-id': id },
      body: Buffer.from(JSON.stringify(body)),
      abort: new AbortController().signal,
    },
    host,
  );
  return statusCode;
}

const connection = { name: "@parameters('$connections')['o']['connectionId']" };

describe('a notification trigger that is told of news', () => {
  it.each<[string, ValueObject]>([
    [
      'by its operation',
      {
        type: 'OpenApiConnectionNotification',
        inputs: { host: { connectionName: 'o', operationId: 'OnOrderTold' }, parameters: { id: '7' } },
      },
    ],
    [
      'by its path',
      {
        type: 'ApiConnectionNotification',
        inputs: {
          host: { connection },
          subscribe: { method: 'post', pathTemplate: { template: '/subscribe' } },
          fetch: { method: 'get', pathTemplate: { template: '/orders/{id}', parameters: { id: '7' } } },
        },
      },
    ],
  ])('fetches them %s, and makes a run of each', async (_name, trigger) => {
    service.answer(() => ({ body: { value: [{ total: 1 }, { total: 2 }] } }));
    stage.define('Orders', { ...trigger, splitOn: "@triggerBody()?['value']" });
    expect(await tell({ changed: true })).toBe(200);
    expect(service.received.map(({ method, url }) => `${method} ${url}`)).toEqual(['GET /orders/7']);
    expect(stage.runs.map(({ trigger: { outputs } }) => outputs)).toMatchObject([
      { body: { total: 1 } },
      { body: { total: 2 } },
    ]);
  });

  it('starts its runs once when it is told twice, and asks the service to tell again when the fetch fails', async () => {
    stage.define('Orders', {
      type: 'OpenApiConnectionNotification',
      inputs: { host: { connectionName: 'o', operationId: 'OnOrderTold' }, parameters: { id: '7' } },
    });
    service.answer(() => ({ status: 404 }));
    expect(await tell({})).toBe(502);
    expect(stage.runs).toHaveLength(0);
    service.answer(() => ({ body: { total: 1 } }));
    expect([await tell({}), await tell({})]).toEqual([200, 200]);
    expect(stage.runs).toHaveLength(1);
    expect(await tell({}, { id: 'n-2' })).toBe(200);
    expect(stage.runs).toHaveLength(2);
  });

  it('refuses an address that was not signed here', async () => {
    stage.define('Orders', { type: 'HttpWebhook', inputs: { subscribe: {} } });
    expect(await tell({}, { key: Buffer.alloc(32, 8).toString('base64url') })).toBe(404);
    expect(stage.runs).toHaveLength(0);
  });
});
