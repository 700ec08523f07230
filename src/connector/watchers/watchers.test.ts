import { expect, it } from 'vitest';
import { segmentEvaluated } from '../../../test/support/domain-events.ts';
import { describeOnEachStore } from '../../../test/support/store.ts';
import { flowOf, hosted, workspace } from '../../../test/support/watched-workspace.ts';
import type { Workspace } from '../../model/definition.ts';
import { putDefinition } from '../../store/definitions.ts';
import { listDeliveries } from '../../store/deliveries.ts';
import { listEvaluations } from '../../store/evaluations.ts';
import { getWatcher, listWatchers } from '../../store/watchers.ts';
import { evaluateTriggers } from '../../triggers/evaluate/evaluate.ts';
import { reconcileWatchers } from './reconcile.ts';
import { subscribe, unsubscribe } from './subscription.ts';
import { usesOf } from './uses.ts';

describeOnEachStore('watchers', (test) => {
  const trigger = (segment: string, threshold: number, over: object = {}) => ({
    ...workspace,
    triggers: [
      { name: 'Watch', trigger: 'SegmentThresholdCrossed' as const, parameters: { segment, threshold }, ...over },
    ],
  });
  const reconcile = (wanted: Workspace) =>
    test().store.transaction((tx) => reconcileWatchers(tx, wanted, test().clock));
  const publish = (...events: ReturnType<typeof segmentEvaluated>[]) => {
    const instance = { instanceId: 'i', instanceName: 'n' };
    return test().store.transaction((tx) => evaluateTriggers(tx, events, { clock: test().clock, instance }));
  };

  it('keep their state when their definition changes but watches the same thing', async () => {
    const { store } = test();
    await reconcile(trigger('HighValue', 10));
    await publish(segmentEvaluated(1, 9));
    await reconcile(trigger('HighValue', 10, { displayName: 'Renamed' }));
    expect(await publish(segmentEvaluated(2, 11))).toHaveLength(1);
    expect(await listWatchers(store.db)).toMatchObject([{ name: 'Renamed', subject: 'highvalue' }]);
  });

  it('take the last value as the baseline of a new threshold', async () => {
    await reconcile(trigger('HighValue', 20));
    expect(await publish(segmentEvaluated(3, 21))).toHaveLength(1);
    await reconcile(trigger('HighValue', 15));
    expect(await publish(segmentEvaluated(4, 22))).toHaveLength(0);
  });

  it('begin with a new baseline when they watch something else', async () => {
    const { store } = test();
    await reconcile(trigger('HighValue', 30));
    await publish(segmentEvaluated(5, 5));
    await reconcile(trigger('Lapsed', 30));
    expect(await publish(segmentEvaluated(6, 500, 'Lapsed'))).toHaveLength(0);
    const { items } = await listEvaluations(store.db, { limit: 1 });
    expect(items).toMatchObject([{ decision: 'baseline', value: 500 }]);
  });

  it('go with their definition, and so do deliveries that have not arrived; what happened stays', async () => {
    const { store } = test();
    const flow = flowOf(hosted('OnSegmentThresholdCrossed', { segment: 'HighValue', threshold: 10 }));
    await reconcile({ ...workspace, flows: [flow] });
    const [watcher] = await listWatchers(store.db);
    await publish(segmentEvaluated(11, 9), segmentEvaluated(12, 11));
    await reconcile(workspace);
    expect(await listWatchers(store.db)).toEqual([]);
    const deliveries = await listDeliveries(store.db, { watcherId: watcher?.watcherId });
    expect(deliveries.items).toMatchObject([{ status: 'cancelled' }]);
    expect((await listEvaluations(store.db, { watcherId: watcher?.watcherId })).items).toHaveLength(2);
  });

  it('of outside services stay when definitions change, and are refused when they cannot work', async () => {
    const { store, clock } = test();
    for (const segment of workspace.segments)
      await putDefinition(store.db, { kind: 'segment', name: segment.name, content: segment, author: 'ane', clock });
    const subscription = {
      watcherId: 'sub1',
      name: 'Zapier',
      ownerName: 'key1',
      trigger: 'SegmentThresholdCrossed' as const,
      target: { kind: 'webhook', key: 'sub1' },
    };
    const watcher = await store.transaction((tx) =>
      subscribe(tx, { ...subscription, parameters: { segment: 'highvalue', threshold: 1 } }, clock),
    );
    expect(watcher).toMatchObject({ ownerKind: 'webhook', isEnabled: true });
    await reconcile(workspace);
    expect(await getWatcher(store.db, 'sub1')).toBeDefined();
    const refused = (parameters: object) =>
      store.transaction((tx) => subscribe(tx, { ...subscription, parameters: { ...parameters } }, clock));
    await expect(refused({ segment: 'Nowhere', threshold: 1 })).rejects.toMatchObject({
      code: 'FLX_INVALID',
      problems: [{ code: 'FLX_WATCH_SUBJECT' }],
    });
    await expect(refused({ segment: 'HighValue' })).rejects.toMatchObject({
      problems: [{ code: 'FLX_MISSING_PROPERTY' }],
    });
    expect(await usesOf(store.db, { kind: 'segment', name: 'HighValue' })).toMatchObject([{ watcherId: 'sub1' }]);
    expect(await usesOf(store.db, { kind: 'segment', name: 'Lapsed' })).toEqual([]);
    await store.transaction((tx) => unsubscribe(tx, 'sub1'));
    expect(await getWatcher(store.db, 'sub1')).toBeUndefined();
  });
});
