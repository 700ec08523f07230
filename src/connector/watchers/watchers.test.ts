import { describe, expect, it } from 'vitest';
import { segmentEvaluated } from '../../../test/support/domain-events.ts';
import { describeOnEachStore } from '../../../test/support/store.ts';
import { emptyWorkspace, type Workspace } from '../../model/definition.ts';
import type { Flow } from '../../model/flow.ts';
import type { Measure } from '../../model/measure.ts';
import { putDefinition } from '../../store/definitions.ts';
import { listDeliveries } from '../../store/deliveries.ts';
import { listEvaluations } from '../../store/evaluations.ts';
import { getWatcher, listWatchers } from '../../store/watchers.ts';
import { evaluateTriggers } from '../../triggers/evaluate/evaluate.ts';
import { reconcileWatchers } from './reconcile.ts';
import { subscribe, unsubscribe } from './subscription.ts';
import { usesOf } from './uses.ts';
import { wantedWatchers } from './watched.ts';

const measure = (name: string, over: Partial<Measure> = {}): Measure => ({
  name,
  kind: 'business',
  entity: 'Customer',
  calculations: [{ name: 'Total', function: 'count' }],
  ...over,
});

const workspace: Workspace = {
  ...emptyWorkspace,
  dataSources: [{ name: 'Shop', kind: 'csv', options: {}, entities: [{ name: 'Order' }] }],
  segments: [{ name: 'HighValue' }, { name: 'Lapsed' }],
  measures: [
    measure('Revenue'),
    measure('ByCountry', { dimensions: [{ attribute: 'Country' }, { attribute: 'Since', name: 'Year' }] }),
    measure('Spend', { kind: 'customerAttribute' }),
  ],
  connections: [
    { name: 'Own', connector: 'customer-insights' },
    { name: 'Mail', connector: 'smtp' },
  ],
};

const API = '/providers/Microsoft.PowerApps/apis/shared_customerinsights';

function flowOf(inputs: object, over: Partial<Flow> & { type?: string; parameters?: object } = {}): Flow {
  const { type = 'OpenApiConnectionWebhook', parameters = {}, ...rest } = over;
  return { name: 'Notify', definition: { parameters, triggers: { Crossed: { type, inputs } } }, ...rest };
}

const hosted = (operationId: string, parameters: object) => ({
  host: { apiId: API, connectionName: 'shared_customerinsights', operationId },
  parameters,
});

const wantedOf = (flow: Flow) => wantedWatchers({ ...workspace, flows: [flow] });

