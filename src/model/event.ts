import type { ErrorRecord } from '../base/errors.ts';

/** How a refresh was started and how much it covers. */
export type SubmissionKind = 'onDemand' | 'scheduled';

interface EventOfRefresh {
  /** Same for the same thing in the same refresh. */
  readonly eventId: string;
  /** ISO 8601, UTC. */
  readonly eventTime: string;
  readonly refreshId: string;
  readonly jobType: 'full' | 'incremental';
  readonly jobSubmissionKind: SubmissionKind;
}

export interface EntityRows {
  readonly entityName: string;
  readonly rowCount: number;
  readonly quarantineRowCount: number;
}

export interface DataSourceRefreshFailed extends EventOfRefresh {
  readonly type: 'DataSourceRefreshFailed';
  readonly dataSource: string;
  readonly displayName: string;
  readonly kind: string;
  /** False while another attempt follows. */
  readonly isPermanent: boolean;
  readonly attempt: number;
  /** Last time the source succeeded, ISO 8601. */
  readonly lastRefresh: string | undefined;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly error: ErrorRecord;
}
export interface DataSourceRefreshSucceeded extends EventOfRefresh {
  readonly type: 'DataSourceRefreshSucceeded';
  readonly dataSource: string;
  readonly displayName: string;
  readonly kind: string;
  readonly lastRefresh: string;
  /** Newest change of the data itself, where the source tells. */
  readonly sourceModifiedAt: string | undefined;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly entities: readonly EntityRows[];
  readonly warnings: readonly ErrorRecord[];
}
export interface SegmentEvaluated extends EventOfRefresh {
  readonly type: 'SegmentEvaluated';
  readonly segment: string;
  readonly displayName: string;
  readonly size: number;
  readonly entered: number;
  readonly left: number;
}
export interface MeasureEvaluated extends EventOfRefresh {
  readonly type: 'MeasureEvaluated';
  readonly measure: string;
  readonly displayName: string;
  /** One row for a scalar measure; `dimensions` names the row of one with dimensions. */
  readonly rows: readonly {
    readonly dimensions: Readonly<Record<string, string>>;
    readonly values: Readonly<Record<string, number | null>>;
  }[];
}
export interface FullRefreshCompleted extends EventOfRefresh {
  readonly type: 'FullRefreshCompleted';
  readonly jobStatus: 'successful' | 'failed';
  readonly submittedAt: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly tasks: readonly {
    readonly operationType: string;
    readonly identifier: string;
    readonly displayName: string;
    readonly taskStatus: string;
    readonly endedAt: string | undefined;
    readonly error: ErrorRecord | undefined;
  }[];
}
export interface UnificationRefreshCompleted extends EventOfRefresh {
  readonly type: 'UnificationRefreshCompleted';
  readonly steps: Readonly<Record<'map' | 'match' | 'merge', { readonly status: string; readonly endedAt: string }>>;
  readonly uniqueSourceRecords: number;
  readonly matchedRecords: number;
  readonly unifiedProfiles: number;
  readonly previousUnifiedProfiles: number | undefined;
}

/** What happened in a refresh. Written with the publish, in the same transaction. */
export type DomainEvent =
  | DataSourceRefreshFailed
  | DataSourceRefreshSucceeded
  | SegmentEvaluated
  | MeasureEvaluated
  | FullRefreshCompleted
  | UnificationRefreshCompleted;
