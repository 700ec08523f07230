import type {
  DataSourceRefreshFailed,
  DataSourceRefreshSucceeded,
  FullRefreshCompleted,
  MeasureEvaluated,
  SegmentEvaluated,
  UnificationRefreshCompleted,
} from '../../src/model/event.ts';

/** Domain events of the refresh number `refresh`, one an hour, as a refresh would raise them. */
const partsOf = (refresh: number, subject: string) => ({
  eventId: `${subject}/r${refresh}`,
  refreshId: `r${String(refresh).padStart(4, '0')}`,
  eventTime: new Date(Date.parse('2026-01-05T08:00:00Z') + refresh * 3_600_000).toISOString(),
  jobType: 'full' as const,
  jobSubmissionKind: 'onDemand' as const,
});

export function segmentEvaluated(refresh: number, size: number, segment = 'HighValue'): SegmentEvaluated {
  const type = 'SegmentEvaluated';
  return { ...partsOf(refresh, segment), type, segment, displayName: 'High value', size, entered: 3, left: 1 };
}

export function measureEvaluated(
  refresh: number,
  rows: MeasureEvaluated['rows'],
  measure = 'Revenue',
): MeasureEvaluated {
  return { ...partsOf(refresh, measure), type: 'MeasureEvaluated', measure, displayName: 'Revenue', rows };
}

export function sourceFailed(refresh: number, { attempt = 3, isPermanent = true } = {}): DataSourceRefreshFailed {
  const { eventTime, ...parts } = partsOf(refresh, `Shop/${attempt}`);
  return {
    ...parts,
    eventTime,
    type: 'DataSourceRefreshFailed',
    dataSource: 'Shop',
    displayName: 'Online shop',
    kind: 'csv',
    isPermanent,
    attempt,
    lastRefresh: undefined,
    startedAt: eventTime,
    endedAt: eventTime,
    error: { code: 'FLX_SOURCE_UNREACHABLE', message: 'The shop does not answer.', mend: 'Start the shop.' },
  };
}

export function sourceSucceeded(refresh: number, dataSource = 'Shop'): DataSourceRefreshSucceeded {
  const { eventTime, ...parts } = partsOf(refresh, dataSource);
  return {
    ...parts,
    eventTime,
    type: 'DataSourceRefreshSucceeded',
    dataSource,
    displayName: 'Online shop',
    kind: 'csv',
    lastRefresh: eventTime,
    sourceModifiedAt: undefined,
    startedAt: eventTime,
    endedAt: eventTime,
    entities: [{ entityName: `${dataSource}_Order`, rowCount: 1200, quarantineRowCount: 2 }],
    warnings: [],
  };
}

export function fullRefreshCompleted(
  refresh: number,
  jobSubmissionKind: 'onDemand' | 'scheduled' = 'onDemand',
): FullRefreshCompleted {
  const { eventTime, ...parts } = partsOf(refresh, 'full');
  return {
    ...parts,
    eventTime,
    jobSubmissionKind,
    type: 'FullRefreshCompleted',
    jobStatus: 'successful',
    submittedAt: eventTime,
    startedAt: eventTime,
    endedAt: eventTime,
    tasks: [
      {
        operationType: 'ingestion',
        identifier: 'Shop',
        displayName: 'Online shop',
        taskStatus: 'successful',
        endedAt: eventTime,
        error: undefined,
      },
      {
        operationType: 'segmentation',
        identifier: 'HighValue',
        displayName: 'High value',
        taskStatus: 'skipped',
        endedAt: undefined,
        error: undefined,
      },
    ],
  };
}

export function unificationCompleted(refresh: number): UnificationRefreshCompleted {
  const { eventTime, ...parts } = partsOf(refresh, 'unification');
  const step = { status: 'successful', endedAt: eventTime };
  return {
    ...parts,
    eventTime,
    type: 'UnificationRefreshCompleted',
    steps: { map: step, match: step, merge: step },
    uniqueSourceRecords: 300,
    matchedRecords: 40,
    unifiedProfiles: 200,
    previousUnifiedProfiles: undefined,
  };
}
