import { hostname } from 'node:os';
import { expect, it } from 'vitest';
import { describeOnEachStore } from '../../../test/support/store.ts';
import { silentLogger } from '../../base/logger.ts';
import { createSeededRandom } from '../../base/random.ts';
import { cancelDeliveries, enqueueDeliveries, listDeliveries, replayDeliveries } from '../../store/deliveries.ts';
import { type ClaimedDelivery, claimDeliveries, listTargetLines } from '../../store/delivery-queue.ts';
import { recordOccurrences } from '../../store/occurrences.ts';
import { type DeliveryHandler, Dispatcher } from './dispatcher.ts';
import { RETRY_DELAYS_SECONDS } from './schedule.ts';

const delivered: DeliveryHandler = async () => ({ status: 'delivered' });
const unreachable: DeliveryHandler = async () => ({ status: 'failed', reason: 'it rains' });

describeOnEachStore('delivering', (test) => {
  let made = 0;
  /** Puts occurrences on their way to targets of a kind that only this test handles. */
  async function send(kind: string, ...keys: readonly string[]): Promise<string[]> {
    const { store, clock } = test();
    const at = clock.now().toISOString();
    const occurrences = keys.map(() => ({
      occurrenceId: `o${++made}`,
      watcherId: `w-${kind}`,
      series: '',
      trigger: 'FullRefreshCompleted' as const,
      refreshId: 'r1',
      at,
      payload: { eventId: `o${made}`, number: made },
      isTest: false,
    }));
    await store.transaction(async (tx) => {
      const stored = await recordOccurrences(tx, occurrences);
      const dispatches = stored.map((occurrence, index) => ({
        occurrence,
        targets: [{ kind, key: keys[index] ?? '' }],
      }));
      await enqueueDeliveries(tx, dispatches, { at });
    });
    return occurrences.map(({ occurrenceId }) => occurrenceId);
  }

  function dispatcherOf(kind: string, handler: DeliveryHandler, owner = 'elsewhere/1/a'): Dispatcher {
    const { store, clock } = test();
    return new Dispatcher({
      store,
      clock,
      random: createSeededRandom(7),
      logger: silentLogger,
      owner,
      handlers: { [kind]: handler },
    });
  }

  const stateOf = async (kind: string) => {
    const { items } = await listDeliveries(test().store.db, { watcherId: `w-${kind}`, limit: 1000 });
    return items;
  };

  it('brings every occurrence to its target once, with its payload', async () => {
    const ids = await send('plain', 'a', 'b', 'a');
    const seen: ClaimedDelivery[] = [];
    await dispatcherOf('plain', async (delivery) => {
      seen.push(delivery);
      return { status: 'delivered', answer: { status: 202 } };
    }).settle();
    expect(seen.map(({ payload }) => payload['eventId']).sort()).toEqual(ids);
    expect(await stateOf('plain')).toMatchObject(
      ids.map(() => ({ status: 'delivered', attempts: 1, lastAttempt: { attempt: 1, answer: { status: 202 } } })),
    );
  });

  it('looks at once when it is woken after a publish', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const dispatcher = dispatcherOf('woken', async ({ occurrenceId }) => {
      resolve(occurrenceId);
      return { status: 'delivered' };
    });
    dispatcher.start();
    const [id] = await send('woken', 'a');
    dispatcher.wake();
    expect(await promise).toBe(id);
    await dispatcher.stop();
  });

  it('does not let a slow target delay another one', async () => {
    const slow = Promise.withResolvers<void>();
    const others: string[] = [];
    const { promise: otherDone, resolve } = Promise.withResolvers<void>();
    const dispatcher = dispatcherOf('apart', async ({ target, occurrenceId }) => {
      if (target.key === 'slow') await slow.promise;
      else if (others.push(occurrenceId) === 40) resolve();
      return { status: 'delivered' };
    });
    await send('apart', ...Array.from({ length: 60 }, () => 'slow'), ...Array.from({ length: 40 }, () => 'quick'));
    const settled = dispatcher.settle();
    await otherDone;
    expect(
      (await stateOf('apart')).filter(({ target, status }) => target.key === 'slow' && status === 'delivered'),
    ).toEqual([]);
    slow.resolve();
    await settled;
    expect((await stateOf('apart')).every(({ status }) => status === 'delivered')).toBe(true);
  });

  it('tries again for about 75 hours, longer and longer, and then gives up in sight of all', async () => {
    const { clock } = test();
    await send('retry', 'a');
    const dispatcher = dispatcherOf('retry', unreachable);
    const started = clock.now().getTime();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= RETRY_DELAYS_SECONDS.length; attempt++) {
      await dispatcher.settle();
      const [delivery] = await stateOf('retry');
      expect(delivery).toMatchObject({ status: 'pending', attempts: attempt, lastAttempt: { error: 'it rains' } });
      const wait = (Date.parse(delivery?.nextAttemptAt ?? '') - clock.now().getTime()) / 1000;
      waits.push(wait / (RETRY_DELAYS_SECONDS[attempt - 1] ?? 0));
      clock.advance(wait);
    }
    expect(waits.every((ratio) => ratio >= 0.9 && ratio <= 1.1)).toBe(true);
    expect(new Set(waits).size).toBe(waits.length);
    await dispatcher.settle();
    expect(await stateOf('retry')).toMatchObject([{ status: 'dead', attempts: 10 }]);
    const hours = (clock.now().getTime() - started) / 3_600_000;
    expect(hours).toBeGreaterThan(68);
    expect(hours).toBeLessThan(84);
  });

  it('waits as long as the target asks, and no shorter than planned', async () => {
    const { clock } = test();
    await send('throttled', 'a');
    await dispatcherOf('throttled', async () => ({
      status: 'failed',
      reason: 'too many',
      retryAfterSeconds: 120,
    })).settle();
    const [delivery] = await stateOf('throttled');
    expect(Date.parse(delivery?.nextAttemptAt ?? '') - clock.now().getTime()).toBe(120_000);
  });

  it('does not try again what the target refuses for good, until somebody replays it, under the same id', async () => {
    const { store, clock } = test();
    const [id] = await send('refused', 'a');
    await dispatcherOf('refused', async () => ({ status: 'refused', reason: 'gone' })).settle();
    expect(await stateOf('refused')).toMatchObject([{ status: 'dead', attempts: 1, lastAttempt: { error: 'gone' } }]);
    const at = clock.now().toISOString();
    expect(await replayDeliveries(store.db, { watcherId: 'w-refused', at })).toBe(1);
    const seen: string[] = [];
    await dispatcherOf('refused', async ({ occurrenceId }) => {
      seen.push(occurrenceId);
      return { status: 'delivered' };
    }).settle();
    expect(seen).toEqual([id]);
  });

  it('replays a range of time, what had arrived included when asked', async () => {
    const { store, clock } = test();
    await send('range', 'a');
    clock.advance(60);
    const from = clock.now().toISOString();
    await send('range', 'a', 'a');
    clock.advance(60);
    const until = clock.now().toISOString();
    await send('range', 'a');
    await dispatcherOf('range', delivered).settle();
    const filter = { watcherId: 'w-range', from, until, at: until };
    expect(await replayDeliveries(store.db, filter)).toBe(0);
    expect(await replayDeliveries(store.db, { ...filter, statuses: ['delivered'] })).toBe(2);
    expect((await stateOf('range')).filter(({ status }) => status === 'pending')).toHaveLength(2);
  });

  it('counts a target that does not answer in time as failed, even if its handler never returns', async () => {
    const { clock } = test();
    await send('silent', 'a');
    const { promise: begun, resolve } = Promise.withResolvers<AbortSignal>();
    const settled = dispatcherOf('silent', (_delivery, signal) => {
      resolve(signal);
      return new Promise(() => {});
    }).settle();
    const signal = await begun;
    clock.advance(20);
    await settled;
    expect(signal.aborted).toBe(true);
    expect(await stateOf('silent')).toMatchObject([
      { status: 'pending', lastAttempt: { error: 'no answer within 20 seconds' } },
    ]);
  });

  it('counts a handler that throws as failed', async () => {
    await send('throws', 'a');
    await dispatcherOf('throws', () => {
      throw new Error('a bug');
    }).settle();
    expect(await stateOf('throws')).toMatchObject([{ status: 'pending', lastAttempt: { error: 'a bug' } }]);
  });

  it('takes up at once what a process of this machine left behind when it died', async () => {
    const { store, clock } = test();
    await send('crashed', 'a', 'b');
    const line = { targetKind: 'crashed', targetKey: 'a' };
    const dead = `${hostname()}/999999999/x`;
    await claimDeliveries(store.db, { line, owner: dead, limit: 9, leaseSeconds: 600, clock, backend: store.kind });
    await dispatcherOf('crashed', delivered, `${hostname()}/${process.pid}/me`).settle();
    expect(await stateOf('crashed')).toMatchObject([{ status: 'delivered' }, { status: 'delivered' }]);
  });

  it('takes up what another machine left behind when its lease has run out', async () => {
    const { store, clock } = test();
    await send('leased', 'a');
    const line = { targetKind: 'leased', targetKey: 'a' };
    const [claimed] = await claimDeliveries(store.db, {
      line,
      owner: 'far/1/x',
      limit: 9,
      leaseSeconds: 30,
      clock,
      backend: store.kind,
    });
    const dispatcher = dispatcherOf('leased', delivered);
    await dispatcher.settle();
    expect(await stateOf('leased')).toMatchObject([{ status: 'leased' }]);
    clock.advance(30);
    await dispatcher.settle();
    expect(await stateOf('leased')).toMatchObject([{ status: 'delivered', attempts: (claimed?.attempts ?? 0) + 1 }]);
  });

  it('drops the outcome of a delivery that was cancelled meanwhile', async () => {
    const { store } = test();
    await send('cancelled', 'a');
    await dispatcherOf('cancelled', async () => {
      await cancelDeliveries(store.db, 'w-cancelled');
      return { status: 'failed', reason: 'too late' };
    }).settle();
    expect(await stateOf('cancelled')).toMatchObject([{ status: 'cancelled', lastAttempt: undefined }]);
  });

  it('leaves what was under way when it stops to the next process', async () => {
    await send('stopped', 'a');
    const { promise: begun, resolve } = Promise.withResolvers<void>();
    const first = dispatcherOf(
      'stopped',
      (_delivery, signal) => {
        resolve();
        return new Promise((_done, reject) => signal.addEventListener('abort', () => reject(new Error('stopped'))));
      },
      `${hostname()}/${process.pid}/first`,
    );
    first.start();
    await begun;
    await first.stop();
    expect(await stateOf('stopped')).toMatchObject([{ status: 'leased' }]);
    await dispatcherOf('stopped', delivered, `${hostname()}/${process.pid}/second`).settle();
    expect(await stateOf('stopped')).toMatchObject([{ status: 'delivered', attempts: 2 }]);
  });

  it('loses nothing and changes no id with several processes and targets that fail half of the time', async () => {
    const { clock } = test();
    const random = createSeededRandom(42);
    const ids = await send('flaky', ...Array.from({ length: 300 }, (_, index) => `t${index % 7}`));
    const arrived: string[] = [];
    const flaky: DeliveryHandler = async ({ payload }) => {
      if (random.fraction() < 0.5) return { status: 'failed', reason: 'flaky' };
      arrived.push(String(payload['eventId']));
      return { status: 'delivered' };
    };
    const dispatchers = ['far/1/a', 'far/2/b', 'far/3/c'].map((owner) => dispatcherOf('flaky', flaky, owner));
    while ((await listTargetLines(test().store.db, 'flaky')).length > 0) {
      await Promise.all(dispatchers.map((dispatcher) => dispatcher.settle()));
      clock.advance(100_000);
    }
    const states = await stateOf('flaky');
    const dead = states.filter(({ status }) => status === 'dead').map(({ occurrenceId }) => occurrenceId);
    expect([...arrived, ...dead].sort()).toEqual([...ids].sort());
  });
});
