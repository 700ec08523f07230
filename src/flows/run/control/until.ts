import { parseDurationSeconds } from '../../../base/duration.ts';
import { isObject, toText, type Value } from '../../language/index.ts';
import { Frame, type Step } from '../step.ts';
import type { ControlBehaviour, Interpreter, StepEnd } from './control.ts';
import { endOfFrame } from './scope-end.ts';

const DEFAULT_COUNT = 60;
const MOST_COUNT = 5000;
const DEFAULT_TIMEOUT = 'PT1H';

/** Until: the same actions again and again, and after each turn the condition. */
export const untilBehaviour: ControlBehaviour = {
  begin: (run, step) => {
    readLimit(run, step);
    openTurn(run, step, step.turn ?? 0);
  },
  frameEnded: (run, step, frame) => {
    const turns = (frame.loop?.index ?? 0) + 1;
    const end = endAfter(run, step, frame);
    if (!end) return openTurn(run, step, turns);
    step.turn = turns;
    run.end(step, end);
  },
};

function openTurn(run: Interpreter, step: Step, index: number): void {
  const { node } = step;
  const graph = node.branches.get('actions');
  if (!graph) throw new TypeError('an Until has a branch');
  step.turn = index;
  run.record(step);
  const frame = new Frame(graph, {
    container: step,
    branch: 'actions',
    loop: { name: node.name, key: node.key, index, item: undefined },
  });
  step.frames = node.keepsIterations ? [...step.frames, frame] : [frame];
  run.open(frame);
}

/** How the loop ends after a turn; undefined when another turn follows. */
function endAfter(run: Interpreter, step: Step, frame: Frame): StepEnd | undefined {
  if (run.test(frame, step.node.definition['expression'] ?? null)) return endOfFrame(frame);
  const { count, timeoutSeconds } = readLimit(run, step);
  const seconds = (run.now().getTime() - (step.startedAt?.getTime() ?? 0)) / 1000;
  if (seconds >= timeoutSeconds) return timedOut(`The loop took longer than ${timeoutSeconds} seconds.`);
  if ((frame.loop?.index ?? 0) + 1 < count) return undefined;
  if (!step.node.options.has('failwhenlimitsreached')) return endOfFrame(frame);
  const code = 'ActionFailed';
  return { status: 'Failed', code, error: { code, message: `The condition did not hold after ${count} turns.` } };
}

function timedOut(message: string): StepEnd {
  const code = 'ActionTimedOut';
  return { status: 'TimedOut', code, error: { code, message } };
}

function readLimit(run: Interpreter, step: Step): { readonly count: number; readonly timeoutSeconds: number } {
  const given = run.evaluate(step, step.node.definition['limit'] ?? {});
  const limit = isObject(given) ? given : {};
  const count = Math.trunc(Number(limit['count'] ?? DEFAULT_COUNT));
  const timeout: Value = limit['timeout'] ?? DEFAULT_TIMEOUT;
  return {
    count: Number.isFinite(count) ? Math.min(MOST_COUNT, Math.max(1, count)) : DEFAULT_COUNT,
    timeoutSeconds: parseDurationSeconds(toText(timeout)),
  };
}
