import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalService, type Reply, startLocalService } from '../../../../test/support/local-service.ts';
import type { ManualClock } from '../../../../test/support/manual-clock.ts';
import { createOrdersConnector } from '../../../../test/support/orders-connector.ts';
import { describeOnEachStore, openTestStore } from '../../../../test/support/store.ts';
import { createTriggerStage, type TriggerStage } from '../../../../test/support/trigger-host.ts';
import { listFirings } from '../../../store/flow-triggers/trigger-history.ts';
import { TriggerStates } from '../../../store/flow-triggers/trigger-states.ts';
import type { ValueObject } from '../../language/index.ts';
import { TriggerWatcher } from './watcher.ts';

const hourly = { frequency: 'Hour', interval: 1 };

let opened: Awaited<ReturnType<typeof openTestStore>>;
let stage: TriggerStage;
let watcher: TriggerWatcher;
let states: TriggerStates;
let service: LocalService;
let clock: ManualClock;

beforeAll(async () => {
  service = await startLocalService();
});
afterAll(() => service.close());

beforeEach(async () => {
  opened = await openTestStore();
  clock = opened.clock;
  states = new TriggerStates(opened.store);
  stage = createTriggerStage(opened, () => ({ connector: createOrdersConnector(service.url), values: {} }));
  watcher = new TriggerWatcher({ states, host: stage.host, owner: 'a' });
});
afterEach(() => opened.close());

/** Lets so many seconds pass and looks. */
async function pass(seconds: number): Promise<void> {
  clock.advance(seconds);
  await watcher.lookOnce();
}

async function history(): Promise<readonly string[]> {
  const { items } = await listFirings(opened.store.db, {}, {});
  return items.map(({ status, code }) => `${status} ${code}`).reverse();
}

function scheduled(): readonly (string | undefined)[] {
  return stage.runs.map(({ trigger }) => trigger.scheduledTime);
}

describe('a Recurrence trigger', () => {
  it('fires when the flow is started, and then at its times', async () => {
    stage.define('Hourly', { type: 'Recurrence', recurrence: hourly });
    await pass(0);
    await pass(1800);
    await pass(1800);
    expect(scheduled()).toEqual(['2026-01-05T08:00:00.0000000Z', '2026-01-05T09:00:00.0000000Z']);
    expect(await history()).toEqual(['Succeeded OK', 'Succeeded OK']);
  });

  it('fires once for all that was missed while nobody looked', async () => {
    stage.define('Hourly', { type: 'Recurrence', recurrence: hourly });
    await pass(0);
    await pass(5.5 * 3600);
    await pass(0);
    await pass(1800);
    expect(scheduled()).toEqual([
      '2026-01-05T08:00:00.0000000Z',
      '2026-01-05T09:00:00.0000000Z',
      '2026-01-05T14:00:00.0000000Z',
    ]);
  });

  it('starts nothing anew when another part of its flow changes, and begins anew when it changes itself', async () => {
    stage.define('Hourly', { type: 'Recurrence', recurrence: hourly });
    await pass(0);
    stage.define(
      'Hourly',
      { type: 'Recurrence', recurrence: hourly },
      { actions: { A: { type: 'Compose', inputs: 1 } } },
    );
    await pass(60);
    expect(stage.runs).toHaveLength(1);
    stage.define('Hourly', { type: 'Recurrence', recurrence: { ...hourly, interval: 2 } });
    await pass(60);
    expect(stage.runs).toHaveLength(2);
  });

  it('rests while its flow is stopped or gone', async () => {
    stage.define('Hourly', { type: 'Recurrence', recurrence: hourly }, { isStarted: false });
    await pass(7200);
    stage.define('Hourly', { type: 'Recurrence', recurrence: hourly });
    await pass(0);
    stage.define('Hourly', undefined);
    await pass(7200);
    expect(stage.runs).toHaveLength(1);
    expect(await states.list()).toEqual([]);
  });

  it('takes expressions over parameters', async () => {
    stage.define('Hourly', {
      type: 'Recurrence',
      recurrence: { frequency: "@{concat('Ho','ur')}", interval: '@add(1, 1)' },
    });
    await pass(0);
    await pass(7200);
    expect(stage.runs).toHaveLength(2);
  });

  it('says in its history what is wrong with it', async () => {
    stage.define('Odd', { type: 'Recurrence', recurrence: { frequency: 'Sometimes', interval: 1 } });
    await pass(0);
    await pass(3600);
    expect(await history()).toEqual(['Failed FLX_FLOW_RECURRENCE']);
  });

  it('is held back by its conditions', async () => {
    const conditions = [{ expression: '@equals(1, 1)' }, { expression: "@equals(trigger()?['name'], 'Other')" }];
    stage.define('Held', { type: 'Recurrence', recurrence: hourly, conditions });
    await pass(0);
    expect(stage.runs).toHaveLength(0);
    expect(await history()).toEqual(['Skipped TriggerConditionNotMet']);
  });

  it('is skipped while as many runs wait as may', async () => {
    stage.limit = 1;
    stage.define('Hourly', { type: 'Recurrence', recurrence: hourly });
    await pass(0);
    await pass(3600);
    expect(await history()).toEqual(['Succeeded OK', 'Skipped FLX_FLOW_TRIGGER_BUSY']);
  });
});

