import type { ErrorRecord } from '../base/errors.ts';
import type { SubmissionKind } from './event.ts';

/** What a task of a refresh does. */
export const OPERATION_TYPES = [
  'ingestion',
  'map',
  'match',
  'merge',
  'contact',
  'hierarchy',
  'activity',
  'measures',
  'segmentation',
] as const;
export type OperationType = (typeof OPERATION_TYPES)[number];

/** States of a task and of a refresh, as Customer Insights names them. */
export type TaskStatus = 'queued' | 'running' | 'successful' | 'failed' | 'skipped' | 'aborted' | 'timedOut';

/** Why a task is part of a refresh. */
export type SelectionReason =
  | 'requested'
  | 'firstRun'
  | 'unsuccessful'
  | 'lastRunSkipped'
  | 'modifiedInputs'
  | 'upstreamRerunning'
  | 'dependantSystemNode'
  | 'dependsOnMerge';

/** What a refresh was asked to cover; everything that depends on it follows. */
export type RefreshScope =
  | { readonly kind: 'full' }
  | { readonly kind: 'source'; readonly name: string }
  | { readonly kind: 'unify' }
  | { readonly kind: 'segment'; readonly name: string }
  | { readonly kind: 'measure'; readonly name: string };

/** One task as it is kept and shown. Times are ISO 8601. */
export interface RefreshTask {
  readonly taskId: string;
  readonly operationType: OperationType;
  /** Name of the data source, measure or segment; `unification` for the system tasks. */
  readonly identifier: string;
  readonly displayName: string;
  readonly status: TaskStatus;
  readonly selectionReason: SelectionReason;
  readonly waitsFor: readonly string[];
  readonly attempts: number;
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly rows: number | undefined;
  readonly seconds: number | undefined;
  /** Seconds of each named stage, in order. */
  readonly stages: readonly { readonly name: string; readonly seconds: number; readonly rows: number | undefined }[];
  readonly error: ErrorRecord | undefined;
  readonly warnings: readonly ErrorRecord[];
  /** Statistics of the task, e.g. matches by rule. */
  readonly additionalInfo: Readonly<Record<string, unknown>>;
}

/** One refresh as it is kept and shown. */
export interface RefreshJob {
  readonly jobId: string;
  readonly scope: RefreshScope;
  readonly jobType: 'full' | 'incremental';
  /** Asked for with everything read and computed anew. */
  readonly isFullLoad: boolean;
  /** Asked for with the weights of probabilities learned anew, though a model is kept. */
  readonly learnsWeights: boolean;
  readonly submissionKind: SubmissionKind;
  readonly submittedBy: string;
  readonly status: TaskStatus;
  readonly submittedAt: string;
  readonly startedAt: string | undefined;
  readonly endedAt: string | undefined;
  readonly snapshotId: string | undefined;
  readonly error: ErrorRecord | undefined;
  readonly tasks: readonly RefreshTask[];
}
