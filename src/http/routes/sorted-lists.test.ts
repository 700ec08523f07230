import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Receiver, startReceiver } from '../../../test/support/receiver.ts';
import { type ServedCompany, serveCompany } from '../../../test/support/served-company.ts';

let company: ServedCompany;
let receiver: Receiver;
let watcherId: string;

beforeAll(async () => {
  company = await serveCompany();
  const { app } = company;
  const actions = { Say: { type: 'Compose', inputs: 'Hello' } };
  const definition = { name: 'Greet', definition: { triggers: { Manual: { type: 'Request' } }, actions } };
  await app.definitions.put({ kind: 'flow', name: 'Greet', definition, changedBy: 'test' });
  const wait = { Wait: { type: 'Wait', inputs: { interval: { count: 1, unit: 'Hour' } } } };
  const waiting = { name: 'Wait_long', definition: { ...definition.definition, actions: wait } };
  await app.definitions.put({ kind: 'flow', name: 'Wait_long', definition: waiting, changedBy: 'test' });
  for (const bigSpenders of [2, 1, 5]) {
    company.deliverContacts(bigSpenders);
    await company.refresh();
    await app.flows.run('Greet', {});
  }
  const watchers = await app.triggers.list();
  watcherId = watchers.find(({ displayName }) => displayName === 'Many of high value')?.watcherId ?? '';
  receiver = await startReceiver((response) => response.writeHead(204).end(), '/hook');
  await company.contributor('POST', '/api/subscriptions', {
    displayName: 'Another',
    trigger: 'FullRefreshCompleted',
    parameters: {},
    url: receiver.url,
  });
  const subscription = { displayName: 'Other', trigger: 'FullRefreshCompleted', parameters: {}, url: receiver.url };
  const { body } = await company.contributor('POST', '/api/subscriptions', subscription);
  for (let count = 0; count < 3; count += 1)
    await company.contributor('POST', `/api/subscriptions/${body.subscription.subscriptionId}/test`);
  await company.contributor('POST', `/api/subscriptions/${body.subscription.subscriptionId}/pause`);
  await app.flows.run('Wait_long', {});
  await app.settle();
});
afterAll(async () => {
  await receiver.close();
  await company.close();
});

type Entry = Readonly<Record<string, string | number>>;

/** All entries of a list, two at a time. */
async function readAll(path: string, sort?: string): Promise<readonly Entry[]> {
  const found: Entry[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ limit: '2', ...(sort && { sort }), ...(cursor && { cursor }) });
    const { status, body } = await company.administrator('GET', `${path}?${query}`);
    expect(status).toBe(200);
    found.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor !== undefined);
  return found;
}