describe('a SlidingWindow trigger', () => {
  const windows = () => stage.runs.map(({ trigger }) => trigger.outputs);

  it('gives every window, also those that passed while nobody looked', async () => {
    stage.define('W', { type: 'SlidingWindow', recurrence: { ...hourly, startTime: '2026-01-05T08:00:00Z' } });
    await pass(0);
    await pass(2 * 3600);
    expect(windows()).toEqual([
      { windowStartTime: '2026-01-05T07:00:00Z', windowEndTime: '2026-01-05T08:00:00Z' },
      { windowStartTime: '2026-01-05T08:00:00Z', windowEndTime: '2026-01-05T09:00:00Z' },
      { windowStartTime: '2026-01-05T09:00:00Z', windowEndTime: '2026-01-05T10:00:00Z' },
    ]);
  });

  it('waits as long as its delay', async () => {
    const recurrence = { ...hourly, startTime: '2026-01-05T09:00:00Z' };
    stage.define('W', { type: 'SlidingWindow', recurrence, inputs: { delay: 'PT10M' } });
    await pass(0);
    await pass(3600);
    expect(windows()).toEqual([]);
    await pass(600);
    expect(windows()).toEqual([{ windowStartTime: '2026-01-05T08:00:00Z', windowEndTime: '2026-01-05T09:00:00Z' }]);
  });
});

describe('an Http trigger', () => {
  const define = (rest: ValueObject = {}, inputs: ValueObject = {}) =>
    stage.define('Poll', {
      type: 'Http',
      recurrence: { frequency: 'Minute', interval: 1 },
      inputs: { method: 'GET', uri: `${service.url}/news`, ...inputs },
      ...rest,
    });
  const replies = (list: readonly Reply[]) => {
    const left = [...list];
    service.answer(() => left.shift() ?? { status: 202 });
  };

  it('fires on 200 and on nothing else', async () => {
    replies([{ status: 202 }, { status: 200, body: { id: 1 } }, { status: 204 }, { status: 404 }]);
    define();
    for (const seconds of [0, 60, 60, 60]) await pass(seconds);
    expect(stage.runs.map(({ trigger }) => trigger.outputs)).toMatchObject([{ statusCode: 200, body: { id: 1 } }]);
    expect(await history()).toEqual(['Skipped Accepted', 'Succeeded OK', 'Skipped NoContent', 'Failed NotFound']);
  });

  it('asks next where Location says, and not before Retry-After', async () => {
    replies([
      { status: 202, headers: { location: '/news?after=1', 'retry-after': '150' } },
      { status: 200, headers: { location: '/news?after=2', 'retry-after': '5' } },
    ]);
    define();
    for (const seconds of [0, 60, 60, 30, 60, 60]) await pass(seconds);
    expect(service.received.map(({ url }) => url)).toEqual(['/news', '/news?after=1', '/news?after=2', '/news']);
  });

  it('is tried again as its retry policy says, and fails when that is used up', async () => {
    replies([{ status: 503 }, { status: 503 }, { status: 503 }, { status: 200 }]);
    define({}, { retryPolicy: { type: 'fixed', count: 2, interval: 'PT10S' } });
    for (const seconds of [0, 10, 10]) await pass(seconds);
    expect(service.received).toHaveLength(3);
    expect(await history()).toEqual(['Failed ServiceUnavailable']);
    await pass(40);
    expect(await history()).toEqual(['Failed ServiceUnavailable', 'Succeeded OK']);
  });

  it('leaves it to a condition on the status whether it fires', async () => {
    replies([{ status: 200 }, { status: 404 }]);
    define({ conditions: [{ expression: "@equals(triggerOutputs()['statusCode'], 404)" }] });
    for (const seconds of [0, 60]) await pass(seconds);
    expect(stage.runs.map(({ trigger }) => trigger.outputs)).toMatchObject([{ statusCode: 404 }]);
  });

  it('starts a run for each element of splitOn that its conditions let through', async () => {
    replies([{ body: { value: [{ n: 1 }, { n: 2 }, { n: 3 }] } }]);
    define({
      splitOn: "@triggerBody()?['value']",
      conditions: [{ expression: "@greater(triggerBody()?['n'], 1)" }],
      splitOnConfiguration: { correlation: { clientTrackingId: "@{triggerBody()['n']}" } },
    });
    await pass(0);
    expect(stage.runs.map(({ trigger, clientTrackingId }) => [trigger.outputs, clientTrackingId])).toMatchObject([
      [{ statusCode: 200, body: { n: 2 } }, '2'],
      [{ statusCode: 200, body: { n: 3 } }, '3'],
    ]);
  });

  it.each<[string, Reply, string, string]>([
    ['is no list', { body: { value: 'x' } }, "@triggerBody()?['value']", 'Failed SplitOnFailed'],
    ['is empty', { body: { value: [] } }, "@triggerBody()?['value']", 'Skipped NothingToSplit'],
    ['cannot be evaluated', { body: {} }, "@triggerBody()['value']", 'Failed InvalidTemplate'],
  ])('starts nothing when splitOn %s', async (_name, reply, splitOn, expected) => {
    replies([reply]);
    define({ splitOn });
    await pass(0);
    expect(stage.runs).toHaveLength(0);
    expect(await history()).toEqual([expected]);
  });

  it('fails on what no address can be made of, and looks again at its next time', async () => {
    define({}, { uri: 'nowhere' });
    await pass(0);
    await pass(60);
    expect(await history()).toEqual(['Failed FLX_FLOW_INPUT', 'Failed FLX_FLOW_INPUT']);
  });
});

