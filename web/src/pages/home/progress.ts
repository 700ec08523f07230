import type { RefreshJob, RefreshTask } from '../../../../src/model/refresh.ts';

const ENDED: ReadonlySet<string> = new Set(['successful', 'failed', 'skipped', 'aborted', 'timedOut']);

/** Tasks that have ended, of all tasks of a refresh. */
export function progressOf(job: RefreshJob): { readonly done: number; readonly total: number } {
  return { done: job.tasks.filter(({ status }) => ENDED.has(status)).length, total: job.tasks.length };
}

/** Groups of tasks in the order in which a refresh goes through them. */
export const TASK_GROUPS = ['sources', 'unification', 'measures', 'segments'] as const;
export type TaskGroup = (typeof TASK_GROUPS)[number];

const GROUP_OF: Readonly<Record<RefreshTask['operationType'], TaskGroup>> = {
  ingestion: 'sources',
  map: 'unification',
  match: 'unification',
  merge: 'unification',
  contact: 'unification',
  hierarchy: 'unification',
  activity: 'unification',
  measures: 'measures',
  segmentation: 'segments',
};

/** The tasks of a refresh by group; groups without tasks are left out. */
export function groupTasks(
  tasks: readonly RefreshTask[],
): readonly { group: TaskGroup; tasks: readonly RefreshTask[] }[] {
  return TASK_GROUPS.map((group) => ({
    group,
    tasks: tasks.filter((task) => GROUP_OF[task.operationType] === group),
  })).filter(({ tasks: inside }) => inside.length > 0);
}

/** Seconds a task or refresh has taken so far, or took. */
export function secondsOf(
  part: {
    readonly startedAt?: string | undefined;
    readonly endedAt?: string | undefined;
    readonly seconds?: number | undefined;
  },
  now: Date,
): number | undefined {
  if (part.seconds !== undefined) return part.seconds;
  if (part.startedAt === undefined) return undefined;
  const end = part.endedAt === undefined ? now.getTime() : Date.parse(part.endedAt);
  return Math.max(0, (end - Date.parse(part.startedAt)) / 1000);
}
