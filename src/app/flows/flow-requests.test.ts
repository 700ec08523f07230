import { mkdtempSync, rmSync } from 'node:fs';
import { request as requestHttp } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalService, startLocalService } from '../../../test/support/local-service.ts';
import { createManualClock } from '../../../test/support/manual-clock.ts';
import { silentLogger } from '../../base/logger.ts';
import { readSettings } from '../../base/settings.ts';
import { createHttpServer, type HttpServer } from '../../http/server.ts';
import { openApp } from '../create.ts';
import type { OpenedApp } from '../opened-app.ts';

const folder = mkdtempSync(join(tmpdir(), 'fluxu-flow-requests-'));
let app: OpenedApp;
let server: HttpServer;
let address: string;
let service: LocalService;

beforeAll(async () => {
  service = await startLocalService();
  const environment = { FLUXU_HOME: join(folder, 'real'), FLUXU_ALLOW_PRIVATE_NETWORKS: 'true' };
  app = await openApp({ settings: readSettings(environment), environment: {}, logger: silentLogger });
  server = await createHttpServer(app, { access: 'open', webRoot: folder, version: '0' });
  address = await server.listen();
  await app.start();
});
afterAll(async () => {
  await server.close();
  await app.close();
  await service.close();
  rmSync(folder, { recursive: true, force: true });
});

type Json = Record<string, unknown>;

const echo = { Response: { type: 'Response', inputs: { statusCode: 200, body: '@trigger()' } } };

/** Keeps a flow with one Request trigger named `manual`. */
async function keep(name: string, actions: Json, trigger: Json = {}, rest: Json = {}): Promise<void> {
  const definition = { triggers: { manual: { type: 'Request', kind: 'Http', ...trigger } }, actions };
  await app.definitions.apply({ workspace: { flows: [{ name, definition, ...rest }] }, prune: false }, 'test');
}

/** The signed address of a flow on the server that listens here. */
async function addressOf(flow: string, path = ''): Promise<string> {
  const url = new URL((await app.flowTriggers.callbackUrl(flow, 'manual')).value);
  const pathname = url.pathname.replace(/invoke.*$/, `invoke${path}`);
  return `${address}${pathname}${url.search}`;
}

async function call(flow: string, init: RequestInit = {}, path = ''): Promise<Response> {
  return fetch(await addressOf(flow, path), init);
}

async function lastRun(flow: string) {
  const { items } = await app.runs.list({ flow }, { limit: 1 });
  const [run] = items;
  return run && app.runs.get(run.runId);
}

