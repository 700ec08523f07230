import type { Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type Answer, type Receiver, startRawReceiver, startReceiver } from '../../../../test/support/receiver.ts';
import { describeOnEachStore } from '../../../../test/support/store.ts';
import { createWebhookBench } from '../../../../test/support/webhooks.ts';
import { listAttempts, replayDeliveries } from '../../../store/deliveries.ts';
import { getWatcher } from '../../../store/watchers.ts';
import { getWebhookSubscription } from '../../../store/webhook-subscriptions.ts';
import { isSignedWith } from './signature.ts';
import { pauseSubscription, resumeSubscription, rotateSecret } from './subscriptions.ts';

describeOnEachStore('a webhook receiver', (test) => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    await Promise.all(open.splice(0).map((receiver) => receiver.close()));
  });
  async function receiver(answer?: Answer): Promise<Receiver> {
    const started = await startReceiver(answer);
    open.push(started);
    return started;
  }
  const bench = () => createWebhookBench(test());
  const idsOf = ({ received }: Receiver) => received.map(({ headers }) => headers['webhook-id']);
  const signedMessage = ({ received }: Receiver, index = 0) => {
    const { headers = {}, body = '' } = received[index] ?? {};
    const id = String(headers['webhook-id']);
    const timestampSeconds = Number(headers['webhook-timestamp']);
    return { message: { id, timestampSeconds, body }, header: String(headers['webhook-signature']) };
  };

  /** Resolves when so many arrived and all there is to wait for is the next one's turn. */
  const whenDelivered = async (id: string, count: number) => {
    const arrived = async () => (await bench().deliveriesOf(id)).filter(({ status }) => status === 'delivered').length;
    while ((await arrived()) < count || test().clock.sleepers !== 1) await new Promise((done) => setImmediate(done));
  };

  it('gets each occurrence once, signed, under its id', async () => {
    const { subscribe, fire, settle, deliveriesOf } = bench();
    const target = await receiver();
    const { id, secret } = await subscribe(target.url);
    const ids = await fire(id, 3);
    await settle();
    expect(idsOf(target).sort()).toEqual(ids.sort());
    expect(target.received[0]).toMatchObject({
      method: 'POST',
      path: '/hook?sig=opaque',
      headers: { 'content-type': 'application/json; charset=utf-8', 'user-agent': 'Fluxu' },
    });
    const { message, header } = signedMessage(target);
    expect(isSignedWith(message, header, secret)).toBe(true);
    expect(message.timestampSeconds).toBe(Math.floor(test().clock.now().getTime() / 1000));
    expect(JSON.parse(message.body)).toMatchObject({ eventId: message.id, eventType: 'FullRefreshCompleted' });
    expect((await deliveriesOf(id)).map(({ status }) => status)).toEqual(['delivered', 'delivered', 'delivered']);
  });

  const tried = async (url: string) => {
    const { subscribe, fire, settle, deliveriesOf } = bench();
    const good = await receiver();
    const [failing, working] = [await subscribe(url), await subscribe(good.url)];
    await fire(failing.id);
    await fire(working.id, 5);
    await settle();
    expect(good.received).toHaveLength(5);
    const [delivery] = await deliveriesOf(failing.id);
    expect(delivery).toMatchObject({ status: 'pending', attempts: 1 });
    const waitSeconds = (Date.parse(delivery?.nextAttemptAt ?? '') - test().clock.now().getTime()) / 1000;
    return { error: delivery?.lastAttempt?.error, waitSeconds };
  };

  it.each<[string, number, Record<string, string>, string]>([
    ['answers 500', 500, {}, 'the receiver answered 500'],
    ['answers 404', 404, {}, 'the receiver answered 404'],
    [
      'redirects',
      302,
      { location: 'http://127.0.0.1:1/' },
      'the receiver answered 302, and redirects are not followed',
    ],
    [
      'redirects with the method kept',
      307,
      { location: '/x' },
      'the receiver answered 307, and redirects are not followed',
    ],
  ])('that %s is tried again and delays no other', async (_name, code, headers, reason) => {
    const bad = await receiver((response) => status(response, code, headers));
    const { error, waitSeconds } = await tried(bad.url);
    expect(error).toBe(reason);
    expect(waitSeconds).toBeGreaterThan(4);
    expect(waitSeconds).toBeLessThan(6);
  });

  it.each<[string, Record<string, string>, number]>([
    ['with Retry-After in seconds', { 'retry-after': '60' }, 60],
    ['with Retry-After as a date', { 'retry-after': 'Mon, 05 Jan 2099 08:00:00 GMT' }, 3600],
    ['alone', {}, 30],
  ])('that answers 429 %s waits as long as it asks, an hour at most', async (_name, headers, seconds) => {
    const bad = await receiver((response) => status(response, 429, headers));
    expect(await tried(bad.url)).toEqual({ error: 'the receiver answered 429', waitSeconds: seconds });
  });

  it.each<[string, (socket: Socket) => void, RegExp]>([
    ['resets the connection', (socket) => socket.resetAndDestroy(), /ECONNRESET|socket hang up/],
    ['hangs up', (socket) => socket.destroy(), /socket hang up/],
    ['speaks garbage', (socket) => socket.end('\0\x01garbage\r\n\r\n'), /Parse Error/],
    ['breaks off its answer', (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'), /aborted/],
  ])('that %s is tried again and delays no other', async (_name, speak, reason) => {
    const bad = await startRawReceiver(speak);
    open.push(bad);
    expect((await tried(bad.url)).error).toMatch(reason);
  });

  it.each<[string, (socket: Socket) => void]>([
    ['never answers', () => {}],
    ['answers byte by byte', (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx')],
  ])('that %s is given up after 20 seconds and delays no other', async (_name, speak) => {
    const { subscribe, fire, createDispatcher, deliveriesOf } = bench();
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    const bad = await startRawReceiver((socket) => {
      speak(socket);
      resolve();
    });
    open.push(bad);
    const good = await receiver();
    const [failing, working] = [await subscribe(bad.url), await subscribe(good.url)];
    await fire(failing.id);
    await fire(working.id, 40);
    const dispatcher = createDispatcher();
    const settled = dispatcher.settle();
    await Promise.all([begun, good.whenReceived(40)]);
    test().clock.advance(20);
    await settled;
    const [delivery] = await deliveriesOf(failing.id);
    expect(delivery).toMatchObject({ status: 'pending', lastAttempt: { error: 'no answer within 20 seconds' } });
  });

  it('that answers 410 ends its subscription, and the rest is not sent', async () => {
    const { subscribe, fire, settle, deliveriesOf } = bench();
    const { store } = test();
    const gone = await receiver((response) => response.writeHead(410).end());
    const { id } = await subscribe(gone.url, { isOrdered: true });
    await fire(id, 3);
    await settle();
    expect(gone.received).toHaveLength(1);
    expect((await deliveriesOf(id)).map(({ status }) => status)).toEqual(['dead', 'cancelled', 'cancelled']);
    expect(await getWatcher(store.db, id)).toBeUndefined();
    expect(await getWebhookSubscription(store.db, id)).toMatchObject({
      state: 'ended',
      stateReason: 'the receiver answered 410: it is gone',
    });
  });

  it('that asks for silence gets nothing until it is over', async () => {
    const { subscribe, fire, settle } = bench();
    const { clock } = test();
    const target = await receiver((response, _message, count) =>
      count === 1 ? status(response, 503, { 'retry-after': '120' }) : status(response, 200),
    );
    const { id } = await subscribe(target.url, { isOrdered: true });
    const ids = await fire(id, 3);
    await settle();
    clock.advance(119);
    await settle();
    expect(target.received).toHaveLength(1);
    clock.advance(1);
    await settle();
    expect(idsOf(target)).toEqual([ids[0], ...ids]);
  });

  it('gets its deliveries in order where asked, whatever fails', async () => {
    const { subscribe, fire, settle } = bench();
    const { clock } = test();
    const taken: string[] = [];
    const target = await receiver((response, { headers }, count) => {
      if (count % 3 === 0) return status(response, 500);
      taken.push(String(headers['webhook-id']));
      return status(response, 200);
    });
    const { id } = await subscribe(target.url, { isOrdered: true });
    const ids = [...(await fire(id, 20)), ...(await fire(id, 20))];
    for (let round = 0; round < 40 && taken.length < ids.length; round++) {
      await settle();
      clock.advance(6);
    }
    expect(taken).toEqual(ids);
  });

  it('gets no more in a minute than it allows', async () => {
    const { subscribe, fire, createDispatcher } = bench();
    const { clock } = test();
    const target = await receiver();
    const { id } = await subscribe(target.url, { ratePerMinute: 6 });
    await fire(id, 3);
    const settled = createDispatcher().settle();
    for (const count of [1, 2, 3]) {
      await whenDelivered(id, count);
      clock.advance(9);
      expect(target.received).toHaveLength(count);
      clock.advance(1);
    }
    await settled;
  });

  it('is signed to with the old secret too until the overlap is over', async () => {
    const { subscribe, fire, settle, parts } = bench();
    const { clock } = test();
    const target = await receiver();
    const { id, secret: first } = await subscribe(target.url);
    const { secret: second } = await rotateSecret(id, { ...parts, overlapSeconds: 3600 });
    const isSigned = (index: number) => {
      const { message, header } = signedMessage(target, index);
      return [first, second].map((secret) => isSignedWith(message, header, secret));
    };
    await fire(id);
    await settle();
    expect(isSigned(0)).toEqual([true, true]);
    expect(signedMessage(target).header.split(' ')).toHaveLength(2);
    clock.advance(3600);
    await fire(id);
    await settle();
    expect(isSigned(1)).toEqual([false, true]);
  });

  it.each([
    ['all', [0, 1, 2, 3], []],
    ['latest', [1, 3], [0, 2]],
    ['none', [], [0, 1, 2, 3]],
  ] as const)('that was paused gets %s of what it missed', async (missed, arrived, dropped) => {
    const { subscribe, fire, settle, deliveriesOf } = bench();
    const { store, clock } = test();
    const target = await receiver();
    const { id } = await subscribe(target.url);
    await store.transaction((tx) => pauseSubscription(tx, id, clock));
    const ids: string[] = [];
    for (const series of ['north', 'north', 'south', 'south']) ids.push(...(await fire(id, 1, series)));
    await settle();
    expect(target.received).toEqual([]);
    const count = await store.transaction((tx) => resumeSubscription(tx, id, { missed, clock }));
    await settle();
    expect(count).toBe(dropped.length);
    expect(idsOf(target).sort()).toEqual(arrived.map((index) => ids[index]).sort());
    const left = (await deliveriesOf(id)).filter(({ status }) => status === 'dropped');
    expect(left.map(({ occurrenceId }) => occurrenceId)).toEqual(dropped.map((index) => ids[index]));
  });

  it('gets a replay under the same id, and the log keeps every attempt of both', async () => {
    const { subscribe, fire, settle, deliveriesOf } = bench();
    const { store, clock } = test();
    const target = await receiver((response, _message, count) => status(response, count === 1 ? 500 : 200));
    const { id } = await subscribe(target.url);
    const [eventId] = await fire(id);
    await settle();
    clock.advance(10);
    await settle();
    const at = clock.now().toISOString();
    await store.transaction((tx) => replayDeliveries(tx, { watcherId: id, statuses: ['delivered'], at }));
    await settle();
    expect(idsOf(target)).toEqual([eventId, eventId, eventId]);
    const [delivery] = await deliveriesOf(id);
    const attempts = await listAttempts(store.db, delivery?.deliveryId ?? '');
    expect(attempts.map(({ answer }) => answer?.['status'])).toEqual([500, 200, 200]);
  });

  it('is shown in the log without its address, its secrets and their signatures, cut to a size', async () => {
    const { subscribe, fire, settle, deliveriesOf } = bench();
    const { store } = test();
    const target = await receiver((response, { path, headers }) =>
      response
        .writeHead(200, { 'set-cookie': 'a=b', 'x-long': 'x'.repeat(1000) })
        .end(`${target.url} ${path} ${headers['webhook-signature']} ${'y'.repeat(50_000)}`),
    );
    const { id, secret } = await subscribe(target.url);
    await fire(id);
    await settle();
    const [delivery] = await deliveriesOf(id);
    const [attempt] = await listAttempts(store.db, delivery?.deliveryId ?? '');
    expect(attempt).toMatchObject({
      request: { method: 'POST', host: new URL(target.url).host, headers: { 'webhook-signature': 'v1,***' } },
      answer: { status: 200, isCutOff: true, headers: expect.not.objectContaining({ 'set-cookie': 'a=b' }) },
    });
    const text = JSON.stringify(attempt);
    expect(text.length).toBeLessThan(8000);
    for (const hidden of [target.url, secret, 'sig=opaque']) expect(text).not.toContain(hidden);
    const stored = await store.db
      .selectFrom('webhook_subscription')
      .selectAll()
      .where('subscription_id', '=', id)
      .execute();
    expect(JSON.stringify(stored)).not.toContain('opaque');
  });
});

function status(response: Parameters<Answer>[0], code: number, headers: Record<string, string> = {}): void {
  response.writeHead(code, headers).end();
}
