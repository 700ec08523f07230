import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  fullRefreshCompleted,
  measureEvaluated,
  segmentEvaluated,
  sourceFailed,
} from '../../../test/support/domain-events.ts';
import { describeOnEachStore, openTestStore, type TestStore } from '../../../test/support/store.ts';
import { systemRandom } from '../../base/random.ts';
import type { DomainEvent } from '../../model/event.ts';
import type { ThresholdOptions } from '../../model/trigger.ts';
import { listDeliveries } from '../../store/deliveries.ts';
import { claimDeliveries, settleDeliveries } from '../../store/delivery-queue.ts';
import { listEvaluations } from '../../store/evaluations.ts';
import { appendEvents } from '../../store/events.ts';
import { recordMeasurePoints, recordSegmentPoints } from '../../store/history.ts';
import { listOccurrences } from '../../store/occurrences.ts';
import type { Store } from '../../store/store.ts';
import { saveWatcher, type Watcher } from '../../store/watchers.ts';
import { backtestTrigger } from './backtest.ts';
import { releaseDigests } from './digest.ts';
import { evaluateTriggers } from './evaluate.ts';
import { testTrigger } from './test-firing.ts';

const instance = { instanceId: 'i1', instanceName: 'Test' };
const flow = (name: string) => ({ kind: 'flow', key: name });

function watcherOf(watcherId: string, over: Partial<Watcher> = {}): Watcher {
  return {
    watcherId,
    name: watcherId,
    trigger: 'SegmentThresholdCrossed',
    subject: 'HighValue',
    parameters: { segment: 'HighValue', threshold: 10 },
    ownerKind: 'flow',
    ownerName: watcherId,
    targets: [flow(watcherId)],
    isEnabled: true,
    createdAt: '2026-01-01T00:00:00.000Z',
    ...over,
  };
}

const segmentWatcher = (watcherId: string, segment: string, options: ThresholdOptions = {}) =>
  watcherOf(watcherId, { subject: segment, parameters: { segment, threshold: 10, options } });

