import type { JsonObject } from '../../../base/json.ts';
import type { TriggerKindName } from '../../../model/trigger.ts';

/** operationId of the trigger for each kind. */
export const TRIGGER_OPERATIONS = {
  DataSourceRefreshFailed: 'OnDataSourceRefreshFailed',
  DataSourceRefreshSucceeded: 'OnDataSourceRefreshSucceeded',
  SegmentThresholdCrossed: 'OnSegmentThresholdCrossed',
  MeasureThresholdCrossed: 'OnMeasureThresholdCrossed',
  FullRefreshCompleted: 'OnFullRefreshCompleted',
  UnificationRefreshCompleted: 'OnUnificationRefreshCompleted',
} as const satisfies Record<TriggerKindName, string>;

/** The kind of trigger behind an operationId of this connector. */
export function triggerKindOf(operationId: string): TriggerKindName | undefined {
  const found = Object.entries(TRIGGER_OPERATIONS).find(([, operation]) => operation === operationId);
  return found?.[0] as TriggerKindName | undefined;
}

function choice(
  name: string,
  type: string,
  texts: { summary: string; description: string; required?: boolean },
): JsonObject {
  return {
    name,
    in: 'query',
    required: texts.required ?? false,
    type,
    'x-ms-summary': texts.summary,
    description: texts.description,
  };
}

const dataSource = choice('dataSource', 'string', {
  summary: 'Data source',
  description: 'Name of the data source; any when left out.',
});
const threshold = choice('threshold', 'number', {
  summary: 'Threshold',
  description: 'Fires when the value goes from at or below this number to above it.',
  required: true,
});

const TRIGGERS: Readonly<Record<TriggerKindName, { summary: string; parameters: readonly JsonObject[] }>> = {
  DataSourceRefreshFailed: {
    summary: 'When a data source refresh fails',
    parameters: [
      dataSource,
      choice('everyAttempt', 'boolean', {
        summary: 'Every attempt',
        description: 'Also attempts that will be repeated.',
      }),
    ],
  },
  DataSourceRefreshSucceeded: { summary: 'When a data source refresh succeeds', parameters: [dataSource] },
  SegmentThresholdCrossed: {
    summary: 'When a segment threshold is crossed',
    parameters: [
      choice('segment', 'string', { summary: 'Segment', description: 'Name of the segment.', required: true }),
      threshold,
    ],
  },
  MeasureThresholdCrossed: {
    summary: 'When a business measure threshold is crossed',
    parameters: [
      choice('measure', 'string', { summary: 'Measure', description: 'Name of the measure.', required: true }),
      choice('calculation', 'string', {
        summary: 'Calculation',
        description: 'Which calculation of the measure; the first when left out.',
      }),
      threshold,
    ],
  },
  FullRefreshCompleted: {
    summary: 'When a full refresh is completed',
    parameters: [
      choice('submissionKind', 'string', {
        summary: 'Started',
        description: 'both (default), onDemand or scheduled.',
      }),
    ],
  },
  UnificationRefreshCompleted: { summary: 'When a unification refresh is completed', parameters: [] },
};

const notification: JsonObject = {
  name: 'body',
  in: 'body',
  required: true,
  'x-ms-visibility': 'internal',
  schema: {
    type: 'object',
    required: ['notificationUrl'],
    properties: {
      notificationUrl: { type: 'string', 'x-ms-notification-url': true, 'x-ms-visibility': 'internal' },
    },
  },
};

/** Paths of the six triggers. */
export function triggerPaths(dataset: JsonObject): JsonObject {
  const paths = Object.entries(TRIGGERS).map(([kind, { summary, parameters }]) => [
    `/datasets/{dataset}/triggers/${kind}`,
    {
      'x-ms-notification-content': { description: 'What happened.', schema: { type: 'object' } },
      post: {
        operationId: TRIGGER_OPERATIONS[kind as TriggerKindName],
        summary,
        description: `${summary}.`,
        'x-ms-trigger': 'single',
        parameters: [dataset, ...parameters, notification],
        responses: { 201: { description: 'The subscription is made.' } },
      },
    },
  ]);
  return Object.fromEntries(paths) as JsonObject;
}