describe('a Request trigger', () => {
  it('shows nothing of outputs that are secured', async () => {
    const secured = { runtimeConfiguration: { secureData: { properties: ['outputs'] } } };
    await keep('Secret', { Copy: { type: 'Compose', inputs: '@triggerBody()' } }, secured);
    const answer = await call('Secret', { method: 'POST', body: 'ES91 2100' });
    const runId = answer.headers.get('x-ms-workflow-run-id');
    const shown = await (await fetch(`${address}/api/runs/${runId}`)).json();
    expect(shown).toMatchObject({ runId, triggerOutputs: '***' });
    expect(JSON.stringify(shown)).not.toContain('ES91');
  });

  it('gives headers and body, as the real host recorded them', async () => {
    await keep('Echo', echo);
    const answer = await call('Echo', {
      method: 'POST',
      body: 'null',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const told = (await answer.json()) as Json;
    expect(told).toMatchObject({
      name: 'manual',
      outputs: {
        headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'Content-Length': '4' },
        body: null,
      },
      status: 'Succeeded',
      clientTrackingId: answer.headers.get('x-ms-client-tracking-id'),
    });
    expect(answer.headers.get('x-ms-workflow-run-id')).toBe((await lastRun('Echo'))?.runId);
    expect(answer.headers.get('x-ms-workflow-name')).toBe('Echo');
  });

  it('gives no body where there was none, and takes any method when it names none', async () => {
    const told = (await (await call('Echo')).json()) as { outputs: Json };
    expect(told.outputs).not.toHaveProperty('body');
    expect(told.outputs).not.toHaveProperty('queries');
  });

  it('gives path parameters and the queries of the caller, without those of the address', async () => {
    await keep('Path', echo, {
      inputs: { method: 'PUT', relativePath: 'boom/{bang}/pow/{whack}' },
      correlation: { clientTrackingId: "@coalesce(triggerOutputs()?.headers?['x-correlation-id'],guid())" },
    });
    const url = `${await addressOf('Path', '/boom/wow%25wee%3f/pow/hehe')}&extra%25param=extra%3dvalue&an%33other=%20%20%20`;
    const answer = await fetch(url, { method: 'PUT', headers: { 'x-correlation-id': 'c-1' } });
    expect(await answer.json()).toMatchObject({
      inputs: { method: 'PUT', relativePath: 'boom/{bang}/pow/{whack}' },
      outputs: {
        queries: { 'extra%param': 'extra=value', an3other: '   ' },
        relativePathParameters: { bang: 'wow%wee?', whack: 'hehe' },
      },
      clientTrackingId: 'c-1',
    });
  });

  it('gives the fields of a form beside its content', async () => {
    const answer = await call('Echo', {
      method: 'POST',
      body: 'test&x=y=z&&===',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(((await answer.json()) as { outputs: Json }).outputs['body']).toEqual({
      '$content-type': 'application/x-www-form-urlencoded',
      $content: Buffer.from('test&x=y=z&&===').toString('base64'),
      $formdata: [
        { key: 'test', value: '' },
        { key: 'x', value: 'y=z' },
        { key: '', value: '' },
        { key: '', value: '==' },
      ],
    });
  });

  it('gives the parts of a multipart body beside its content', async () => {
    const body =
      '--BB\r\nContent-Disposition: form-data; name="x"\r\n\r\ny=z\r\n--BB\r\nContent-Disposition: form-data; name="r"; filename="t.rs"\r\nContent-Type: text/rust\r\n\r\nfn main() {}\r\n--BB--\r\n';
    const answer = await call('Echo', {
      method: 'POST',
      body,
      headers: { 'content-type': 'multipart/form-data; boundary=BB' },
    });
    expect(((await answer.json()) as { outputs: Json }).outputs['body']).toMatchObject({
      $content: Buffer.from(body).toString('base64'),
      $multipart: [
        {
          headers: { 'Content-Disposition': 'form-data; name="x"', 'Content-Length': '3' },
          body: { '$content-type': 'application/octet-stream', $content: 'eT16' },
        },
        { headers: { 'Content-Type': 'text/rust' }, body: 'fn main() {}' },
      ],
    });
  });

  it('refuses who has no signature before his body has arrived', async () => {
    const url = (await addressOf('Path')).replace(/sig=[^&]+/, 'sig=abc');
    const status = await new Promise((resolve, reject) => {
      const request = requestHttp(url, { method: 'POST', headers: { 'content-length': '100000000' } });
      request.on('response', (response) => {
        resolve(response.statusCode);
        request.destroy();
      });
      request.on('error', reject);
      request.write('only the beginning');
    });
    expect(status).toBe(401);
  });

  it.each<[string, (url: string) => string, RequestInit, number, string]>([
    ['a signature that is none', (url) => url.replace(/sig=[^&]+/, 'sig=abc'), {}, 401, 'AuthorizationFailed'],
    ['the signature of another flow', (url) => url.replace('/Path/', '/Echo/'), {}, 401, 'AuthorizationFailed'],
    [
      'another right',
      (url) => url.replace(/sp=[^&]+/, 'sp=%2Ftriggers%2Fmanual%2Fread'),
      {},
      401,
      'AuthorizationFailed',
    ],
    ['another method', (url) => url, { method: 'POST' }, 405, 'TriggerRequestMethodNotValid'],
    [
      'another path',
      (url) => url.replace('/boom/', '/bang/'),
      { method: 'PUT' },
      404,
      'TriggerRelativePathNotMatching',
    ],
  ])('refuses %s', async (_name, change, init, status, code) => {
    const answer = await fetch(change(await addressOf('Path', '/boom/a/pow/b')), init);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ error: { code } });
  });

  it('refuses while its flow is stopped', async () => {
    await keep('Stopped', echo, {}, { state: 'stopped' });
    const answer = await call('Stopped');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error: { code: 'WorkflowTriggerIsNotEnabled' } });
  });

  it('holds the body against its schema where that is asked for', async () => {
    const schema = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };
    await keep('Strict', echo, { inputs: { schema }, operationOptions: 'EnableSchemaValidation' });
    await keep('Loose', echo, { inputs: { schema } });
    const init = { method: 'POST', body: '{"n":"x"}', headers: { 'content-type': 'application/json' } };
    const refused = await call('Strict', init);
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({
      error: {
        code: 'TriggerInputSchemaMismatch',
        message: expect.stringContaining('Expected Integer but got String.'),
      },
    });
    expect((await call('Loose', init)).status).toBe(200);
    expect((await call('Strict', { ...init, body: '{"n":1}' })).status).toBe(200);
  });

  it('leaves credentials behind unless they are asked for', async () => {
    const headers = { authorization: 'Bearer secret' };
    expect(await (await call('Echo', { headers })).text()).not.toContain('secret');
    await keep('Open', echo, { operationOptions: 'IncludeAuthorizationHeadersInOutputs' });
    expect(await (await call('Open', { headers })).text()).toContain('secret');
  });

  it('answers 202 at once when the flow has no Response', async () => {
    await keep('Silent', { Compose: { type: 'Compose', inputs: '@triggerBody()' } });
    const answer = await call('Silent', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } });
    expect([answer.status, await answer.text()]).toEqual([202, '']);
    await app.settle();
    expect(await app.runs.get(answer.headers.get('x-ms-workflow-run-id') ?? '')).toMatchObject({ status: 'Succeeded' });
  });

  it('starts nothing when its conditions do not hold, and says so in its history', async () => {
    await keep('Picky', echo, { conditions: [{ expression: "@equals(triggerBody()?['go'], true)" }] });
    const answer = await call('Picky', {
      method: 'POST',
      body: '{"go":false}',
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(202);
    expect(await lastRun('Picky')).toBeUndefined();
    const { items } = await app.flowTriggers.history('Picky', {}, { limit: 10 });
    expect(items).toMatchObject([
      { status: 'Skipped', fired: false, code: 'TriggerConditionNotMet', outputs: { body: { go: false } } },
    ]);
  });

  it('starts a run for each element of splitOn', async () => {
    await keep(
      'Split',
      { Compose: { type: 'Compose', inputs: '@triggerBody()' } },
      { splitOn: "@triggerBody()?['rows']" },
    );
    const answer = await call('Split', {
      method: 'POST',
      body: '{"rows":[1,2,3]}',
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(202);
    await app.settle();
    const { items } = await app.runs.list({ flow: 'Split' }, { limit: 10 });
    const runs = await Promise.all(items.map(({ runId }) => app.runs.get(runId)));
    expect(runs.map(({ triggerOutputs }) => (triggerOutputs as Json)['body']).sort()).toEqual([1, 2, 3]);
  });
});

describe('a Response', () => {
  it('answers with its status, headers and text', async () => {
    await keep('Teapot', {
      Response: {
        type: 'Response',
        inputs: { statusCode: 418, headers: { 'X-Tea': 'gréen', 'Set-Cookie': 'a=b' }, body: 'short' },
      },
    });
    const answer = await call('Teapot');
    expect([answer.status, await answer.text()]).toEqual([418, 'short']);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('x-tea')).toBe('gréen');
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('answers while the run goes on after it', async () => {
    await keep('Early', {
      Response: { type: 'Response', inputs: { statusCode: 200, body: 'first' } },
      Wait: { type: 'Wait', inputs: { interval: { count: 1, unit: 'Hour' } }, runAfter: { Response: ['Succeeded'] } },
    });
    const answer = await call('Early');
    expect(await answer.text()).toBe('first');
    await app.settle();
    expect(await lastRun('Early')).toMatchObject({ status: 'Waiting' });
  });

  it('fails when it is the second', async () => {
    await keep('Twice', {
      First: { type: 'Response', inputs: { statusCode: 200, body: '1' } },
      Second: { type: 'Response', inputs: { statusCode: 200, body: '2' }, runAfter: { First: ['Succeeded'] } },
    });
    expect(await (await call('Twice')).text()).toBe('1');
    await app.settle();
    const run = await lastRun('Twice');
    expect(run?.actions.find(({ name }) => name === 'Second')).toMatchObject({
      status: 'Failed',
      code: 'ActionResponseTimedOut',
    });
  });

  it('is missed when the run ends without one', async () => {
    await keep('Never', {
      Fail: { type: 'Terminate', inputs: { runStatus: 'Failed' } },
      Response: { type: 'Response', inputs: { statusCode: 200 }, runAfter: { Fail: ['Succeeded'] } },
    });
    const answer = await call('Never');
    expect(answer.status).toBe(502);
    expect(await answer.json()).toMatchObject({ error: { code: 'NoResponse' } });
  });

  it('can be fetched later when it is asynchronous', async () => {
    await keep('Later', {
      Response: {
        type: 'Response',
        inputs: { statusCode: 201, body: { done: true } },
        operationOptions: 'Asynchronous',
      },
    });
    const first = await call('Later');
    expect([first.status, first.headers.get('retry-after')]).toEqual([202, '10']);
    await app.settle();
    const location = new URL(first.headers.get('location') ?? '');
    const second = await fetch(`${address}${location.pathname}${location.search}`);
    expect([second.status, await second.json()]).toEqual([201, { done: true }]);
    expect((await fetch(`${address}${location.pathname}?sig=x`)).status).toBe(404);
  });
});

describe('a step that waits for a callback', () => {
  it('goes on with what arrives at its own address, once', async () => {
    await keep('Approval', {
      Ask: {
        type: 'HttpWebhook',
        inputs: {
          subscribe: { method: 'POST', uri: service.url, body: { to: '@{listCallbackUrl()}' } },
          unsubscribe: {},
        },
      },
      Result: { type: 'Compose', inputs: "@body('Ask')?['answer']", runAfter: { Ask: ['Succeeded'] } },
    });
    service.answer(() => ({ status: 201 }));
    const asked = service.next();
    await call('Approval');
    const { to } = JSON.parse((await asked).body) as { to: string };
    await app.settle();
    expect(await lastRun('Approval')).toMatchObject({ status: 'Waiting' });
    const url = new URL(to);
    const callback = `${address}${url.pathname}${url.search}`;
    expect((await fetch(callback.replace(/sig=[^&]+/, 'sig=x'), { method: 'POST' })).status).toBe(404);
    const init = { method: 'POST', body: '{"answer":"yes"}', headers: { 'content-type': 'application/json' } };
    expect((await fetch(callback, init)).status).toBe(200);
    await app.settle();
    const run = await lastRun('Approval');
    expect(run).toMatchObject({ status: 'Succeeded' });
    expect(run?.actions.find(({ name }) => name === 'Result')).toMatchObject({ outputs: 'yes' });
    expect((await fetch(callback, init)).status).toBe(404);
  });
});

describe('a flow that calls another', () => {
  it('goes on with its answer', async () => {
    await keep('Child', {
      Response: { type: 'Response', inputs: { statusCode: 200, body: { twice: "@mul(triggerBody()['n'], 2)" } } },
    });
    await keep('Parent', {
      Call: { type: 'Workflow', inputs: { host: { workflow: { id: 'Child' } }, body: { n: 21 } } },
      Response: {
        type: 'Response',
        inputs: { statusCode: 200, body: "@body('Call')" },
        runAfter: { Call: ['Succeeded'] },
      },
    });
    expect(await (await call('Parent')).json()).toEqual({ twice: 42 });
  });
});

describe('a webhook trigger', () => {
  it('starts a run for each notification, the same one once', async () => {
    const inputs = {
      subscribe: { method: 'POST', uri: service.url, body: { to: '@{listCallbackUrl()}' } },
      unsubscribe: {},
    };
    service.answer(() => ({ status: 201 }));
    const subscribed = service.next();
    await keep('Hook', { Compose: { type: 'Compose', inputs: '@triggerBody()' } }, { type: 'HttpWebhook', inputs });
    const { to } = JSON.parse((await subscribed).body) as { to: string };
    const url = new URL(to);
    const tell = (id: string) =>
      fetch(`${address}${url.pathname}${url.search}`, {
        method: 'POST',
        body: `"${id}"`,
        headers: { 'content-type': 'application/json', 'webhook-id': id },
      });
    expect([(await tell('1')).status, (await tell('1')).status, (await tell('2')).status]).toEqual([200, 200, 200]);
    await app.settle();
    expect((await app.runs.list({ flow: 'Hook' }, { limit: 10 })).items).toHaveLength(2);
  });
});

describe('a trigger of our own insights', () => {
  const inputs = {
    host: {
      apiId: '/providers/Microsoft.PowerApps/apis/shared_customerinsights',
      connectionName: 'shared_customerinsights',
      operationId: 'DataSourceRefreshFailed',
    },
    parameters: {},
  };
  const fireTest = async (flow: string) => {
    const watcher = (await app.triggers.list()).find(({ owner }) => owner.name === flow);
    await app.triggers.test(watcher?.watcherId ?? '');
    await app.settle();
  };

  it('starts a run where its conditions hold, with the event as its id', async () => {
    await keep(
      'Told',
      { Compose: { type: 'Compose', inputs: '@triggerBody()' } },
      { type: 'OpenApiConnectionWebhook', inputs },
    );
    await fireTest('Told');
    expect(await lastRun('Told')).toMatchObject({ status: 'Succeeded', trigger: { eventId: expect.any(String) } });
  });

  it('starts none where they do not, and history says so', async () => {
    const conditions = [{ expression: "@equals(triggerBody()?['isTest'], 'never')" }];
    await keep(
      'Untold',
      { Compose: { type: 'Compose', inputs: 1 } },
      { type: 'OpenApiConnectionWebhook', inputs, conditions },
    );
    await fireTest('Untold');
    expect(await lastRun('Untold')).toBeUndefined();
    const { items } = await app.flowTriggers.history('Untold', {}, { limit: 10 });
    expect(items).toMatchObject([{ status: 'Skipped', code: 'TriggerConditionNotMet' }]);
  });
});

describe('the triggers of a flow over HTTP', () => {
  const get = async (path: string) => (await fetch(`${address}${path}`)).json() as Promise<Json>;
  const post = async (path: string, body: unknown) => {
    const answer = await fetch(`${address}${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    });
    return { status: answer.status, body: (await answer.json()) as Json };
  };

  it('are listed, fired by hand, and have a history', async () => {
    await keep(
      'Yearly',
      { Compose: { type: 'Compose', inputs: '@triggerBody()' } },
      { type: 'Recurrence', recurrence: { frequency: 'Year', interval: 1, startTime: '2020-01-01T00:00:00Z' } },
    );
    await keep('Odd', {}, { type: 'EventGrid', inputs: {} });
    const fired = await post('/api/flows/Yearly/triggers/manual/run', { outputs: { body: 7 } });
    expect(fired).toMatchObject({ status: 202, body: { status: 'Succeeded', runIds: [expect.any(String)] } });
    await app.settle();
    expect(await lastRun('Yearly')).toMatchObject({ status: 'Succeeded', triggerOutputs: { body: 7 } });
    expect(await get('/api/flows/Yearly/trigger-histories?status=Succeeded')).toMatchObject({
      items: [{ fired: true, trigger: 'manual' }],
    });
    expect(await get('/api/flows/Yearly/triggers')).toMatchObject({
      items: [{ name: 'manual', type: 'Recurrence', state: 'Enabled' }],
    });
    expect(await get('/api/flows/Odd/triggers')).toMatchObject({ items: [{ state: 'NotSupported' }] });
  });

  it('tell their address where they have one', async () => {
    expect(await post('/api/flows/Path/triggers/manual/list-callback-url', {})).toMatchObject({
      body: {
        method: 'PUT',
        relativePath: 'boom/{bang}/pow/{whack}',
        queries: { sp: '/triggers/manual/run', sv: '1.0' },
      },
    });
    expect(await post('/api/flows/Yearly/triggers/manual/list-callback-url', {})).toMatchObject({
      status: 409,
      body: { code: 'FLX_FLOW_NOT_CALLED' },
    });
    expect(await post('/api/flows/Nobody/triggers/manual/run', {})).toMatchObject({ status: 404 });
  });
});

describe('a Response that comes too late', () => {
  it('finds the caller told so, and fails', async () => {
    const clock = createManualClock();
    const late = await openApp({
      settings: readSettings({ FLUXU_HOME: join(folder, 'late') }),
      environment: {},
      clock,
    });
    const gate = await createHttpServer(late, { access: 'open', webRoot: folder, version: '0' });
    const base = await gate.listen();
    try {
      await late.start();
      const actions = {
        Wait: { type: 'Wait', inputs: { interval: { count: 5, unit: 'Minute' } } },
        Response: { type: 'Response', inputs: { statusCode: 200 }, runAfter: { Wait: ['Succeeded'] } },
      };
      const definition = { triggers: { manual: { type: 'Request' } }, actions };
      await late.definitions.apply({ workspace: { flows: [{ name: 'Slow', definition }] }, prune: false }, 'test');
      const url = new URL((await late.flowTriggers.callbackUrl('Slow', 'manual')).value);
      const reaches = (wanted: string) =>
        new Promise<void>((resolve) => {
          late.subscribe(({ topic, status }) => topic === 'run' && status === wanted && resolve());
        });
      const [waits, ends] = [reaches('Waiting'), reaches('Failed')];
      const answering = fetch(`${base}${url.pathname}${url.search}`);
      await waits;
      clock.advance(121);
      const answer = await answering;
      expect([answer.status, await answer.json()]).toMatchObject([504, { error: { code: 'GatewayTimeout' } }]);
      clock.advance(300);
      await ends;
      const runId = answer.headers.get('x-ms-workflow-run-id') ?? '';
      const { actions: steps } = await late.runs.get(runId);
      expect(steps.find(({ name }) => name === 'Response')).toMatchObject({
        status: 'Failed',
        code: 'ActionResponseTimedOut',
      });
    } finally {
      await gate.close();
      await late.close();
    }
  });
});
