import { expect, it } from 'vitest';
import { createTestEngine, flowOf } from '../../../test/support/flow-engine.ts';
import { describeOnEachStore, type TestStore } from '../../../test/support/store.ts';
import { silentLogger } from '../../base/logger.ts';
import type { Flow } from '../../model/flow.ts';
import { putDefinition } from '../../store/definitions.ts';
import { type DeliveryStatus, listDeliveries } from '../../store/deliveries.ts';
import { createJournal } from '../../store/journal/journal.ts';
import { asJournalDatabase } from '../../store/journal/schema.ts';
import { listLeases } from '../../store/leases.ts';
import type { Store } from '../../store/store.ts';
import { Retention } from './retention.ts';

const DAY_SECONDS = 86_400;
const LARGE = 'a text that is stored apart '.repeat(200);

const keptFor = (settings: { runsKeptDays: number; deliveriesKeptDays: number }, test: TestStore) => {
  const { store, clock, options } = test;
  return new Retention({
    store,
    clock,
    logger: silentLogger,
    owner: 'test',
    settings: { home: options.home, ...settings },
  });
};

describeOnEachStore('retention', (opened) => {
  const named = (name: string, text: string): Flow => ({
    ...flowOf({ Text: { type: 'Compose', inputs: text } }),
    name,
  });

  it('removes ended runs by flow, with the payloads that no run uses any more', async () => {
    const { store, clock } = opened();
    const { engine, start } = createTestEngine(opened());
    const journal = createJournal(store);
    const short = { ...named('Short', `own ${LARGE}`), runsKeptDays: 7 };
    const long = named('Long', LARGE);
    for (const content of [short, long])
      await store.transaction((tx) =>
        putDefinition(tx, { kind: 'flow', name: content.name, content, clock, author: 'test' }),
      );
    const old = await start(short);
    const shared = await start(named('Short', LARGE));
    const kept = await start(long);
    const waiting = await start(flowOf({ Pause: { type: 'Wait', inputs: { interval: { unit: 'Year', count: 1 } } } }));
    await engine.settle();
    clock.advance(8 * DAY_SECONDS);
    const retention = keptFor({ runsKeptDays: 30, deliveriesKeptDays: 30 }, opened());
    expect(await retention.look()).toEqual({ runs: 2, deliveries: 0, uploads: 0 });
    expect(await listLeases(store.db)).toEqual([]);
    expect(await journal.load(old)).toBeUndefined();
    expect(await journal.load(shared)).toBeUndefined();
    expect((await journal.load(kept))?.steps[0]?.outputs).toBe(JSON.stringify(LARGE));
    expect(await payloads(store)).toHaveLength(1);
    clock.advance(30 * DAY_SECONDS);
    expect(await retention.look()).toEqual({ runs: 1, deliveries: 0, uploads: 0 });
    expect((await journal.find(waiting))?.status).toBe('Waiting');
    expect(await payloads(store)).toEqual([]);
    await engine.stop();
  });

  it('removes ended deliveries, keeps those under way, and those that never arrived for longer', async () => {
    const { store, clock } = opened();
    const statuses: readonly DeliveryStatus[] = ['delivered', 'dead', 'pending', 'dropped'];
    await store.db
      .insertInto('delivery')
      .values(statuses.map((status, index) => deliveryRow(status, index, clock.now().toISOString())))
      .execute();
    clock.advance(31 * DAY_SECONDS);
    const retention = keptFor({ runsKeptDays: 0, deliveriesKeptDays: 30 }, opened());
    expect(await retention.look()).toEqual({ runs: 0, deliveries: 2, uploads: 0 });
    const left = (await listDeliveries(store.db)).items.map(({ status }) => status);
    expect(left.sort()).toEqual(['dead', 'pending']);
    clock.advance(90 * DAY_SECONDS);
    expect(await retention.look()).toEqual({ runs: 0, deliveries: 1, uploads: 0 });
  });

  it('removes nothing where everything is to be kept', async () => {
    const { clock } = opened();
    const { engine, start, read } = createTestEngine(opened());
    const runId = await start(flowOf({ Text: { type: 'Compose', inputs: 1 } }));
    await engine.settle();
    clock.advance(5000 * DAY_SECONDS);
    await keptFor({ runsKeptDays: 0, deliveriesKeptDays: 0 }, opened()).look();
    expect((await read(runId)).run.status).toBe('Succeeded');
    await engine.stop();
  });
});

const payloads = (store: Store) => asJournalDatabase(store.db).selectFrom('flow_payload').select('hash').execute();

function deliveryRow(status: DeliveryStatus, index: number, at: string) {
  return {
    delivery_id: `delivery-${index}`,
    occurrence_id: 'occurrence',
    watcher_id: 'watcher',
    series: '',
    target_kind: 'webhook',
    target_key: 'somewhere',
    target: '{}',
    status,
    attempts: 1,
    created_at: at,
    next_attempt_at: at,
    delivered_at: null,
    last_attempt: null,
    lease_owner: null,
    lease_expires_at: null,
    fencing_token: 0,
    sequence: index,
  };
}
