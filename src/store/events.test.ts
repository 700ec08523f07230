import { expect, it } from 'vitest';
import {
  fullRefreshCompleted,
  segmentEvaluated,
  sourceFailed,
  sourceSucceeded,
} from '../../test/support/domain-events.ts';
import { describeOnEachStore } from '../../test/support/store.ts';
import { appendEvents, listEvents } from './events.ts';
import { listOccurrences, newestOccurrenceSequence, recordOccurrences } from './occurrences.ts';

describeOnEachStore('domain events', (test) => {
  it('are numbered in the order in which they were committed, and kept once', async () => {
    const { store } = test();
    const events = [sourceSucceeded(1), segmentEvaluated(1, 9), fullRefreshCompleted(1)];
    expect((await appendEvents(store.db, events)).map(({ sequence }) => sequence)).toEqual([1, 2, 3]);
    expect(await appendEvents(store.db, [...events, sourceFailed(2)])).toEqual([
      { sequence: 4, event: sourceFailed(2) },
    ]);
    const { items } = await listEvents(store.db, { sort: 'eventTime' });
    expect(items.map(({ event }) => event)).toEqual([...events, sourceFailed(2)]);
  });

  it('are found by type, subject and refresh, page by page', async () => {
    const { store } = test();
    const typesOf = async (filter: Parameters<typeof listEvents>[1]) =>
      (await listEvents(store.db, filter)).items.map(({ event }) => event.type);
    expect(await typesOf({ subject: 'shop' })).toEqual(['DataSourceRefreshFailed', 'DataSourceRefreshSucceeded']);
    expect(await typesOf({ types: ['SegmentEvaluated', 'FullRefreshCompleted'] })).toEqual([
      'FullRefreshCompleted',
      'SegmentEvaluated',
    ]);
    expect(await typesOf({ refreshId: 'r0002' })).toEqual(['DataSourceRefreshFailed']);
    const first = await listEvents(store.db, { limit: 3 });
    const second = await listEvents(store.db, { limit: 3, cursor: first.next });
    expect([
      first.items.map(({ sequence }) => sequence),
      second.items.map(({ sequence }) => sequence),
      second.next,
    ]).toEqual([[4, 3, 2], [1], undefined]);
  });

  it('are never missed by a reader who goes on from the last number, however many write at once', async () => {
    const { store } = test();
    const seen: number[] = [];
    const readOn = async () => {
      const cursor = Buffer.from(JSON.stringify(['eventTime', seen.at(-1) ?? 4])).toString('base64url');
      const { items } = await listEvents(store.db, { sort: 'eventTime', cursor, limit: 1000 });
      seen.push(...items.map(({ sequence }) => sequence));
    };
    const write = (number: number) =>
      store.transaction(async (tx) => {
        await appendEvents(tx, [segmentEvaluated(number, 1, `Race${number}`)]);
        await listEvents(tx, { limit: 1 });
      });
    const writers = Array.from({ length: 30 }, (_, number) => write(number).then(readOn));
    await Promise.all(writers);
    await readOn();
    expect([...new Set(seen)].sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 5));
  });
});

describeOnEachStore('occurrences', (test) => {
  const occurrence = (occurrenceId: string, watcherId: string) => ({
    occurrenceId,
    watcherId,
    series: '',
    trigger: 'FullRefreshCompleted' as const,
    refreshId: 'r1',
    at: '2026-01-05T08:00:00.000Z',
    payload: { eventId: occurrenceId },
    isTest: false,
  });

  it('are read by a poller from where it stopped, each once', async () => {
    const { store } = test();
    await recordOccurrences(store.db, [occurrence('o1', 'w1')]);
    const start = await newestOccurrenceSequence(store.db);
    await recordOccurrences(store.db, [occurrence('o2', 'w1'), occurrence('o3', 'w2'), occurrence('o1', 'w1')]);
    await recordOccurrences(store.db, [occurrence('o4', 'w1')]);
    const poll = await listOccurrences(store.db, { watcherId: 'w1', after: start, order: 'oldestFirst' });
    expect(poll.items.map(({ occurrenceId }) => occurrenceId)).toEqual(['o2', 'o4']);
    const again = await listOccurrences(store.db, {
      watcherId: 'w1',
      after: poll.items.at(-1)?.sequence,
      order: 'oldestFirst',
    });
    expect(again.items).toEqual([]);
  });
});