describeOnEachStore('evaluating triggers', (test) => {
  const publish = (...events: DomainEvent[]) => {
    const { store, clock } = test();
    return store.transaction((tx) => evaluateTriggers(tx, events, { clock, instance }));
  };
  const decisions = async (watcherId: string) => {
    const { items } = await listEvaluations(test().store.db, { watcherId });
    return items.map(({ decision }) => decision).reverse();
  };

  it('fires once when the size goes from 9 to 11 over 10, and puts it on its way to the flow', async () => {
    const { store } = test();
    await saveWatcher(store.db, segmentWatcher('w-once', 'Once'));
    await publish(segmentEvaluated(1, 9, 'Once'));
    const [fired] = await publish(segmentEvaluated(2, 11, 'Once'));
    await publish(segmentEvaluated(3, 12, 'Once'));
    expect(await decisions('w-once')).toEqual(['baseline', 'fired', 'notRearmed']);
    expect(fired?.payload).toMatchObject({
      eventId: fired?.occurrenceId,
      eventType: 'SegmentThresholdCrossed',
      instanceName: 'Test',
      subscriptionId: 'w-once',
      workflowJobId: 'r0002',
      isTest: false,
      segmentName: 'Once',
      previousEntityCount: 9,
      entityCount: 11,
      threshold: 10,
    });
    const { items } = await listDeliveries(store.db, { watcherId: 'w-once' });
    expect(items).toMatchObject([{ occurrenceId: fired?.occurrenceId, status: 'pending', target: flow('w-once') }]);
    const { items: evaluations } = await listEvaluations(store.db, { watcherId: 'w-once', decisions: ['fired'] });
    expect(evaluations).toMatchObject([
      {
        value: 11,
        previousValue: 9,
        threshold: 10,
        reason: "The segment 'High value' went from 9 to 11, above the threshold 10.",
      },
    ]);
  });

  it('makes nothing new when the same events come again', async () => {
    const { store } = test();
    await saveWatcher(store.db, segmentWatcher('w-again', 'Again'));
    await publish(segmentEvaluated(1, 9, 'Again'));
    const [first] = await publish(segmentEvaluated(2, 11, 'Again'));
    expect(await publish(segmentEvaluated(2, 11, 'Again'), segmentEvaluated(1, 9, 'Again'))).toEqual([]);
    const { items } = await listOccurrences(store.db, { watcherId: 'w-again' });
    expect(items.map(({ occurrenceId }) => occurrenceId)).toEqual([first?.occurrenceId]);
  });

  it('leaves no trace of a publish that is undone, and decides the same the next time', async () => {
    const { store, clock } = test();
    await saveWatcher(store.db, segmentWatcher('w-undone', 'Undone'));
    await publish(segmentEvaluated(1, 9, 'Undone'));
    let undone: string | undefined;
    const failing = store.transaction(async (tx) => {
      const [fired] = await evaluateTriggers(tx, [segmentEvaluated(2, 11, 'Undone')], { clock, instance });
      undone = fired?.occurrenceId;
      throw new Error('power cut');
    });
    await expect(failing).rejects.toThrow('power cut');
    expect(await decisions('w-undone')).toEqual(['baseline']);
    expect((await publish(segmentEvaluated(2, 11, 'Undone'))).map(({ occurrenceId }) => occurrenceId)).toEqual([
      undone,
    ]);
  });

  it('follows a value through several events of one transaction', async () => {
    await saveWatcher(test().store.db, segmentWatcher('w-several', 'Several'));
    await publish(
      segmentEvaluated(1, 9, 'Several'),
      segmentEvaluated(2, 11, 'Several'),
      segmentEvaluated(3, 8, 'Several'),
      segmentEvaluated(4, 12, 'Several'),
    );
    expect(await decisions('w-several')).toEqual(['baseline', 'fired', 'notCrossed', 'fired']);
  });

  it('holds where a measure has no value, and compares with the last one there was', async () => {
    const { store } = test();
    const parameters = { measure: 'Held', threshold: 10 };
    await saveWatcher(
      store.db,
      watcherOf('w-held', { trigger: 'MeasureThresholdCrossed', subject: 'Held', parameters }),
    );
    for (const [refresh, value] of [9, null, 11, null, 12].entries())
      await publish(measureEvaluated(refresh, [{ dimensions: {}, values: { Total: value } }], 'Held'));
    expect(await decisions('w-held')).toEqual(['baseline', 'held', 'fired', 'held', 'notRearmed']);
  });

  it('keeps each row of a measure with dimensions apart', async () => {
    const { store } = test();
    for (const country of ['ES', 'FR'])
      await saveWatcher(
        store.db,
        watcherOf(`w-${country}`, {
          trigger: 'MeasureThresholdCrossed',
          subject: 'ByCountry',
          parameters: { measure: 'ByCountry', row: { Country: country }, threshold: 10 },
        }),
      );
    const rows = (es: number, fr: number) => [
      { dimensions: { Country: 'ES' }, values: { Total: es } },
      { dimensions: { Country: 'FR' }, values: { Total: fr } },
    ];
    await publish(measureEvaluated(1, rows(9, 20), 'ByCountry'));
    const fired = await publish(measureEvaluated(2, rows(11, 21), 'ByCountry'));
    expect(fired.map(({ watcherId, payload }) => [watcherId, payload['row']])).toEqual([['w-ES', { Country: 'ES' }]]);
  });

  it('tells disabled watchers nothing', async () => {
    await saveWatcher(test().store.db, { ...segmentWatcher('w-off', 'Off'), isEnabled: false });
    await publish(segmentEvaluated(1, 9, 'Off'), segmentEvaluated(2, 11, 'Off'));
    expect(await decisions('w-off')).toEqual([]);
  });

  it('fires for failures of any data source, once a failure is for good, and says why not before', async () => {
    const { store } = test();
    await saveWatcher(
      store.db,
      watcherOf('w-fail', { trigger: 'DataSourceRefreshFailed', subject: '', parameters: {} }),
    );
    const fired = await publish(
      sourceFailed(1, { attempt: 1, isPermanent: false }),
      sourceFailed(1),
      fullRefreshCompleted(1),
    );
    expect(fired.map(({ watcherId }) => watcherId)).toEqual(['w-fail']);
    const { items } = await listEvaluations(store.db, { watcherId: 'w-fail' });
    expect(items.map(({ decision, reason }) => [decision, reason])).toEqual([
      ['fired', "The refresh of 'Online shop' failed at attempt 3: The shop does not answer."],
      ['ignored', "Attempt 1 at 'Online shop' failed; another follows."],
    ]);
    await store.db.deleteFrom('watcher').where('watcher_id', '=', 'w-fail').execute();
  });

  it('counts the cool-down from the delivery, not from the firing, and a crossing on its way as delivered', async () => {
    const { store, clock } = test();
    await saveWatcher(store.db, segmentWatcher('w-cool', 'Cool', { coolDownMinutes: 90 }));
    await publish(segmentEvaluated(1, 9, 'Cool'), segmentEvaluated(2, 11, 'Cool'), segmentEvaluated(3, 9, 'Cool'));
    await publish(segmentEvaluated(8, 11, 'Cool'), segmentEvaluated(9, 9, 'Cool'));
    const [delivery] = await claimDeliveries(store.db, {
      line: { targetKind: 'flow', targetKey: 'w-cool' },
      owner: 'o',
      limit: 1,
      leaseSeconds: 60,
      clock,
      backend: store.kind,
    });
    const at = segmentEvaluated(10, 0).eventTime;
    const attempt = { attempt: 1, startedAt: at, seconds: 0, request: undefined, answer: undefined, error: undefined };
    await settleDeliveries(
      store.db,
      [
        {
          deliveryId: delivery?.deliveryId ?? '',
          fencingToken: delivery?.fencingToken ?? 0,
          status: 'delivered',
          at,
          attempt,
        },
      ],
      store.kind,
    );
    await publish(segmentEvaluated(11, 11, 'Cool'), segmentEvaluated(12, 9, 'Cool'), segmentEvaluated(13, 11, 'Cool'));
    expect(await decisions('w-cool')).toEqual([
      'baseline',
      'fired',
      'notCrossed',
      'coolDown',
      'notCrossed',
      'coolDown',
      'notCrossed',
      'fired',
    ]);
  });

  it('goes on evaluating while snoozed, keeps the crossings back, and tells them in one digest at the end', async () => {
    const { store, clock } = test();
    const snoozeUntil = new Date(clock.now().getTime() + 10 * 3_600_000).toISOString();
    await saveWatcher(store.db, segmentWatcher('w-snooze', 'Snooze', { snoozeUntil }));
    for (const [refresh, size] of [9, 11, 9, 15, 9].entries()) await publish(segmentEvaluated(refresh, size, 'Snooze'));
    expect(await decisions('w-snooze')).toEqual(['baseline', 'snoozed', 'notCrossed', 'snoozed', 'notCrossed']);
    const release = () => store.transaction((tx) => releaseDigests(tx, { clock, instance }));
    expect(await release()).toBe(0);
    clock.advance(10 * 3600);
    expect(await release()).toBe(1);
    expect(await release()).toBe(0);
    const { items } = await listOccurrences(store.db, { watcherId: 'w-snooze' });
    expect(items.map(({ payload }) => payload)).toMatchObject([
      {
        segmentName: 'Snooze',
        entityCount: 15,
        lastSuccessfulRunId: 'r0003',
        digest: [{ entityCount: 11 }, { entityCount: 15 }],
      },
    ]);
    expect((await listDeliveries(store.db, { watcherId: 'w-snooze' })).items).toHaveLength(1);
  });

  it('tells at the next refresh what was kept back by a snooze that was taken away', async () => {
    const { store } = test();
    await saveWatcher(store.db, segmentWatcher('w-awake', 'Awake', { snoozeUntil: '2099-01-01T00:00:00.000Z' }));
    await publish(segmentEvaluated(1, 9, 'Awake'), segmentEvaluated(2, 11, 'Awake'));
    await saveWatcher(store.db, segmentWatcher('w-awake', 'Awake'));
    await publish(segmentEvaluated(3, 11, 'Awake'));
    test().clock.advance(86_400);
    await publish();
    const { items } = await listOccurrences(store.db, { watcherId: 'w-awake' });
    expect(items).toMatchObject([{ payload: { digest: [{ entityCount: 11 }] } }]);
  });

  it('can be tried with the last real point, marked as a test, and without a trace in the threshold', async () => {
    const { store, clock } = test();
    await saveWatcher(store.db, segmentWatcher('w-try', 'Try', { coolDownMinutes: 600 }));
    const events = [segmentEvaluated(1, 7, 'Try'), segmentEvaluated(2, 8, 'Try')];
    await appendEvents(store.db, events);
    await publish(...events);
    const tried = await testTrigger(store, 'w-try', { clock, random: systemRandom, instance });
    expect(tried.payload).toMatchObject({
      isTest: true,
      previousEntityCount: 7,
      entityCount: 8,
      lastSuccessfulRunId: 'r0002',
    });
    expect((await listDeliveries(store.db, { watcherId: 'w-try' })).items).toHaveLength(1);
    await publish(segmentEvaluated(3, 11, 'Try'));
    expect(await decisions('w-try')).toEqual(['baseline', 'notCrossed', 'fired']);
    const unknown = testTrigger(store, 'nobody', { clock, random: systemRandom, instance });
    await expect(unknown).rejects.toMatchObject({ code: 'FLX_NOT_FOUND' });
  });

  it('is tried with a point that was found before anybody who writes has to wait', async () => {
    const { store, clock } = test();
    await saveWatcher(store.db, segmentWatcher('w-wait', 'Wait'));
    await appendEvents(store.db, [segmentEvaluated(1, 7, 'Wait'), segmentEvaluated(2, 8, 'Wait')]);
    const forgetful: Pick<Store, 'db' | 'transaction'> = {
      db: store.db,
      transaction: (work) =>
        store.transaction(async (tx) => {
          await tx.deleteFrom('event').where('subject_key', '=', 'wait').execute();
          return work(tx);
        }),
    };
    const tried = await testTrigger(forgetful, 'w-wait', { clock, random: systemRandom, instance });
    expect(tried.payload).toMatchObject({ previousEntityCount: 7, entityCount: 8 });
  });

  it('can be tried before there is anything real, with the sample', async () => {
    const { store, clock } = test();
    await saveWatcher(
      store.db,
      watcherOf('w-sample', { trigger: 'UnificationRefreshCompleted', subject: '', parameters: {} }),
    );
    const tried = await testTrigger(store, 'w-sample', { clock, random: systemRandom, instance });
    expect(tried.payload).toMatchObject({
      isTest: true,
      eventType: 'UnificationRefreshCompleted',
      unifiedProfiles: 24110,
    });
    await store.db.deleteFrom('watcher').where('watcher_id', '=', 'w-sample').execute();
  });

  it('decides for thousands of watchers in a handful of statements', async () => {
    const { store } = test();
    const count = 2000;
    await store.transaction(async (tx) => {
      for (let index = 0; index < count; index++)
        await saveWatcher(tx, segmentWatcher(`w-many-${index}`, `Many${index}`));
    });
    const events = (refresh: number, size: number) =>
      Array.from({ length: count }, (_, index) => segmentEvaluated(refresh, size, `Many${index}`));
    await publish(...events(1, 9));
    expect(await publish(...events(2, 11))).toHaveLength(count);
    await store.db.deleteFrom('watcher').where('watcher_id', 'like', 'w-many-%').execute();
  });
});

