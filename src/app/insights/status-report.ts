import { REPORT_TYPES, type ReportType } from '../../connector/definition/actions.ts';
import type { OperationType, RefreshJob, RefreshTask } from '../../model/refresh.ts';
import { getRefresh, listRefreshes } from '../../store/refreshes.ts';
import type { InsightsOptions } from './options.ts';

const OPERATIONS: Readonly<Record<ReportType, readonly OperationType[] | undefined>> = {
  full: undefined,
  dataSources: ['ingestion'],
  unification: ['map', 'match', 'merge'],
  measures: ['measures'],
  segments: ['segmentation'],
};

/** State of a refresh in words and by task. */
export type StatusReport = Awaited<ReturnType<typeof statusReport>>;

/** State of the last refresh, or of one part of it. */
export async function statusReport({ store, clock, instance }: InsightsOptions, wanted: string | undefined) {
  const reportType = REPORT_TYPES.find((type) => type.toLowerCase() === wanted?.toLowerCase()) ?? 'full';
  const [last] = (await listRefreshes(store.db, { limit: 1 })).items;
  const job = last && (await getRefresh(store.db, last.jobId));
  const tasks = (job?.tasks ?? []).filter(({ operationType }) => isMeant(reportType, operationType));
  return {
    reportType,
    createdTime: clock.now().toISOString(),
    status: job?.status ?? 'notStarted',
    ...(job && { jobId: job.jobId }),
    tasks: tasks.map(viewOf),
    text: textOf(instance.instanceName, job, tasks),
  };
}

function isMeant(reportType: ReportType, operation: OperationType): boolean {
  return OPERATIONS[reportType]?.includes(operation) ?? true;
}

function viewOf({ operationType, displayName, status, endedAt, error }: RefreshTask) {
  return {
    operationType,
    friendlyName: displayName,
    taskStatus: status,
    ...(endedAt !== undefined && { endTimestamp: endedAt }),
    ...(error && { error: error.message }),
  };
}

function textOf(instance: string, job: RefreshJob | undefined, tasks: readonly RefreshTask[]): string {
  if (!job) return `${instance}: nothing has been refreshed yet.`;
  const head = `${instance}: the refresh of ${job.submittedAt} is ${job.status}.`;
  const lines = tasks.map(({ displayName, operationType, status, error }) => {
    const reason = error ? ` – ${error.message} ${error.mend}` : '';
    return `- ${displayName} (${operationType}): ${status}${reason}`;
  });
  return [head, ...lines].join('\n');
}
