import type { TriggerKindName } from '../../../../src/model/trigger.ts';

/** The six triggers, in the order people meet them. */
export const TRIGGER_KINDS = [
  'DataSourceRefreshFailed',
  'DataSourceRefreshSucceeded',
  'SegmentThresholdCrossed',
  'MeasureThresholdCrossed',
  'FullRefreshCompleted',
  'UnificationRefreshCompleted',
] as const satisfies readonly TriggerKindName[];

/** Name of the parameter that says what a trigger watches; none for those about the system. */
export function subjectParameterOf(trigger: TriggerKindName): 'dataSource' | 'segment' | 'measure' | undefined {
  switch (trigger) {
    case 'DataSourceRefreshFailed':
    case 'DataSourceRefreshSucceeded':
      return 'dataSource';
    case 'SegmentThresholdCrossed':
      return 'segment';
    case 'MeasureThresholdCrossed':
      return 'measure';
    case 'FullRefreshCompleted':
    case 'UnificationRefreshCompleted':
      return undefined;
  }
}
