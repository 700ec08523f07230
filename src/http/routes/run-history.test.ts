import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedCompany, serveCompany } from '../../../test/support/served-company.ts';

let company: ServedCompany;
const base = '/api/workflows/Letters';

const actions = {
  Start: { type: 'Compose', inputs: "@triggerBody()?['name']" },
  Each: {
    type: 'Foreach',
    foreach: "@createArray('a', 'b')",
    runAfter: { Start: ['Succeeded'] },
    actions: { Say: { type: 'Compose', inputs: '@item()' } },
  },
  End: { type: 'Compose', inputs: "@concat('end of ', outputs('Start'))", runAfter: { Each: ['Succeeded'] } },
};
const pause = { Pause: { type: 'Wait', inputs: { interval: { count: 1, unit: 'Hour' } } } };

beforeAll(async () => {
  company = await serveCompany();
  for (const [name, own] of Object.entries({ Letters: actions, Sleeper: pause, Safe: pause })) {
    const runtimeConfiguration = name === 'Safe' && { secureData: { properties: ['outputs'] } };
    const trigger = { type: 'Request', ...(runtimeConfiguration && { runtimeConfiguration }) };
    const definition = { name, definition: { triggers: { Manual: trigger }, actions: own } };
    await company.app.definitions.put({ kind: 'flow', name, definition, changedBy: 'test' });
  }
});
afterAll(() => company.close());

const get = async (path: string) => (await company.contributor('GET', path)).body;
const post = (path: string, body?: unknown) => company.contributor('POST', path, body);
const statusOf = async (path: string) => (await get(path)).properties.status;
const namesOf = (list: { value: { name: string }[] }) => list.value.map(({ name }) => name);

/** Runs the letters to their end and gives the run's id. */
async function runLetters(name: string): Promise<string> {
  const { body } = await post(`${base}/triggers/Manual/run`, { outputs: { body: { name } } });
  await expect.poll(() => statusOf(`${base}/runs/${body.runId}`)).toBe('Succeeded');
  return String(body.runId);
}

