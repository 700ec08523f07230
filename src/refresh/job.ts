import type { Workspace } from '../model/definition.ts';
import type { SubmissionKind } from '../model/event.ts';
import type { RefreshJob, RefreshScope, RefreshTask } from '../model/refresh.ts';
import type { TaskNode } from './graph/task-node.ts';

/** What somebody asks for. */
export interface RefreshRequest {
  readonly scope: RefreshScope;
  readonly submittedBy: string;
  /** Default onDemand. */
  readonly submissionKind?: SubmissionKind;
  /** Read every source whole, also those loaded incrementally. Default false. */
  readonly isFullLoad?: boolean;
  /** Leave the work to a process that takes refreshes, instead of doing it in this one. Default false. */
  readonly isHandedOver?: boolean;
}

/** A new refresh, queued with all its tasks. */
export function createJob({
  request,
  nodes,
  workspace,
  jobId,
  submittedAt,
}: {
  request: RefreshRequest;
  nodes: readonly TaskNode[];
  workspace: Workspace;
  jobId: string;
  submittedAt: string;
}): RefreshJob {
  const isIncremental = workspace.dataSources.some((source) =>
    source.entities.some((entity) => entity.load === 'incremental'),
  );
  return {
    jobId,
    scope: request.scope,
    jobType: isIncremental && request.isFullLoad !== true ? 'incremental' : 'full',
    isFullLoad: request.isFullLoad === true,
    submissionKind: request.submissionKind ?? 'onDemand',
    submittedBy: request.submittedBy,
    status: 'queued',
    submittedAt,
    startedAt: undefined,
    endedAt: undefined,
    snapshotId: undefined,
    error: undefined,
    tasks: nodes.map(queuedTaskOf),
  };
}

/** A task as it stands before it starts. */
export function queuedTaskOf(node: TaskNode): RefreshTask {
  return {
    taskId: node.taskId,
    operationType: node.operationType,
    identifier: node.identifier,
    displayName: node.displayName,
    status: 'queued',
    selectionReason: node.selectionReason,
    waitsFor: node.dependsOn,
    attempts: 0,
    startedAt: undefined,
    endedAt: undefined,
    rows: undefined,
    seconds: undefined,
    stages: [],
    error: undefined,
    warnings: [],
    additionalInfo: {},
  };
}