describe('a webhook trigger', () => {
  const trigger = (): ValueObject => ({
    type: 'HttpWebhook',
    inputs: {
      subscribe: { method: 'POST', uri: `${service.url}/hooks`, body: { to: '@{listCallbackUrl()}' } },
      unsubscribe: { method: 'DELETE', uri: `${service.url}/hooks/1` },
    },
  });
  const calls = () => service.received.map(({ method, url }) => `${method} ${url}`);

  it('subscribes once when its flow is started and unsubscribes when it is stopped', async () => {
    service.answer(() => ({ status: 201 }));
    stage.define('Hook', trigger());
    await pass(0);
    await pass(3600);
    expect(service.received[0]?.body).toBe('{"to":"http://fluxu.example/workflows/Hook/triggers/Trigger/callback"}');
    expect(calls()).toEqual(['POST /hooks']);
    stage.define('Hook', trigger(), { isStarted: false });
    await pass(0);
    expect(calls()).toEqual(['POST /hooks', 'DELETE /hooks/1']);
    expect(await states.list()).toEqual([]);
  });

  it('unsubscribes when its flow is removed', async () => {
    service.answer(({ method }) => ({ status: method === 'POST' ? 201 : 200 }));
    stage.define('Hook', trigger());
    await pass(0);
    stage.define('Hook', undefined);
    await pass(0);
    expect(calls()).toEqual(['POST /hooks', 'DELETE /hooks/1']);
  });

  it('subscribes anew when it changes', async () => {
    service.answer(() => ({ status: 201 }));
    stage.define('Hook', trigger());
    await pass(0);
    stage.define('Hook', { ...trigger(), splitOn: '@triggerBody()' });
    await pass(0);
    expect(calls()).toEqual(['POST /hooks', 'DELETE /hooks/1', 'POST /hooks']);
  });

  it('tries again when the service does not take it, ever more seldom', async () => {
    const left: Reply[] = [{ status: 503 }, { status: 403 }];
    service.answer(() => left.shift() ?? { status: 201 });
    stage.define('Hook', trigger());
    for (const seconds of [0, 8, 8, 8]) await pass(seconds);
    expect(await history()).toEqual(['Failed FLX_CALL_SUBSCRIBE_FAILED', 'Failed FLX_CALL_SUBSCRIBE_FAILED']);
    expect(calls()).toEqual(['POST /hooks', 'POST /hooks', 'POST /hooks']);
  });
});