describe('the run history over HTTP', () => {
  it('shows a run, its actions, the turns of its loop, and contents by the links it gives', async () => {
    const run = `${base}/runs/${await runLetters('Ane')}`;
    expect(namesOf(await get(`${run}/actions`))).toEqual(['Start', 'Each', 'Say', 'End']);
    expect(await get(`${run}/actions/Say`)).toMatchObject({ properties: { repetitionCount: 2 } });
    expect(namesOf(await get(`${run}/actions/Each/scopeRepetitions`))).toEqual(['000000', '000001']);
    const { value } = await get(`${run}/actions/Say/repetitions`);
    const links = value.map(
      ({ properties }: { properties: { outputsLink: { uri: string } } }) => properties.outputsLink.uri,
    );
    expect(await Promise.all(links.map(get))).toEqual(['a', 'b']);
    const end = await get(`${run}/actions/End`);
    expect(await get(end.properties.inputsLink.uri)).toBe('end of Ane');
  });

  it('finds runs by status, text, time, trigger and correlation id, and goes on where a page ended', async () => {
    const [one, two] = [await runLetters('needle one'), await runLetters('needle two')];
    const list = (query: string) => get(`${base}/runs?${query}`);
    const first = await list('text=needle&status=Succeeded&triggerName=Manual&limit=1');
    const second = await get(first.nextLink);
    expect([...namesOf(first), ...namesOf(second)]).toEqual([two, one]);
    expect(second.nextLink).toBeUndefined();
    expect(namesOf(await list(`clientTrackingId=${one}`))).toEqual([one]);
    expect(namesOf(await list('actionStatus=Failed'))).toEqual([]);
    const { startTime } = first.value[0].properties;
    expect(namesOf(await list(`startTimeAfter=${startTime}`))).toEqual([]);
    expect(namesOf(await list(`startTimeBefore=${startTime}`))).not.toContain(two);
  });

  it('knows a run only under its own flow, and refuses a time that is none', async () => {
    const runId = await runLetters('own');
    expect((await company.contributor('GET', `/api/workflows/Sleeper/runs/${runId}/actions`)).status).toBe(404);
    expect((await company.contributor('GET', `${base}/runs?startTimeAfter=yesterday`)).status).toBe(422);
  });

  it.each([
    ['a flow that is not there', '/api/workflows/Nobody/runs', 404, 'FLX_FLOW_UNKNOWN'],
    ['a status that is none', `${base}/runs?status=Fine`, 422, 'FLX_INVALID'],
    ['a parameter that is none', `${base}/runs?state=Failed`, 422, 'FLX_INVALID'],
    ['a flow that is not there, in the list of all', '/api/runs?flow=Nobody', 404, 'FLX_FLOW_UNKNOWN'],
    ['a parameter that is none, in the list of all', '/api/runs?state=Failed', 422, 'FLX_INVALID'],
  ])('refuses %s', async (_what, path, status, code) => {
    expect(await company.contributor('GET', path)).toMatchObject({ status, body: { code } });
  });

  it('finds no run by the words of a secured trigger', async () => {
    const outputs = { body: { name: 'hush' } };
    await post('/api/workflows/Safe/triggers/Manual/run', { outputs });
    const { body } = await post('/api/workflows/Sleeper/triggers/Manual/run', { outputs });
    expect((await get('/api/runs?text=hush')).items.map((run: { runId: string }) => run.runId)).toEqual([body.runId]);
    expect(namesOf(await get('/api/workflows/Safe/runs?text=hush'))).toEqual([]);
  });

  it('resubmits and cancels every run that fits, and tells first how many they are', async () => {
    const bulk = async (request: object) => (await post('/api/runs/bulk', request)).body;
    const waiting = { command: 'cancel', filter: { flow: 'Sleeper', status: 'Waiting' } };
    await post('/api/workflows/Sleeper/triggers/Manual/run', {});
    await post('/api/workflows/Sleeper/triggers/Manual/run', {});
    const { count } = await bulk({ ...waiting, isTrial: true });
    expect(count).toBeGreaterThanOrEqual(2);
    expect(await bulk(waiting)).toEqual({ count, isMore: false, failures: [] });
    expect(await bulk(waiting)).toMatchObject({ count: 0 });
    await runLetters('many times');
    const again = { command: 'resubmit', filter: { flow: 'Letters', text: 'many times' } };
    expect(await bulk(again)).toMatchObject({ count: 1 });
    await expect.poll(async () => (await bulk({ ...again, isTrial: true })).count).toBe(2);
    expect((await company.viewer('POST', '/api/runs/bulk', again)).body.code).toBe('FLX_HTTP_ROLE');
  });

  it('cancels a run that waits', async () => {
    const { body } = await post('/api/workflows/Sleeper/triggers/Manual/run', {});
    const run = `/api/workflows/Sleeper/runs/${body.runId}`;
    expect((await post(`${run}/cancel`)).status).toBe(200);
    await expect.poll(() => statusOf(run)).toBe('Cancelled');
  });

  it.each([
    ['the start', undefined],
    ['an action', { actionsToResubmit: [{ name: 'End' }] }],
  ])('runs again from %s', async (_what, body) => {
    const runId = await runLetters('again');
    const again = await post(`${base}/runs/${runId}/resubmit`, body);
    expect(again).toMatchObject({ status: 202, body: { properties: { trigger: { originHistoryName: runId } } } });
    const run = `${base}/runs/${again.body.name}`;
    await expect.poll(() => statusOf(run)).toBe('Succeeded');
    expect(await get(`${run}/actions/End/outputs`)).toBe('end of again');
  });

  it.each([
    ['a run', () => company.contributor('GET', `${base}/runs/nothing`), 'FLX_FLOW_UNKNOWN_RUN'],
    ['a trigger', () => post(`${base}/triggers/Nothing/run`, {}), 'FLX_FLOW_NO_TRIGGER'],
  ])('says that there is no such thing as %s', async (_what, ask, code) => {
    expect(await ask()).toMatchObject({ body: { code } });
  });

  it('lets a viewer read, and change nothing', async () => {
    const run = `${base}/runs/${await runLetters('seen')}`;
    expect((await company.viewer('GET', run)).status).toBe(200);
    for (const path of [`${run}/cancel`, `${run}/resubmit`, `${base}/triggers/Manual/run`])
      expect((await company.viewer('POST', path)).body.code).toBe('FLX_HTTP_ROLE');
  });
});
