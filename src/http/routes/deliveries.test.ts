import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Receiver, startReceiver } from '../../../test/support/receiver.ts';
import { type ServedCompany, serveCompany } from '../../../test/support/served-company.ts';

let company: ServedCompany;
let receiver: Receiver;
let answerStatus = 204;

beforeAll(async () => {
  company = await serveCompany();
  const address = '/hook?sig=opaque-signature';
  receiver = await startReceiver((response) => response.writeHead(answerStatus).end(`${address} was called`), address);
});
afterAll(async () => {
  await receiver.close();
  await company.close();
});
beforeEach(() => {
  answerStatus = 204;
});

const get = (path: string) => company.contributor('GET', path);
const post = (path: string, body?: unknown) => company.contributor('POST', path, body);
const inputOf = (displayName: string) => ({
  displayName,
  trigger: 'FullRefreshCompleted',
  parameters: {},
  url: receiver.url,
});

async function subscribe(displayName = 'Receiver'): Promise<{ path: string; id: string; secret: string }> {
  const { body } = await post('/api/subscriptions', inputOf(displayName));
  const id = String(body.subscription.subscriptionId);
  return { path: `/api/subscriptions/${id}`, id, secret: String(body.secret) };
}

/** Sends a test and gives the id of its delivery. */
async function sendTest(path: string): Promise<string> {
  const { status, body } = await post(`${path}/test`);
  expect(status).toBe(202);
  return String(body.deliveryId);
}

const statusOf = async (deliveryId: string) =>
  (await get(`/api/deliveries/${deliveryId}`)).body.delivery.status as string;
const settled = (deliveryId: string, status: string) => expect.poll(() => statusOf(deliveryId)).toBe(status);
const statusesOf = async (watcherId: string) =>
  (await get(`/api/deliveries?watcherId=${watcherId}`)).body.items.map(({ status }: { status: string }) => status);

describe('subscriptions over HTTP', () => {
  it('shows the signing secret once, and the address of the receiver never', async () => {
    const made = await post('/api/subscriptions', inputOf('Once'));
    const location = made.headers.get('location') ?? '';
    expect([made.status, made.body.secret]).toEqual([201, expect.stringMatching(/^whsec_/)]);
    const read = await get(location);
    expect(read.body).toEqual(made.body.subscription);
    expect(read.body).toMatchObject({
      displayName: 'Once',
      state: 'active',
      owner: expect.stringContaining('ane@example.org'),
    });
    for (const { body } of [read, await get('/api/subscriptions')]) {
      expect(JSON.stringify(body)).not.toContain(made.body.secret);
      expect(JSON.stringify(body)).not.toContain('opaque-signature');
    }
  });

  it('are listed newest first, page by page and by state', async () => {
    const [older, newer] = [await subscribe('Older'), await subscribe('Newer')];
    await post(`${older.path}/pause`);
    const first = (await get('/api/subscriptions?limit=1')).body;
    const second = (await get(`/api/subscriptions?limit=1&cursor=${first.nextCursor}`)).body;
    expect([first.items[0].subscriptionId, second.items[0].subscriptionId]).toEqual([newer.id, older.id]);
    const paused = (await get('/api/subscriptions?state=paused')).body.items;
    expect(paused.map(({ subscriptionId }: { subscriptionId: string }) => subscriptionId)).toEqual([older.id]);
    expect((await get('/api/subscriptions?cursor=nonsense')).body.code).toBe('FLX_CURSOR_INVALID');
    expect((await get('/api/subscriptions?state=asleep')).status).toBe(422);
  });

  it.each([
    ['all', ['delivered', 'delivered']],
    ['latest', ['delivered', 'dropped']],
    ['none', ['dropped', 'dropped']],
  ])('paused and resumed with %s, what was missed is %j', async (missed, expected) => {
    const { path, id } = await subscribe();
    expect((await post(`${path}/pause`)).body.state).toBe('paused');
    const earlier = await sendTest(path);
    const later = await sendTest(path);
    expect((await get(path)).body.counts.waiting).toBe(2);
    expect((await post(`${path}/resume`, { missed })).body.state).toBe('active');
    await expect.poll(async () => [await statusOf(later), await statusOf(earlier)]).toEqual(expected);
    const { counts } = (await get(path)).body;
    const count = (status: string) => expected.filter((one) => one === status).length;
    expect(counts).toEqual({ waiting: 0, delivered: count('delivered'), dead: 0, dropped: count('dropped') });
    expect(await statusesOf(id)).toHaveLength(2);
  });

  it('sign with the old secret too until the overlap is over', async () => {
    const { path, secret } = await subscribe();
    const rotated = await post(`${path}/rotate`, { overlapHours: 1 });
    expect(rotated.body).toEqual({ secret: expect.stringMatching(/^whsec_/), oldUntil: expect.any(String) });
    expect(rotated.body.secret).not.toBe(secret);
    await settled(await sendTest(path), 'delivered');
    expect(String(receiver.received.at(-1)?.headers['webhook-signature']).split(' ')).toHaveLength(2);
    await post(`${path}/rotate`, { overlapHours: 0 });
    await settled(await sendTest(path), 'delivered');
    expect(String(receiver.received.at(-1)?.headers['webhook-signature']).split(' ')).toHaveLength(1);
  });

  it('end, and stay to be read', async () => {
    const { path } = await subscribe();
    expect((await company.contributor('DELETE', path)).status).toBe(204);
    expect((await get(path)).body).toMatchObject({
      state: 'ended',
      stateReason: expect.stringContaining('ane@example.org'),
    });
  });

  it.each<[string, (path: string) => ReturnType<typeof post>, number, string]>([
    ['resumed while active', (path) => post(`${path}/resume`, { missed: 'all' }), 409, 'FLX_SUBSCRIPTION_STATE'],
    ['resumed with no word on what was missed', (path) => post(`${path}/resume`, {}), 422, 'FLX_INVALID'],
    ['given a poor secret', (path) => post(`${path}/rotate`, { secret: 'abc' }), 422, 'FLX_SUBSCRIPTION_SECRET'],
    ['unknown', () => post('/api/subscriptions/nobody/pause'), 404, 'FLX_SUBSCRIPTION_UNKNOWN'],
    ['unknown and tested', () => post('/api/subscriptions/nobody/test'), 404, 'FLX_SUBSCRIPTION_UNKNOWN'],
    [
      'ended already',
      async (path) => {
        await company.contributor('DELETE', path);
        return post(`${path}/test`);
      },
      409,
      'FLX_SUBSCRIPTION_STATE',
    ],
  ])('are refused when %s', async (_what, refuse, status, code) => {
    const { path } = await subscribe();
    const refused = await refuse(path);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });
});

