import type { StoredStep } from '../../store/journal/stored-run.ts';
import type { TaskAction } from '../actions/action.ts';
import { Frame, Step } from './step.ts';
import { recall } from './step-memory.ts';
import { TaskCall } from './task.ts';
import type { TaskRun } from './task-run.ts';

/** Giving back may take this long. */
const RELEASE_SECONDS = 30;

/** Lets a waiting step give back what it holds outside. Never throws: what goes wrong changes nothing. */
export async function releaseStep(execution: TaskRun, step: Step): Promise<void> {
  const { release } = step.node.kind as TaskAction;
  if (!release || step.isRetrying) return;
  const { clock } = execution.ports;
  const [limit, done] = [new AbortController(), new AbortController()];
  const late = clock.sleep(RELEASE_SECONDS, done.signal).then(
    () => limit.abort(new Error('giving back took too long')),
    () => undefined,
  );
  try {
    await Promise.race([release(new TaskCall(execution, step, { signal: undefined, abort: limit.signal })), late]);
  } catch (error) {
    execution.ports.reportBug(error, step);
  } finally {
    done.abort();
  }
}

/** The same for the waiting steps of a run that is not in memory. */
export async function releaseRecorded(execution: TaskRun, steps: readonly StoredStep[]): Promise<void> {
  const waiting = steps.filter(({ status }) => status === 'Waiting');
  await Promise.all(
    waiting.map(async (recorded) => {
      const node = execution.program.actions.get(recorded.action.toLowerCase());
      if (node?.kind.kind !== 'task') return;
      const frame = new Frame({ nodes: [], starts: [], ends: [], followers: [] }, { iteration: recorded.iteration });
      const step = new Step(node, frame);
      recall(step, recorded);
      await releaseStep(execution, step);
    }),
  );
}
