/** What can start a flow, by the names the API uses; each has a text. */
export const TRIGGER_NAMES = [
  'DataSourceRefreshFailed',
  'DataSourceRefreshSucceeded',
  'SegmentThresholdCrossed',
  'MeasureThresholdCrossed',
  'FullRefreshCompleted',
  'UnificationRefreshCompleted',
  'manual',
  'Request',
  'Recurrence',
] as const;
export type TriggerName = (typeof TRIGGER_NAMES)[number];
