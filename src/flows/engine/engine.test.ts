import { afterEach, beforeEach, expect, it } from 'vitest';
import { createTestEngine, flowOf } from '../../../test/support/flow-engine.ts';
import { type LocalService, startLocalService } from '../../../test/support/local-service.ts';
import { describeOnEachStore } from '../../../test/support/store.ts';

const LEASE_RUNS_OUT_SECONDS = 31;

describeOnEachStore('a durable run', (opened) => {
  let service: LocalService;
  beforeEach(async () => {
    service = await startLocalService();
  });
  afterEach(() => service.close());
  const call = (path: string, rest: Record<string, unknown> = {}) => ({
    type: 'Http',
    inputs: { method: 'POST', uri: `${service.url}/${path}`, body: '@guid()', ...rest },
  });

  it('keeps every step, and starts nothing when the same run is started again', async () => {
    const { engine, start, steps, read } = createTestEngine(opened());
    const flow = flowOf({
      Name: { type: 'Compose', inputs: "@triggerBody()?['name']" },
      Hello: { type: 'Compose', inputs: "Hello @{outputs('Name')}", runAfter: { Name: ['Succeeded'] } },
      Never: { type: 'Compose', inputs: 1, runAfter: { Hello: ['Failed'] } },
    });
    const runId = await start(flow, { outputs: { body: { name: 'Ane' } } });
    await start(flow, { runId });
    await engine.settle();
    expect(await steps(runId)).toEqual(['Name Succeeded', 'Hello Succeeded', 'Never Skipped']);
    const { run, steps: kept } = await read(runId);
    expect(run.status).toBe('Succeeded');
    expect(kept[1]?.outputs).toBe('"Hello Ane"');
    await engine.stop();
  });

  it('tries again after a durable wait, with the same idempotency key', async () => {
    const { engine, start, read } = createTestEngine(opened());
    service.answer(() => ({ status: service.received.length === 1 ? 503 : 200 }));
    const retryPolicy = { type: 'fixed', count: 2, interval: 'PT20S' };
    const runId = await start(flowOf({ Call: call('retry', { retryPolicy }) }));
    await engine.settle();
    expect((await read(runId)).run.status).toBe('Waiting');
    opened().clock.advance(21);
    await engine.settle();
    expect((await read(runId)).run.status).toBe('Succeeded');
    const keys = service.received.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toEqual([`${runId}/Call`, `${runId}/Call`]);
    await engine.stop();
  });

  it('goes on in another process after a crash: what was in flight repeats with the same key and inputs, late records are refused', async () => {
    const { clock } = opened();
    const crashed = createTestEngine(opened());
    const [arrived, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    service.answer(async () => {
      arrived.resolve();
      if (service.received.length === 1) await held.promise;
      return { body: { answer: service.received.length } };
    });
    const runId = await crashed.start(
      flowOf({
        Count: { type: 'InitializeVariable', inputs: { variables: [{ name: 'count', type: 'integer', value: 4 }] } },
        Call: { ...call('crash'), runAfter: { Count: ['Succeeded'] } },
        More: {
          type: 'IncrementVariable',
          inputs: { name: 'count', value: 3 },
          runAfter: { Call: ['Succeeded'] },
        },
        Say: { type: 'Compose', inputs: "@variables('count')", runAfter: { More: ['Succeeded'] } },
      }),
    );
    await arrived.promise;
    clock.advance(LEASE_RUNS_OUT_SECONDS);
    const next = createTestEngine(opened());
    await next.engine.settle();
    held.resolve();
    await crashed.engine.stop();
    const { run, steps } = await next.read(runId);
    expect(run.status).toBe('Succeeded');
    expect(steps.map(({ action, outputs }) => [action, outputs?.includes('"answer":2') ?? false])).toContainEqual([
      'Call',
      true,
    ]);
    expect(steps.find(({ action }) => action === 'Say')?.outputs).toBe('7');
    const [first, second] = service.received;
    expect(second?.headers['idempotency-key']).toBe(first?.headers['idempotency-key']);
    expect(second?.body).toBe(first?.body);
    await next.engine.stop();
  });

  it('waits for a callback without memory; the first one counts, and it may come before the wait', async () => {
    const { engine, start, read } = createTestEngine(opened());
    const flow = flowOf({
      Ask: {
        type: 'HttpWebhook',
        inputs: {
          subscribe: { method: 'POST', uri: `${service.url}/subscribe`, body: '@listCallbackUrl()' },
          unsubscribe: {},
        },
      },
      Say: { type: 'Compose', inputs: "@body('Ask')", runAfter: { Ask: ['Succeeded'] } },
    });
    const late = await start(flow);
    await engine.settle();
    expect((await read(late)).run).toMatchObject({ status: 'Waiting', owner: undefined });
    for (const body of ['yes', 'no']) await engine.signal({ runId: late, action: 'Ask', iteration: '' }, { body });
    await engine.settle();
    expect((await read(late)).steps.at(-1)?.outputs).toBe('"yes"');
    service.answer(async () => {
      await engine.signal({ runId: 'early', action: 'Ask', iteration: '' }, { body: 'at once' });
      return {};
    });
    await start(flow, { runId: 'early' });
    await engine.settle();
    expect((await read('early')).steps.at(-1)?.outputs).toBe('"at once"');
    await engine.stop();
  });

  it('gives back what a waiting step holds when it is cancelled', async () => {
    const { engine, start, read } = createTestEngine(opened());
    const unsubscribe = { method: 'DELETE', uri: `${service.url}/unsubscribe` };
    const subscribe = { method: 'POST', uri: `${service.url}/subscribe` };
    const runId = await start(flowOf({ Ask: { type: 'HttpWebhook', inputs: { subscribe, unsubscribe } } }));
    await engine.settle();
    expect(await engine.cancel(runId)).toBe(true);
    expect(await engine.cancel(runId)).toBe(false);
    const { run, steps } = await read(runId);
    expect([run.status, ...steps.map(({ status }) => status)]).toEqual(['Cancelled', 'Cancelled']);
    expect(service.received.map(({ method }) => method)).toEqual(['POST', 'DELETE']);
    await engine.stop();
  });

  it('lets no more runs of a flow be under way than its trigger allows', async () => {
    const { clock } = opened();
    const { engine, start, read, journal } = createTestEngine(opened());
    const flow = {
      name: 'Narrow',
      definition: {
        triggers: {
          manual: { type: 'Request', runtimeConfiguration: { concurrency: { runs: 1, maximumWaitingRuns: 2 } } },
        },
        actions: { Wait: { type: 'Wait', inputs: { interval: { count: 1, unit: 'Minute' } } } },
      },
    };
    const runs = [await start(flow), await start(flow), await start(flow)];
    await engine.settle();
    const statuses = () => Promise.all(runs.map(async (runId) => (await read(runId)).run.status));
    expect(await statuses()).toEqual(['Waiting', 'Queued', 'Queued']);
    await expect(start(flow)).rejects.toMatchObject({ code: 'FLX_FLOW_TRIGGER_BUSY' });
    for (let minute = 0; minute < 3; minute++) {
      clock.advance(61);
      await engine.settle();
    }
    expect(await statuses()).toEqual(['Succeeded', 'Succeeded', 'Succeeded']);
    expect(await journal.countQueued('Narrow')).toBe(0);
    await engine.stop();
  });

  it('runs a child flow once and gives its answer to the step that waits for it', async () => {
    const child = {
      ...flowOf({ Answer: { type: 'Response', inputs: { statusCode: 201, body: "@triggerBody()?['n']" } } }),
      name: 'Child',
    };
    const { engine, start, read } = createTestEngine(opened(), { flows: [child] });
    const host = { workflow: { id: 'Child' } };
    const runId = await start(
      flowOf({
        Ask: { type: 'Workflow', inputs: { host, body: { n: 5 } } },
        Say: { type: 'Compose', inputs: "@body('Ask')", runAfter: { Ask: ['Succeeded'] } },
      }),
    );
    await engine.settle();
    expect((await read(runId)).steps.at(-1)?.outputs).toBe('5');
    await engine.stop();
  });

  it('stays with the definition it began with', async () => {
    const { engine, start, read } = createTestEngine(opened());
    const waiting = (text: string) =>
      flowOf({
        Wait: { type: 'Wait', inputs: { interval: { count: 1, unit: 'Day' } } },
        Say: { type: 'Compose', inputs: text, runAfter: { Wait: ['Succeeded'] } },
      });
    const [old, recent] = [await start(waiting('old')), await start(waiting('new'))];
    await engine.stop();
    opened().clock.advance(86_401);
    const next = createTestEngine(opened());
    await next.engine.settle();
    const said = async (runId: string) => (await read(runId)).steps.at(-1)?.outputs;
    expect([await said(old), await said(recent)]).toEqual(['"old"', '"new"']);
    await next.engine.stop();
  });

  it('takes up a loop where it was, with its variables', async () => {
    const { clock } = opened();
    const crashed = createTestEngine(opened());
    const [arrived, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    service.answer(async ({ url }) => {
      const isFirst = service.received.filter((other) => other.url === url).length === 1;
      if (url === '/turn/2') arrived.resolve();
      if (url === '/turn/2' && isFirst) await held.promise;
      return { body: {} };
    });
    const runId = await crashed.start(
      flowOf({
        List: { type: 'InitializeVariable', inputs: { variables: [{ name: 'list', type: 'array' }] } },
        Each: {
          type: 'Foreach',
          foreach: "@createArray('a', 'b', 'c', 'd')",
          operationOptions: 'Sequential',
          runAfter: { List: ['Succeeded'] },
          actions: {
            Call: { type: 'Http', inputs: { method: 'GET', uri: `${service.url}/turn/@{iterationIndexes('Each')}` } },
            Note: {
              type: 'AppendToArrayVariable',
              inputs: { name: 'list', value: "@items('Each')" },
              runAfter: { Call: ['Succeeded'] },
            },
          },
        },
        Say: { type: 'Compose', inputs: "@join(variables('list'), '')", runAfter: { Each: ['Succeeded'] } },
      }),
    );
    await arrived.promise;
    clock.advance(LEASE_RUNS_OUT_SECONDS);
    const next = createTestEngine(opened());
    await next.engine.settle();
    const { run, steps } = await next.read(runId);
    expect([run.status, steps.find(({ action }) => action === 'Say')?.outputs]).toEqual(['Succeeded', '"abcd"']);
    const turns = service.received.map(({ url }) => url.at(-1));
    expect(turns).toEqual(['0', '1', '2', '2', '3']);
    held.resolve();
    await crashed.engine.stop();
    await next.engine.stop();
  });

  it('is never held by two processes', async () => {
    const { store, clock } = opened();
    const processes = [createTestEngine({ store, clock }), createTestEngine({ store, clock })] as const;
    const flow = flowOf({
      Wait: { type: 'Wait', inputs: { interval: { count: 5, unit: 'Second' } } },
      Call: { type: 'Http', inputs: { method: 'POST', uri: service.url }, runAfter: { Wait: ['Succeeded'] } },
    });
    const runs = await Promise.all(
      Array.from({ length: 40 }, (_, index) => processes[index % 2 === 0 ? 0 : 1].start(flow)),
    );
    await Promise.all(processes.map(({ engine }) => engine.settle()));
    clock.advance(6);
    await Promise.all(processes.map(({ engine }) => engine.settle()));
    const statuses = await Promise.all(runs.map(async (runId) => (await processes[0].read(runId)).run.status));
    expect(new Set(statuses)).toEqual(new Set(['Succeeded']));
    expect(new Set(service.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(40);
    expect(service.received).toHaveLength(40);
    await Promise.all(processes.map(({ engine }) => engine.stop()));
  });
});