describe('a backtest', () => {
  const optionsArbitrary = fc.record(
    {
      direction: fc.constantFrom('up', 'down', 'both'),
      inclusive: fc.boolean(),
      rearmLevel: fc.integer({ min: -5, max: 15 }),
      consecutive: fc.integer({ min: 1, max: 4 }),
      coolDownMinutes: fc.constantFrom(0, 60, 61, 150),
      firstEvaluation: fc.constantFrom('baseline', 'fireIfBeyond'),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<ThresholdOptions>;

  async function live(test: TestStore, parameters: Record<string, unknown>, values: readonly (number | null)[]) {
    const { store, clock } = test;
    const watcherId = `live-${systemRandom.fraction()}`;
    const watcher = watcherOf(watcherId, {
      trigger: 'MeasureThresholdCrossed',
      subject: String(parameters['measure']),
      parameters,
      targets: [],
    });
    await store.transaction(async (tx) => {
      await saveWatcher(tx, watcher);
      for (const [refresh, value] of values.entries())
        await evaluateTriggers(
          tx,
          [measureEvaluated(refresh, [{ dimensions: {}, values: { Total: value } }], watcher.subject)],
          { clock, instance },
        );
    });
    const { items } = await listEvaluations(store.db, { watcherId, limit: 1000 });
    return items
      .map(({ refreshId, at, value, previousValue, threshold, decision, reason }) => ({
        refreshId,
        at,
        value,
        previousValue,
        threshold,
        decision,
        reason,
      }))
      .reverse();
  }

  it('gives for every history and all options what live evaluation gave', async () => {
    const test = await openTestStore();
    let round = 0;
    const values = fc.array(fc.option(fc.integer({ min: -10, max: 20 }), { freq: 8 }), { maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(values, optionsArbitrary, async (history, options) => {
        const measure = `Measure${round++}`;
        const parameters = { measure, calculation: 'Total', threshold: 5, options };
        const points = history.map((value, refresh) => {
          const { refreshId, eventTime: at } = measureEvaluated(refresh, []);
          return { measure, calculation: 'Total', dimensions: {}, refreshId, at, value, definitionHash: '' };
        });
        await recordMeasurePoints(test.store.db, points);
        const evaluations = await live(test, parameters, history);
        const backtested = await backtestTrigger(test.store.db, { trigger: 'MeasureThresholdCrossed', parameters });
        expect(backtested).toEqual(
          evaluations.map((evaluation) => ({
            ...evaluation,
            reason: evaluation.reason.replace("'Revenue'", `'${measure}'`),
          })),
        );
      }),
      { numRuns: 150 },
    );
    await test.close();
  });

  it('reads the kept history of a segment, and of events for the other triggers', async () => {
    const { store, close } = await openTestStore();
    const points = [9, 11, 12, 10, 13].map((size, refresh) => {
      const { refreshId, eventTime: at } = segmentEvaluated(refresh, size);
      return { segment: 'HighValue', refreshId, at, size, entered: 1, left: 0, definitionHash: '', changes: undefined };
    });
    await recordSegmentPoints(store.db, points);
    const crossings = await backtestTrigger(store.db, {
      trigger: 'SegmentThresholdCrossed',
      parameters: { segment: 'HighValue', threshold: 10 },
    });
    expect(crossings.map(({ decision }) => decision)).toEqual([
      'baseline',
      'fired',
      'notRearmed',
      'notCrossed',
      'fired',
    ]);
    await appendEvents(store.db, [sourceFailed(1, { attempt: 1, isPermanent: false }), sourceFailed(1)]);
    const failures = await backtestTrigger(store.db, {
      trigger: 'DataSourceRefreshFailed',
      parameters: { dataSource: 'Shop' },
    });
    expect(failures.map(({ decision }) => decision)).toEqual(['ignored', 'fired']);
    await close();
  });

  it('refuses parameters that do not fit the trigger', async () => {
    const { store, close } = await openTestStore();
    const wrong = backtestTrigger(store.db, {
      trigger: 'SegmentThresholdCrossed',
      parameters: { segment: 'HighValue' },
    });
    await expect(wrong).rejects.toMatchObject({ code: 'FLX_INVALID' });
    await close();
  });
});