describe('a trigger of a connector', () => {
  const recurrence = { frequency: 'Minute', interval: 5 };
  const byId = { host: { connectionName: 'o', operationId: 'OnOrders' }, parameters: { shop: 'x' } };
  const connection = { name: "@parameters('$connections')['o']['connectionId']" };
  const byPath = { host: { connection }, method: 'get', path: '/poll', queries: { shop: 'x' } };

  it.each<[string, ValueObject]>([
    ['by its operation', { type: 'OpenApiConnection', recurrence, inputs: byId }],
    ['by its path', { type: 'ApiConnection', recurrence, inputs: byPath }],
  ])('polls %s, keeping how far it came', async (_name, trigger) => {
    const left: Reply[] = [
      { status: 202, headers: { location: `${service.url}/poll?after=1` } },
      { status: 200, headers: { location: `${service.url}/poll?after=2` }, body: [{ id: 1 }, { id: 2 }] },
      { status: 200, headers: { location: `${service.url}/poll?after=2` }, body: [] },
    ];
    service.answer(() => left.shift() ?? { status: 500 });
    stage.define('Orders', { ...trigger, splitOn: '@triggerBody()' });
    for (const seconds of [0, 300, 300]) await pass(seconds);
    expect(service.received.map(({ url }) => url)).toEqual(['/poll?shop=x', '/poll?after=1', '/poll?after=2']);
    expect(stage.runs.map(({ trigger: { outputs } }) => outputs)).toMatchObject([
      { body: { id: 1 } },
      { body: { id: 2 } },
    ]);
    expect(await history()).toEqual(['Skipped Accepted', 'Succeeded OK', 'Succeeded OK', 'Skipped OK']);
  });

  const subscribing = {
    method: 'post',
    pathTemplate: { template: '/subscribe' },
    body: { url: '@{listCallbackUrl()}' },
  };

  it.each<[string, string, ValueObject]>([
    [
      'by its operation',
      'OpenApiConnectionWebhook',
      { host: { connectionName: 'o', operationId: 'OnOrder' }, parameters: {} },
    ],
    [
      'by its path',
      'ApiConnectionWebhook',
      { host: { connection }, path: '/subscribe', method: 'post', body: { url: '@{listCallbackUrl()}' } },
    ],
    [
      'as a notification of an operation',
      'OpenApiConnectionNotification',
      { host: { connectionName: 'o', operationId: 'OnOrderTold' }, parameters: { id: '7' } },
    ],
    [
      'as a notification',
      'ApiConnectionNotification',
      { host: { connection }, subscribe: subscribing, fetch: { method: 'get', pathTemplate: { template: '/poll' } } },
    ],
  ])('subscribes %s and ends it where the service said', async (_name, type, inputs) => {
    service.answer(({ method }) => (method === 'POST' ? { status: 201, headers: { location: '/subscribe/9' } } : {}));
    stage.define('Orders', { type, inputs });
    await pass(0);
    expect(JSON.parse(service.received[0]?.body ?? '')).toEqual({
      url: 'http://fluxu.example/workflows/Orders/triggers/Trigger/callback',
    });
    stage.define('Orders', undefined);
    await pass(0);
    expect(service.received.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'POST /subscribe',
      'DELETE /subscribe/9',
    ]);
  });
});

describe('a look that breaks off before it is noted', () => {
  it.each<[string, ValueObject, readonly Reply[], number]>([
    ['starts the run of its time once', { type: 'Recurrence', recurrence: hourly }, [], 1],
    ['starts the run of the same news once', poll(), [{ body: { id: 1 } }, { body: { id: 1 } }], 1],
    ['loses no other news', poll(), [{ body: { id: 1 } }, { body: { id: 2 } }], 2],
  ])('%s', async (_name, trigger, replies, runs) => {
    const left = [...replies];
    service.answer(() => left.shift() ?? { status: 202 });
    const own = trigger['type'] === 'Http' ? { ...trigger, inputs: { method: 'GET', uri: service.url } } : trigger;
    stage.define('Broken', own);
    let isBroken = true;
    const { startRun } = stage.host;
    const host = {
      ...stage.host,
      startRun: async (request: Parameters<typeof startRun>[0]) => {
        const started = await startRun(request);
        if (isBroken) throw new Error('the process dies');
        return started;
      },
    };
    const dying = new TriggerWatcher({ states, host, owner: 'dying' });
    await dying.lookOnce();
    isBroken = false;
    await pass(151);
    expect(stage.runs).toHaveLength(runs);
    expect((await history()).filter((entry) => entry === 'Succeeded OK')).toHaveLength(1);
  });
});

function poll(): ValueObject {
  return { type: 'Http', recurrence: hourly };
}

describeOnEachStore('two processes that watch', (test) => {
  it('fire each time once', async () => {
    const own = createTriggerStage(test());
    own.define('Hourly', { type: 'Recurrence', recurrence: hourly });
    const options = { states: new TriggerStates(test().store), host: own.host };
    const watchers = [new TriggerWatcher({ ...options, owner: 'a' }), new TriggerWatcher({ ...options, owner: 'b' })];
    for (let hour = 0; hour < 5; hour++) {
      await Promise.all(watchers.map((each) => each.lookOnce()));
      test().clock.advance(3600);
    }
    expect(own.runs).toHaveLength(5);
  });
});
