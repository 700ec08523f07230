import { createDerivedId } from '../../base/ids.ts';
import type { DomainEvent } from '../../model/event.ts';
import type { RefreshJob, RefreshTask } from '../../model/refresh.ts';
import type { TaskFact } from '../work/task-output.ts';

/** What is known when a refresh is published, beside the job itself. */
export interface PublishFacts {
  /** Facts of the tasks that succeeded, by task id. */
  readonly facts: ReadonlyMap<string, TaskFact>;
  /** Failed tries that were repeated, in order. */
  readonly retries: readonly {
    readonly taskId: string;
    readonly attempt: number;
    readonly error: NonNullable<RefreshTask['error']>;
    readonly at: string;
  }[];
  /** Kind of each data source by name, and when it last succeeded before this refresh. */
  readonly sources: ReadonlyMap<string, { readonly kind: string; readonly lastRefresh: string | undefined }>;
  readonly previousUnifiedProfiles: number | undefined;
  readonly publishedAt: string;
}

/** The domain events of a refresh, in the order sources, unification, measures, segments, whole refresh. Their ids depend only on the refresh and the subject. */
export function createEvents(job: RefreshJob, known: PublishFacts): DomainEvent[] {
  return [
    ...known.retries.flatMap((retry) => retryEvent(job, known, retry)),
    ...job.tasks.flatMap((task) => sourceEvent(job, known, task)),
    ...unificationEvent(job, known),
    ...job.tasks.flatMap((task) => measureEvent(job, known, task)),
    ...job.tasks.flatMap((task) => segmentEvent(job, known, task)),
    ...fullRefreshEvent(job, known),
  ];
}

function envelope(job: RefreshJob, eventTime: string, ...subject: readonly string[]) {
  return {
    eventId: createDerivedId('event', job.jobId, ...subject),
    eventTime,
    refreshId: job.jobId,
    jobType: job.jobType,
    jobSubmissionKind: job.submissionKind,
  };
}

function retryEvent(
  job: RefreshJob,
  known: PublishFacts,
  { taskId, attempt, error, at }: PublishFacts['retries'][number],
): DomainEvent[] {
  const task = job.tasks.find((candidate) => candidate.taskId === taskId);
  if (task?.operationType !== 'ingestion') return [];
  const failure = { isPermanent: false, attempt, error, endedAt: at };
  return [
    {
      ...envelope(job, at, 'DataSourceRefreshFailed', task.identifier, String(attempt)),
      type: 'DataSourceRefreshFailed',
      ...sourceOf(task, known),
      ...failure,
    },
  ];
}

function sourceOf(task: RefreshTask, known: PublishFacts) {
  const source = known.sources.get(task.identifier);
  return {
    dataSource: task.identifier,
    displayName: task.displayName,
    kind: source?.kind ?? 'unknown',
    lastRefresh: source?.lastRefresh,
    startedAt: task.startedAt ?? known.publishedAt,
  };
}

function sourceEvent(job: RefreshJob, known: PublishFacts, task: RefreshTask): DomainEvent[] {
  if (task.operationType !== 'ingestion') return [];
  const endedAt = task.endedAt ?? known.publishedAt;
  const fact = known.facts.get(task.taskId);
  if (task.status === 'failed' && task.error) {
    const failure = { isPermanent: true, attempt: task.attempts, error: task.error, endedAt };
    return [
      {
        ...envelope(job, endedAt, 'DataSourceRefreshFailed', task.identifier, 'permanent'),
        type: 'DataSourceRefreshFailed',
        ...sourceOf(task, known),
        ...failure,
      },
    ];
  }
  if (task.status !== 'successful' || fact?.kind !== 'source') return [];
  const success = {
    endedAt,
    lastRefresh: endedAt,
    sourceModifiedAt: fact.sourceModifiedAt,
    entities: fact.entities,
    warnings: task.warnings,
  };
  return [
    {
      ...envelope(job, endedAt, 'DataSourceRefreshSucceeded', task.identifier),
      type: 'DataSourceRefreshSucceeded',
      ...sourceOf(task, known),
      ...success,
    },
  ];
}

function unificationEvent(job: RefreshJob, known: PublishFacts): DomainEvent[] {
  const [map, match, merge] = (['map', 'match', 'merge'] as const).map((type) =>
    job.tasks.find((task) => task.operationType === type),
  );
  const fact = merge && known.facts.get(merge.taskId);
  if (!map || !match || merge?.status !== 'successful' || fact?.kind !== 'unification') return [];
  const stepOf = (task: RefreshTask) => ({ status: task.status, endedAt: task.endedAt ?? known.publishedAt });
  return [
    {
      ...envelope(job, merge.endedAt ?? known.publishedAt, 'UnificationRefreshCompleted'),
      type: 'UnificationRefreshCompleted',
      steps: { map: stepOf(map), match: stepOf(match), merge: stepOf(merge) },
      uniqueSourceRecords: fact.uniqueSourceRecords,
      matchedRecords: fact.matchedRecords,
      unifiedProfiles: fact.unifiedProfiles,
      previousUnifiedProfiles: known.previousUnifiedProfiles,
    },
  ];
}

function measureEvent(job: RefreshJob, known: PublishFacts, task: RefreshTask): DomainEvent[] {
  const fact = known.facts.get(task.taskId);
  if (fact?.kind !== 'measure' || fact.rows.length === 0) return [];
  const subject = { measure: task.identifier, displayName: task.displayName, rows: fact.rows };
  return [
    {
      ...envelope(job, task.endedAt ?? known.publishedAt, 'MeasureEvaluated', task.identifier),
      type: 'MeasureEvaluated',
      ...subject,
    },
  ];
}

function segmentEvent(job: RefreshJob, known: PublishFacts, task: RefreshTask): DomainEvent[] {
  const fact = known.facts.get(task.taskId);
  if (fact?.kind !== 'segment') return [];
  const subject = {
    segment: task.identifier,
    displayName: task.displayName,
    size: fact.size,
    entered: fact.entered,
    left: fact.left,
  };
  return [
    {
      ...envelope(job, task.endedAt ?? known.publishedAt, 'SegmentEvaluated', task.identifier),
      type: 'SegmentEvaluated',
      ...subject,
    },
  ];
}

function fullRefreshEvent(job: RefreshJob, known: PublishFacts): DomainEvent[] {
  if (job.scope.kind !== 'full') return [];
  const tasks = job.tasks.map((task) => ({
    operationType: task.operationType,
    identifier: task.identifier,
    displayName: task.displayName,
    taskStatus: task.status,
    endedAt: task.endedAt,
    error: task.error,
  }));
  return [
    {
      ...envelope(job, known.publishedAt, 'FullRefreshCompleted'),
      type: 'FullRefreshCompleted',
      jobStatus: job.tasks.every((task) => task.status === 'successful') ? 'successful' : 'failed',
      submittedAt: job.submittedAt,
      startedAt: job.startedAt ?? job.submittedAt,
      endedAt: known.publishedAt,
      tasks,
    },
  ];
}
