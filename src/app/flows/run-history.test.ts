import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestEngine, flowOf, type TestEngine } from '../../../test/support/flow-engine.ts';
import { type LocalService, startLocalService } from '../../../test/support/local-service.ts';
import { openTestStore } from '../../../test/support/store.ts';
import { createSeededRandom } from '../../base/random.ts';
import type { Flow } from '../../model/flow.ts';
import { type AppRunHistory, createRunHistory } from './run-history.ts';

describe('the history of runs', () => {
  let opened: Awaited<ReturnType<typeof openTestStore>>;
  let service: LocalService;
  let process: TestEngine;
  let history: AppRunHistory;
  let flow: Flow;
  beforeAll(async () => {
    opened = await openTestStore();
    service = await startLocalService();
    process = createTestEngine(opened);
    const { engine, journal } = process;
    const { store, clock } = opened;
    const currentVersion = async () => engine.versions.of(flow);
    const requireFlow = async () => {};
    const random = createSeededRandom(3);
    history = createRunHistory({ journal, engine, store, clock, random, currentVersion, requireFlow });
    const secured = { secureData: { properties: ['inputs'] } };
    flow = flowOf({
      Start: { type: 'Compose', inputs: "@triggerBody()?['name']" },
      Each: {
        type: 'Foreach',
        foreach: "@createArray('a', 'b')",
        runAfter: { Start: ['Succeeded'] },
        actions: { Say: { type: 'Compose', inputs: '@item()' } },
      },
      Call: {
        type: 'Http',
        inputs: { method: 'POST', uri: service.url, body: '@guid()' },
        runtimeConfiguration: secured,
        runAfter: { Each: ['Succeeded'] },
      },
      End: { type: 'Compose', inputs: "@body('Call')?['n']", runAfter: { Call: ['Succeeded'] } },
    });
  });
  afterAll(async () => {
    await process.engine.stop();
    await service.close();
    await opened.close();
  });
  beforeEach(() => service.answer(() => ({ body: { n: service.received.length } })));
  const run = async (name: string) => {
    opened.clock.advance(1);
    const runId = await process.start(flow, { outputs: { body: { name } } });
    await process.engine.settle();
    return runId;
  };

  it('shows runs, actions, repetitions and contents, and hides what is secured', async () => {
    const runId = await run('first');
    expect(await history.run(runId)).toMatchObject({ name: runId, properties: { status: 'Succeeded' } });
    const actions = await history.actions(runId);
    expect(actions.map(({ name, properties }) => [name, properties['status']])).toEqual([
      ['Start', 'Succeeded'],
      ['Each', 'Succeeded'],
      ['Say', 'Succeeded'],
      ['Call', 'Succeeded'],
      ['End', 'Succeeded'],
    ]);
    expect((await history.repetitions(runId, 'say')).map(({ name }) => name)).toEqual(['000000', '000001']);
    expect(await history.scopeRepetitions(runId, 'Each')).toHaveLength(2);
    expect(await history.content({ runId, action: 'Say', part: 'outputs', repetition: '000001' })).toBe('b');
    await expect(history.content({ runId, action: 'Call', part: 'inputs' })).rejects.toMatchObject({
      code: 'FLX_FLOW_CONTENT_SECURED',
    });
  });

  it('hides what is secured in a dry run, too', async () => {
    await run('rehearsed');
    const [dry] = await history.dryRun(flow.name, 1);
    expect(dry?.report.actions['Call']).toMatchObject({
      status: 'Succeeded',
      inputs: '***',
      outputs: { statusCode: 200 },
    });
    expect(dry?.report.actions['Start']?.outputs).toBe('rehearsed');
  });

  it('finds runs by status, text, status of an action and correlation id, page by page', async () => {
    const [one, two] = [await run('needle one'), await run('needle two')];
    const page = await history.runs({ text: 'needle', status: 'Succeeded' }, { limit: 1 });
    const next = await history.runs({ text: 'needle', status: 'Succeeded' }, { limit: 1, cursor: page.nextCursor });
    expect(new Set([...page.items, ...next.items].map(({ name }) => name))).toEqual(new Set([one, two]));
    expect((await history.runs({ actionStatus: 'Failed' }, { limit: 5 })).items).toEqual([]);
    expect((await history.runs({ clientTrackingId: one }, { limit: 5 })).items.map(({ name }) => name)).toEqual([one]);
  });

  it('runs again from an action with the inputs it had, and takes over what stood before', async () => {
    const runId = await run('again');
    const before = service.received[0]?.body;
    opened.clock.advance(84);
    const newId = await history.resubmitFrom(runId, 'Call');
    await process.engine.settle();
    expect(await process.steps(newId)).toEqual(await process.steps(runId));
    const startOf = async (id: string, action: string) => (await history.action(id, action)).properties['startTime'];
    expect(await startOf(newId, 'Call')).toBe(opened.clock.now().toISOString());
    expect(await startOf(newId, 'Start')).toBe(await startOf(runId, 'Start'));
    expect(service.received.map(({ body }) => body)).toEqual([before, before]);
    expect((await process.read(newId)).run.originRunId).toBe(runId);
    expect((await process.read(newId)).steps.at(-1)?.outputs).toBe('2');
  });

  it('replays a run without calling anybody, and tells the first difference', async () => {
    const runId = await run('replay');
    expect(await history.replay(runId)).toBeUndefined();
    expect(service.received).toHaveLength(1);
    await opened.store.db
      .updateTable('flow_step' as never)
      .set({ outputs: '"other"' } as never)
      .where('run_id' as never, '=', runId as never)
      .where('action' as never, '=', 'Start' as never)
      .execute();
    expect(await history.replay(runId)).toMatchObject({
      action: 'Start',
      part: 'outputs',
      recorded: 'other',
      replayed: 'replay',
    });
  });

  it('says what a flow would do with its last triggers, without doing it', async () => {
    await run('dry');
    service.received.length = 0;
    const [dry] = await history.dryRun('Flow', 1);
    expect(dry?.report).toMatchObject({
      status: 'Succeeded',
      actions: { Call: { code: 'HeldBack' }, Start: { outputs: 'dry' } },
    });
    expect(service.received).toEqual([]);
  });
});
