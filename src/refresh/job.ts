import type { Workspace } from '../model/definition.ts';
import type { SubmissionKind } from '../model/event.ts';
import type { RefreshJob, RefreshScope, RefreshTask } from '../model/refresh.ts';
import { refreshError } from './catalogue.ts';
import type { TaskNode } from './graph/task-node.ts';

/** What somebody asks for. */
export interface RefreshRequest {
  readonly scope: RefreshScope;
  readonly submittedBy: string;
  /** Default onDemand. */
  readonly submissionKind?: SubmissionKind;
  /** Read every source whole, also those loaded incrementally. Default false. */
  readonly isFullLoad?: boolean;
  /** Learn the weights of probabilities anew, though a model is kept. Default false. */
  readonly learnsWeights?: boolean;
  /** Leave the work to a process that takes refreshes, instead of doing it in this one. Default false. */
  readonly isHandedOver?: boolean;
}

/** @throws FLX_REFRESH_NO_WEIGHTS where a refresh with these tasks would learn none */
export function requireWeights({ unification }: Workspace, nodes: readonly TaskNode[]): void {
  if (!nodes.some(({ operationType }) => operationType === 'match'))
    throw refreshError('FLX_REFRESH_NO_WEIGHTS', { reason: 'nothing of this refresh matches records' });
  if ((unification?.mode ?? 'rules') === 'rules')
    throw refreshError('FLX_REFRESH_NO_WEIGHTS', { reason: 'records are matched by rules alone' });
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
    learnsWeights: request.learnsWeights === true,
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