describe('a flow that starts from one of our triggers', () => {
  const crossed = { segment: 'HighValue', threshold: 10 };

  it.each<[string, Flow]>([
    ['named by its API', flowOf(hosted('OnSegmentThresholdCrossed', { dataset: 'default', ...crossed }))],
    [
      'with body prefixes and text for numbers',
      flowOf(
        hosted('OnSegmentThresholdCrossed', {
          'body/segment': 'HighValue',
          'body/threshold': '10',
          'body/notificationUrl': '@{listCallbackUrl()}',
        }),
      ),
    ],
    [
      'with parameters of the flow',
      flowOf(
        hosted('OnSegmentThresholdCrossed', { segment: "@parameters('Which')", threshold: "@{parameters('Line')}" }),
        {
          parameters: { Which: { type: 'String', defaultValue: 'HighValue' }, Line: { type: 'Int', defaultValue: 10 } },
        },
      ),
    ],
    [
      'named by a connection reference',
      flowOf(
        { host: { connectionName: 'ci', operationId: 'OnSegmentThresholdCrossed' }, parameters: crossed },
        { connections: { ci: 'Own' } },
      ),
    ],
    [
      'as Logic Apps writes it',
      flowOf(
        {
          host: { connection: { name: "@parameters('$connections')['ci']['connectionId']" } },
          path: '/datasets/default/triggers/SegmentThresholdCrossed',
          queries: crossed,
        },
        { type: 'ApiConnectionWebhook', connections: { ci: 'Own' } },
      ),
    ],
    ['by polling', flowOf(hosted('PollSegmentThresholdCrossed', crossed), { type: 'OpenApiConnection' })],
  ])('becomes a watcher: %s', (_title, flow) => {
    const { watchers, problems } = wantedOf(flow);
    expect(problems).toEqual([]);
    expect(watchers).toMatchObject([
      {
        trigger: 'SegmentThresholdCrossed',
        subject: 'HighValue',
        parameters: { segment: 'HighValue', threshold: 10 },
        ownerKind: 'flow',
        ownerName: 'Notify',
        targets: [{ kind: 'flow', key: 'Notify', flow: 'Notify', trigger: 'Crossed' }],
        isEnabled: true,
      },
    ]);
    expect(Object.keys(watchers[0]?.parameters ?? {})).toEqual(['segment', 'threshold']);
  });

  it('can set options and the row of a measure field by field', () => {
    const parameters = {
      measure: 'ByCountry',
      'row/Country': 'ES',
      'row/Year': '2026',
      threshold: 5,
      direction: 'both',
      'options/consecutive': '2',
      'options/inclusive': 'true',
    };
    const { watchers, problems } = wantedOf(flowOf(hosted('OnMeasureThresholdCrossed', parameters)));
    expect(problems).toEqual([]);
    expect(watchers[0]?.parameters).toEqual({
      measure: 'ByCountry',
      row: { Country: 'ES', Year: '2026' },
      threshold: 5,
      options: { direction: 'both', consecutive: 2, inclusive: true },
    });
  });

  it('that is stopped has a watcher that is off', () => {
    expect(wantedOf(flowOf(hosted('OnFullRefreshCompleted', {}), { state: 'stopped' })).watchers).toMatchObject([
      { isEnabled: false },
    ]);
  });

  it.each<[string, Flow]>([
    [
      'another connector',
      flowOf({
        host: { apiId: '/providers/Microsoft.PowerApps/apis/shared_office365', operationId: 'OnNewEmailV3' },
        parameters: {},
      }),
    ],
    [
      'a connection to something else',
      flowOf(
        { host: { connectionName: 'm', operationId: 'OnSegmentThresholdCrossed' }, parameters: {} },
        { connections: { m: 'Mail' } },
      ),
    ],
    ['a request', flowOf({ schema: {} }, { type: 'Request' })],
    ['nothing', { name: 'Empty', definition: {} }],
  ])('and one that waits for %s makes none', (_title, flow) => {
    expect(wantedOf(flow)).toEqual({ watchers: [], problems: [] });
  });

  it.each<[string, object, string, string]>([
    [
      'a trigger we do not have',
      hosted('OnSegmentTresholdCrossed', {}),
      'FLX_WATCH_OPERATION',
      "Did you mean 'OnSegmentThresholdCrossed'?",
    ],
    [
      'a segment that does not exist',
      hosted('OnSegmentThresholdCrossed', { segment: 'HighValu', threshold: 1 }),
      'FLX_WATCH_SUBJECT',
      "Did you mean 'HighValue'?",
    ],
    [
      'a data source that does not exist',
      hosted('OnDataSourceRefreshFailed', { dataSource: 'Crm' }),
      'FLX_WATCH_SUBJECT',
      'Use one of: Shop.',
    ],
    [
      'a measure with dimensions without a row',
      hosted('OnMeasureThresholdCrossed', { measure: 'ByCountry', threshold: 1 }),
      'FLX_WATCH_DIMENSIONS',
      "Add 'row'",
    ],
    [
      'a row that leaves out a dimension',
      hosted('OnMeasureThresholdCrossed', { measure: 'ByCountry', threshold: 1, row: { Country: 'ES' } }),
      'FLX_WATCH_ROW',
      'Give exactly these dimensions.',
    ],
    [
      'a row of a measure without dimensions',
      hosted('OnMeasureThresholdCrossed', { measure: 'Revenue', threshold: 1, row: { Country: 'ES' } }),
      'FLX_WATCH_ROW',
      '',
    ],
    [
      'a measure about single customers',
      hosted('OnMeasureThresholdCrossed', { measure: 'Spend', threshold: 1 }),
      'FLX_WATCH_CUSTOMER_MEASURE',
      '',
    ],
    [
      'a calculation that does not exist',
      hosted('OnMeasureThresholdCrossed', { measure: 'Revenue', calculation: 'Totl', threshold: 1 }),
      'FLX_WATCH_CALCULATION',
      "Did you mean 'Total'?",
    ],
    [
      'a parameter known only in a run',
      hosted('OnSegmentThresholdCrossed', { segment: "@outputs('x')", threshold: 1 }),
      'FLX_WATCH_EXPRESSION',
      '',
    ],
  ])('is told when it watches %s', (_title, inputs, code, mend) => {
    const { problems } = wantedOf(flowOf(inputs));
    expect(problems[0]).toMatchObject({ code, place: { object: "flow 'Notify'" } });
    expect(problems[0]?.mend).toContain(mend);
  });

  it('makes no watcher from parameters that do not fit, rather than one that never fires', () => {
    const { watchers, problems } = wantedOf(
      flowOf(hosted('OnSegmentThresholdCrossed', { segment: 'HighValue', threshold: 'many' })),
    );
    expect(watchers).toEqual([]);
    expect(problems).toMatchObject([{ code: 'FLX_INVALID_VALUE', place: { pointer: '/parameters/threshold' } }]);
  });
});

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
