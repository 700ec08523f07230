import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalService, startLocalService } from '../../../test/support/local-service.ts';
import { type ServedCompany, serveCompany } from '../../../test/support/served-company.ts';

let company: ServedCompany;
let service: LocalService;
const trigger = { When: { type: 'Request', inputs: {} } };
const greeting = "@concat('Kaixo ', triggerBody()?['name'])";

beforeAll(async () => {
  company = await serveCompany();
  service = await startLocalService();
  service.answer(() => ({ body: { n: 7 } }));
  const published = { triggers: trigger, actions: { Say: { type: 'Compose', inputs: 'published' } } };
  for (const name of ['Greet', 'Other'])
    await company.app.definitions.put({
      kind: 'flow',
      name,
      definition: { name, definition: published },
      changedBy: 'test',
    });
});
afterAll(async () => {
  await service.close();
  await company.close();
});

/** Rehearses a draft of the flow Greet. */
const rehearse = async (actions: object, more: object = {}) =>
  (
    await company.contributor('POST', '/api/designer/rehearse', {
      flow: 'Greet',
      definition: { triggers: trigger, actions, ...('staticResults' in more && { staticResults: more.staticResults }) },
      triggerOutputs: { body: { name: 'Ane' } },
      ...('request' in more && (more.request as object)),
    })
  ).body;

const call = () => ({
  Call: { type: 'Http', inputs: { method: 'POST', uri: service.url, body: greeting } },
  End: { type: 'Compose', inputs: "@coalesce(body('Call')?['n'], 'nothing')", runAfter: { Call: ['Succeeded'] } },
});
const statics = (staticResultOptions: string) => {
  const { Call, End } = call();
  const runtimeConfiguration = { staticResult: { name: 'Call0', staticResultOptions } };
  return { Call: { ...Call, runtimeConfiguration }, End };
};
const staticResults = { Call0: { status: 'Succeeded', outputs: { statusCode: 'OK', body: { n: 3 } } } };

describe('a draft that is tried in memory', () => {
  it('runs as it is given, with own outputs of the trigger, and leaves no run', async () => {
    const { status, isRehearsal, actions } = await rehearse({ Say: { type: 'Compose', inputs: greeting } });
    expect({ status, isRehearsal }).toEqual({ status: 'Succeeded', isRehearsal: true });
    expect(actions).toMatchObject([{ name: 'Say', status: 'Succeeded', outputs: 'Kaixo Ane' }]);
    expect((await company.contributor('GET', '/api/runs?flow=Greet')).body.items).toEqual([]);
  });

  it('takes the trigger of a past run of the flow, and of no other', async () => {
    const start = (flow: string) =>
      company.contributor('POST', `/api/flows/${flow}/run`, { triggerOutputs: { body: { name: 'Jon' } } });
    const past = (await start('Greet')).body.runId;
    const say = { Say: { type: 'Compose', inputs: greeting } };
    expect((await rehearse(say, { request: { runId: past } })).actions[0].outputs).toBe('Kaixo Jon');
    const other = (await start('Other')).body.runId;
    expect(await rehearse(say, { request: { runId: other } })).toMatchObject({ code: 'FLX_FLOW_UNKNOWN_RUN' });
  });

  it('holds back what reaches out and tells what would have been sent', async () => {
    const before = service.received.length;
    const { status, actions } = await rehearse(call());
    expect(status).toBe('Succeeded');
    expect(actions).toMatchObject([
      { name: 'Call', code: 'HeldBack', inputs: { body: 'Kaixo Ane' } },
      { name: 'End', outputs: 'nothing' },
    ]);
    expect(service.received.length).toBe(before);
  });

  it('takes a static result that is on, even where steps may reach out', async () => {
    const before = service.received.length;
    const more = { staticResults, request: { reachesOut: true } };
    expect((await rehearse(statics('Enabled'), more)).actions[1]).toMatchObject({ name: 'End', outputs: 3 });
    expect(service.received.length).toBe(before);
    expect((await rehearse(statics('Disabled'), more)).actions[1]).toMatchObject({ name: 'End', outputs: 7 });
    expect(service.received.length).toBe(before + 1);
  });

  it('takes a static result as a real run of the same definition does', async () => {
    const before = service.received.length;
    const definition = { triggers: trigger, actions: statics('Enabled'), staticResults };
    const flow = { name: 'Fixed', definition };
    await company.app.definitions.put({ kind: 'flow', name: 'Fixed', definition: flow, changedBy: 'test' });
    const { runId } = (await company.contributor('POST', '/api/flows/Fixed/run', {})).body;
    const run = async () => (await company.contributor('GET', `/api/runs/${runId}`)).body;
    await expect.poll(async () => (await run()).status).toBe('Succeeded');
    const kept = ({ name, status, outputs }: Record<string, unknown>) => ({ name, status, outputs });
    const rehearsed = await rehearse(statics('Enabled'), { staticResults });
    expect((await run()).actions.map(kept)).toEqual(rehearsed.actions.map(kept));
    expect(service.received.length).toBe(before);
  });

  it('never waits for who cannot answer: child flows and callbacks are held back', async () => {
    const child = { type: 'Workflow', inputs: { host: { workflow: { id: 'Other' } } } };
    const { status, actions } = await rehearse({ Child: child }, { request: { reachesOut: true } });
    expect({ status, code: actions[0].code }).toEqual({ status: 'Succeeded', code: 'HeldBack' });
  });

  it('is for contributors', async () => {
    const { status } = await company.viewer('POST', '/api/designer/rehearse', { flow: 'Greet', definition: {} });
    expect(status).toBe(403);
  });

  it('gives expressions what it knew', async () => {
    const known = await rehearse({ Say: { type: 'Compose', inputs: greeting } });
    const { triggerOutputs, actions } = known;
    const template = "@{outputs('Say')}, @{triggerBody()?['name']}";
    const { body } = await company.contributor('POST', '/api/designer/evaluate', {
      template,
      known: { triggerOutputs, actions },
    });
    expect(body).toEqual({ value: 'Kaixo Ane, Ane' });
  });
});