describe('a list over HTTP', () => {
  it.each([
    ['/api/runs', 'startedAt', 'runId'],
    ['/api/refreshes', 'submittedAt', 'jobId'],
    ['/api/deliveries', 'createdAt', 'deliveryId'],
    ['/api/triggers/{watcher}/evaluations', 'evaluatedAt', 'evaluationId'],
    ['/api/audit', 'at', 'sequence'],
    ['/api/audit', 'actor', 'sequence'],
    ['/api/audit', 'action', 'sequence'],
    ['/api/audit', 'objectKind', 'sequence'],
  ])('%s is ordered by %s in both directions, page by page', async (template, field, key) => {
    const path = template.replace('{watcher}', watcherId);
    const upward = await readAll(path, field);
    const keys = upward.map((entry) => entry[key]);
    expect(upward.length).toBeGreaterThan(0);
    expect(upward.map((entry) => entry[field])).toEqual(upward.map((entry) => String(entry[field])).sort());
    expect((await readAll(path, `-${field}`)).map((entry) => entry[key])).toEqual(keys.toReversed());
    expect(new Set(keys)).toEqual(new Set((await readAll(path)).map((entry) => entry[key])));
  });

  it.each([
    ['/api/runs', 'seconds', 'runId'],
    ['/api/runs', 'status', 'runId'],
    ['/api/runs', 'flow', 'runId'],
    ['/api/subscriptions', 'createdAt', 'subscriptionId'],
    ['/api/subscriptions', 'displayName', 'subscriptionId'],
    ['/api/subscriptions', 'host', 'subscriptionId'],
    ['/api/subscriptions', 'trigger', 'subscriptionId'],
    ['/api/subscriptions', 'state', 'subscriptionId'],
  ])('%s is ordered by %s in both directions', async (path, field, key) => {
    const upward = await readAll(path, field);
    const values = upward.map((entry) => entry[field] ?? 0);
    expect(new Set(values).size).toBeGreaterThan(field === 'trigger' || field === 'host' ? 0 : 1);
    expect(values).toEqual(values.toSorted((a, b) => (a < b ? -1 : 1)));
    const keys = upward.map((entry) => entry[key]);
    expect((await readAll(path, `-${field}`)).map((entry) => entry[key])).toEqual(keys.toReversed());
    expect(new Set(keys).size).toBe((await readAll(path)).length);
  });

  it.each([['/api/segments/HighValue/members'], ['/api/entities/Customer/rows']])(
    '%s is ordered by an attribute',
    async (path) => {
      const all = await readAll(path);
      expect(all.length).toBeGreaterThan(2);
      const downward = await readAll(path, '-Spend');
      const spent = downward.map(({ Spend }) => Number(Spend));
      expect(spent).toEqual(spent.toSorted((a, b) => b - a));
      expect(new Set(downward.map(({ CustomerId }) => CustomerId))).toEqual(
        new Set(all.map(({ CustomerId }) => CustomerId)),
      );
    },
  );

  it('orders who entered and left by what they did and by an attribute', async () => {
    const points = await company.app.trends.segment('HighValue', {});
    const { refreshId } = points.find(({ entered, left }) => entered + left > 2) ?? { refreshId: '' };
    const path = `/api/segments/HighValue/changes/${refreshId}`;
    const changes = (await readAll(path, '-change')).map(({ change }) => change);
    expect(changes).toEqual(changes.toSorted().toReversed());
    const named = (await readAll(path, 'FullName')) as unknown as { readonly member: { readonly FullName: string } }[];
    const names = named.map(({ member }) => member.FullName);
    expect(names.length).toBeGreaterThan(2);
    expect(names).toEqual(names.toSorted());
  });

  it.each([
    ['/api/runs', 'seconds'],
    ['/api/subscriptions', 'host'],
    ['/api/segments/HighValue/members', 'Spend'],
    ['/api/entities/Customer/rows', 'Spend'],
  ])('%s refuses to go on in another direction than the cursor', async (path, field) => {
    const { body } = await company.administrator('GET', `${path}?limit=1&sort=${field}`);
    expect(body.nextCursor).toBeDefined();
    const other = await company.administrator('GET', `${path}?limit=1&sort=-${field}&cursor=${body.nextCursor}`);
    expect([other.status, other.body.code]).toEqual([400, 'FLX_CURSOR_INVALID']);
  });

  it('tells events from the first that was recorded', async () => {
    const upward = await readAll('/api/events/history', 'eventTime');
    expect(upward.length).toBeGreaterThan(2);
    expect(await readAll('/api/events/history')).toEqual(upward.toReversed());
  });

  it('orders refreshes by how long they took', async () => {
    const jobs = await readAll('/api/refreshes', 'seconds');
    const times = jobs.map(({ startedAt, endedAt }) => Date.parse(String(endedAt)) - Date.parse(String(startedAt)));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('says by what it can be ordered', async () => {
    const { status, body } = await company.viewer('GET', '/api/runs?sort=colour');
    expect([status, body.code]).toEqual([422, 'FLX_INVALID']);
    expect(JSON.stringify(body)).toContain('startedAt');
  });
});
