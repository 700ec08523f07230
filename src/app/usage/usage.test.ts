import { expect, it } from 'vitest';
import { createManualClock } from '../../../test/support/manual-clock.ts';
import { describeOnEachStore } from '../../../test/support/store.ts';
import { silentLogger } from '../../base/logger.ts';
import { Usage } from './usage.ts';

describeOnEachStore('counts of calls', (test) => {
  const open = () => new Usage({ store: test().store, clock, logger: silentLogger });
  const clock = createManualClock('2026-01-05T08:00:00.000Z');
  const call = (operation: string, client = 'Power Automate') => ({ kind: 'connector' as const, operation, client });

  it('add up by day, operation and client, over processes and restarts', async () => {
    const [first, second] = [open(), open()];
    for (let count = 0; count < 3; count += 1) first.count(call('GET /connector/segments'));
    second.count(call('GET /connector/segments', 'Script'));
    second.count({ kind: 'api', operation: 'GET /api/home', client: 'pages' });
    await first.stop();
    await second.stop();
    clock.advance(86_400);
    const third = open();
    third.count(call('POST /connector/subscriptions'));
    expect(await third.read(2)).toEqual({
      since: '2026-01-05',
      days: [
        { day: '2026-01-05', kind: 'connector', calls: 4 },
        { day: '2026-01-05', kind: 'api', calls: 1 },
        { day: '2026-01-06', kind: 'connector', calls: 1 },
      ],
      operations: expect.arrayContaining([
        { kind: 'connector', operation: 'GET /connector/segments', calls: 4 },
        { kind: 'connector', operation: 'POST /connector/subscriptions', calls: 1 },
        { kind: 'api', operation: 'GET /api/home', calls: 1 },
      ]),
      clients: expect.arrayContaining([
        { kind: 'connector', client: 'Power Automate', calls: 4 },
        { kind: 'connector', client: 'Script', calls: 1 },
      ]),
    });
    expect((await third.read(1)).days).toEqual([{ day: '2026-01-06', kind: 'connector', calls: 1 }]);
    await third.stop();
  });

  it('are kept where the store takes none, written once it does, and hold up no stop', async () => {
    const { store } = test();
    let isBroken = true;
    const transaction: typeof store.transaction = (work) =>
      isBroken ? Promise.reject(new Error('The disk is full.')) : store.transaction(work);
    const usage = new Usage({ store: { db: store.db, transaction }, clock, logger: silentLogger });
    usage.count(call('GET /connector/measures', 'Broken'));
    await expect(usage.stop()).resolves.toBeUndefined();
    usage.count(call('GET /connector/measures', 'Broken'));
    isBroken = false;
    expect((await usage.read(1)).clients).toContainEqual({ kind: 'connector', client: 'Broken', calls: 2 });
  });

  it('are forgotten after more than a year', async () => {
    clock.advance(401 * 86_400);
    const usage = open();
    await usage.write();
    clock.advance(-401 * 86_400);
    expect((await open().read(400)).days).toEqual([]);
  });
});
