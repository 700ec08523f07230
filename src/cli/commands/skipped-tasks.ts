import { counted } from '../../base/counted.ts';
import type { RefreshTask } from '../../model/refresh.ts';

const NAMED = 3;
const SKIPPED = 'FLX_TASK_SKIPPED';

/** One line for all tasks that a failure left out: how many, and the first three. None where it left out none. */
export function renderSkipped(failed: RefreshTask, tasks: readonly RefreshTask[]): string[] {
  const skipped = tasks.filter((task) => failureOf(task, tasks)?.taskId === failed.taskId).map(({ taskId }) => taskId);
  if (skipped.length === 0) return [];
  const more = skipped.length > NAMED ? ` and ${skipped.length - NAMED} more` : '';
  const were = skipped.length === 1 ? 'was' : 'were';
  const names = `${skipped.slice(0, NAMED).join(', ')}${more}`;
  return [`${counted(skipped.length, 'task')} ${were} skipped because ${failed.taskId} failed: ${names}`];
}

/** The failed task that a skipped one goes back to; undefined where it was left out for another reason. */
export function failureOf(task: RefreshTask, tasks: readonly RefreshTask[]): RefreshTask | undefined {
  if (task.error?.code !== SKIPPED) return undefined;
  const upstream = tasks.find(
    ({ taskId, status }) => task.waitsFor.includes(taskId) && (status === 'failed' || status === 'skipped'),
  );
  return upstream?.status === 'failed' ? upstream : upstream && failureOf(upstream, tasks);
}
