import type { TriggerKindName } from '../model/trigger.ts';
import { dataSourceRefreshFailed } from './data-source-refresh-failed/index.ts';
import { dataSourceRefreshSucceeded } from './data-source-refresh-succeeded/index.ts';
import { fullRefreshCompleted } from './full-refresh-completed/index.ts';
import { measureThresholdCrossed } from './measure-threshold-crossed/index.ts';
import { segmentThresholdCrossed } from './segment-threshold-crossed/index.ts';
import type { TriggerKind } from './trigger-kind.ts';
import { unificationRefreshCompleted } from './unification-refresh-completed/index.ts';

/** The six triggers. */
export const triggerKinds: Readonly<Record<TriggerKindName, TriggerKind>> = Object.freeze({
  DataSourceRefreshFailed: dataSourceRefreshFailed,
  DataSourceRefreshSucceeded: dataSourceRefreshSucceeded,
  SegmentThresholdCrossed: segmentThresholdCrossed,
  MeasureThresholdCrossed: measureThresholdCrossed,
  FullRefreshCompleted: fullRefreshCompleted,
  UnificationRefreshCompleted: unificationRefreshCompleted,
});
