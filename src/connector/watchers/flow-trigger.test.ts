import { describe, expect, it } from 'vitest';
import { flowOf, hosted, workspace } from '../../../test/support/watched-workspace.ts';
import type { Flow } from '../../model/flow.ts';
import { wantedWatchers } from './watched.ts';

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