describe('deliveries over HTTP', () => {
  it('are listed by subscription, status, event, kind and time, page by page', async () => {
    const { path, id } = await subscribe();
    const [first, second] = [await sendTest(path), await sendTest(path)];
    await settled(first, 'delivered');
    await settled(second, 'delivered');
    const list = async (query: string) => (await get(`/api/deliveries?watcherId=${id}&${query}`)).body;
    const idsOf = async (query: string) =>
      (await list(query)).items.map(({ deliveryId }: { deliveryId: string }) => deliveryId).sort();
    const both = [first, second].sort();
    const page = await list('limit=1');
    const next = await list(`limit=1&cursor=${page.nextCursor}`);
    expect([page.items[0].deliveryId, next.items[0].deliveryId].sort()).toEqual(both);
    expect(next.nextCursor).toBeUndefined();
    const { eventId, createdAt } = page.items[0];
    expect(await idsOf(`eventId=${eventId}`)).toEqual([page.items[0].deliveryId]);
    expect(await idsOf('status=delivered&targetKind=webhook')).toEqual(both);
    expect(await idsOf('status=dead')).toEqual([]);
    expect(await idsOf('targetKind=flow')).toEqual([]);
    expect(await idsOf(`from=${createdAt}`)).toContain(page.items[0].deliveryId);
    expect(await idsOf(`until=${createdAt}`)).not.toContain(page.items[0].deliveryId);
  });

  it('are found by time in any zone', async () => {
    const { path, id } = await subscribe();
    const delivery = await sendTest(path);
    const { createdAt } = (await get(`/api/deliveries/${delivery}`)).body.delivery;
    const inTokyo = (seconds: number) =>
      encodeURIComponent(
        new Date(Date.parse(createdAt) + (9 * 3600 + seconds) * 1000).toISOString().replace('Z', '+09:00'),
      );
    const found = async (query: string) => (await get(`/api/deliveries?watcherId=${id}&${query}`)).body.items.length;
    expect(await found(`from=${inTokyo(-1)}&until=${inTokyo(1)}`)).toBe(1);
    expect(await found(`from=${inTokyo(1)}`)).toBe(0);
  });

  it('show payload and every attempt, without secrets', async () => {
    answerStatus = 400;
    const { path, secret } = await subscribe();
    const deliveryId = await sendTest(path);
    const read = async () => (await get(`/api/deliveries/${deliveryId}`)).body;
    await expect.poll(async () => (await read()).attempts.length).toBe(1);
    const detail = await read();
    expect(detail).toMatchObject({
      delivery: { status: 'pending', isTest: true, attempts: 1, lastError: expect.stringContaining('400') },
      payload: { eventType: 'FullRefreshCompleted', isTest: true },
      attempts: [{ attempt: 1, request: { method: 'POST' }, answer: { status: 400 } }],
    });
    const text = JSON.stringify(detail);
    expect(text).not.toContain('opaque-signature');
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/v1,[A-Za-z0-9+/]{20}/);
  });

  it('go out once more under the same id, with the attempts before', async () => {
    const { path } = await subscribe();
    const deliveryId = await sendTest(path);
    await settled(deliveryId, 'delivered');
    const messageId = receiver.received.at(-1)?.headers['webhook-id'];
    const before = receiver.received.length;
    expect(await post(`/api/deliveries/${deliveryId}/replay`)).toMatchObject({ status: 202, body: { replayed: 1 } });
    await receiver.whenReceived(before + 1);
    await settled(deliveryId, 'delivered');
    expect(receiver.received.at(-1)?.headers['webhook-id']).toBe(messageId);
    const { attempts } = (await get(`/api/deliveries/${deliveryId}`)).body;
    expect(attempts.map(({ answer }: { answer: { status: number } }) => answer.status)).toEqual([204, 204]);
  });

  it('are replayed by subscription and time', async () => {
    const { path, id } = await subscribe();
    await settled(await sendTest(path), 'delivered');
    await post(`${path}/pause`);
    const dropped = await sendTest(path);
    await post(`${path}/resume`, { missed: 'none' });
    const { createdAt } = (await get(`/api/deliveries/${dropped}`)).body.delivery;
    const later = new Date(Date.parse(createdAt) + 1).toISOString();
    const replay = async (input: object) => (await post('/api/deliveries/replay', { watcherId: id, ...input })).body;
    expect(await replay({ statuses: ['dropped'], from: later })).toEqual({ replayed: 0 });
    expect(await replay({ statuses: ['dropped'], from: createdAt, until: later })).toEqual({ replayed: 1 });
    await settled(dropped, 'delivered');
    expect(await replay({ statuses: ['dropped', 'delivered'] })).toEqual({ replayed: 2 });
  });

  it('are replayed when dead, unless other statuses are named', async () => {
    const { path, id } = await subscribe();
    await settled(await sendTest(path), 'delivered');
    answerStatus = 410;
    const dead = await sendTest(path);
    await settled(dead, 'dead');
    await expect.poll(async () => (await get(path)).body.state).toBe('ended');
    expect((await post('/api/deliveries/replay', { watcherId: id })).body).toEqual({ replayed: 1 });
    await settled(dead, 'dead');
  });

  it.each<[string, string, unknown, number, string]>([
    ['everything there is', '/api/deliveries/replay', {}, 422, 'FLX_REPLAY_ALL'],
    ['a delivery that is not there', '/api/deliveries/nothing/replay', undefined, 404, 'FLX_NOT_FOUND'],
    ['what is still waiting', '/api/deliveries/replay', { watcherId: 'a', statuses: ['pending'] }, 422, 'FLX_INVALID'],
  ])('are not replayed for %s', async (_what, path, input, status, code) => {
    const refused = await post(path, input);
    expect([refused.status, refused.body.code]).toEqual([status, code]);
  });
});

describe('a viewer', () => {
  it('reads subscriptions and deliveries', async () => {
    for (const path of ['/api/subscriptions', '/api/deliveries'])
      expect((await company.viewer('GET', path)).status).toBe(200);
  });

  it.each([
    ['POST', ''],
    ['POST', '/pause'],
    ['POST', '/resume'],
    ['POST', '/rotate'],
    ['POST', '/test'],
    ['DELETE', ''],
  ])('may not %s /api/subscriptions…%s', async (method, rest) => {
    const path = method === 'POST' && rest === '' ? '/api/subscriptions' : `${(await subscribe()).path}${rest}`;
    expect(await company.viewer(method, path)).toMatchObject({ status: 403, body: { code: 'FLX_HTTP_ROLE' } });
  });

  it.each(['/api/deliveries/replay', '/api/deliveries/any/replay'])('may not POST %s', async (path) => {
    expect(await company.viewer('POST', path)).toMatchObject({ status: 403, body: { code: 'FLX_HTTP_ROLE' } });
  });
});