describe('what a flow can be tested with', () => {
  const eventsFor = async (flow: string, triggers: object) =>
    (await company.contributor('POST', '/api/designer/events', { flow, definition: { triggers } })).body.items;
  const segmentTrigger = {
    type: 'OpenApiConnectionWebhook',
    inputs: {
      host: {
        apiId: '/providers/Microsoft.PowerApps/apis/shared_customerinsights',
        operationId: 'OnFullRefreshCompleted',
      },
      parameters: { dataset: 'default' },
    },
  };

  it('is every event of a trigger of ours from before the flow was there, with what it would have given', async () => {
    const { jobId: refreshId } = await company.refresh();
    const events = await eventsFor('NotThereYet', { When: segmentTrigger });
    expect(events).toMatchObject([
      {
        outputs: { body: { eventType: 'FullRefreshCompleted', workflowJobId: refreshId, isTest: true } },
        why: { code: 'notWatched' },
      },
    ]);
  });

  it('is a run once, and what was refused with its outputs and why', async () => {
    const conditions = [{ expression: "@equals(triggerBody()?['name'], 'Jon')" }];
    const When = { type: 'Request', inputs: {}, conditions };
    const definition = { triggers: { When }, actions: { Say: { type: 'Compose', inputs: 'x' } } };
    const flow = { name: 'Choosy', state: 'started', definition };
    await company.app.definitions.put({ kind: 'flow', name: 'Choosy', changedBy: 'test', definition: flow });
    await company.app.flowTriggers.run('Choosy', 'When', { body: { name: 'Ane' } });
    const { runIds } = await company.app.flowTriggers.run('Choosy', 'When', { body: { name: 'Jon' } });
    expect(await eventsFor('Choosy', { When })).toMatchObject([
      { runId: runIds[0] },
      { outputs: { body: { name: 'Ane' } }, why: { code: 'TriggerConditionNotMet' } },
    ]);
    const secured = { ...When, runtimeConfiguration: { secureData: { properties: ['outputs'] } } };
    expect(await eventsFor('Choosy', { When: secured })).toEqual([expect.objectContaining({ runId: runIds[0] })]);
  });
});

describe('what a parameter of our own connector can take', () => {
  const choicesOf = async (operationId: string, parameter: string) => {
    const request = { connector: 'customer-insights', operationId, parameter, parameters: { dataset: 'default' } };
    const { status, body } = await company.contributor('POST', '/api/designer/choices', request);
    return { status, items: body.items };
  };

  it.each([
    ['OnSegmentThresholdCrossed', 'segment', { value: 'HighValue', title: 'High value' }],
    ['OnMeasureThresholdCrossed', 'measure', { value: 'TotalSpend', title: 'Total spend' }],
    ['GetItems', 'table', { value: 'Customer', title: 'Customer' }],
  ])('is listed for %s: its %s', async (operationId, parameter, choice) => {
    await company.refresh();
    expect(await choicesOf(operationId, parameter)).toEqual({ status: 200, items: expect.arrayContaining([choice]) });
  });

  it('is this instance alone as the instance', async () => {
    const { items } = await choicesOf('GetItems', 'dataset');
    expect(items).toEqual([{ value: 'default', title: expect.any(String) }]);
  });
});
