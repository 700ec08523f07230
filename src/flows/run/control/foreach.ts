import { flowError } from '../../catalogue.ts';
import { isArray, isObject, type Value } from '../../language/index.ts';
import { findFailures } from '../status.ts';
import { Frame, type LoopQueue, type Step } from '../step.ts';
import type { ControlBehaviour, Interpreter, StepEnd } from './control.ts';

/** Turns side by side when nothing is said, and at most. */
const DEFAULT_TURNS = 20;
const MOST_TURNS = 50;
const MOST_ITEMS = 100_000;
const MOST_NAMED = 5;

/** Foreach: the same actions for every element; it fails when one turn failed, after all have run. */
export const foreachBehaviour: ControlBehaviour = {
  begin: (run, step) => {
    const width = turnsAtOnce(run, step);
    step.inputs ??= run.evaluate(step, step.node.definition['foreach'] ?? null);
    const items = checkItems(step, step.inputs);
    step.queue = { items, next: 0, open: 0, failed: [] };
    run.record(step);
    if (items.length === 0) return finish(run, step, step.queue);
    while (step.queue.open < width && openNext(run, step, step.queue));
  },
  frameEnded: (run, step, frame) => {
    const { queue } = step;
    if (!queue) return;
    queue.open -= 1;
    if (findFailures(frame.graph, frame.statusAt).length > 0) queue.failed.push(frame.loop?.index ?? 0);
    if (!openNext(run, step, queue) && queue.open === 0) finish(run, step, queue);
  },
};

/** How many turns run side by side. Loops inside of loops take one turn after another, as documented. @throws FLX_FLOW_CONCURRENCY */
function turnsAtOnce(run: Interpreter, step: Step): number {
  const { node } = step;
  const runtime = node.definition['runtimeConfiguration'];
  const concurrency = isObject(runtime) ? runtime['concurrency'] : undefined;
  const repetitions = isObject(concurrency) ? concurrency['repetitions'] : undefined;
  if (node.options.has('sequential')) {
    if (repetitions !== undefined) throw flowError('FLX_FLOW_CONCURRENCY', { action: node.name });
    return 1;
  }
  if (isInsideForeach(step)) return 1;
  const wanted = repetitions === undefined ? DEFAULT_TURNS : Number(run.evaluate(step, repetitions));
  return Number.isFinite(wanted) ? Math.min(MOST_TURNS, Math.max(1, Math.trunc(wanted))) : DEFAULT_TURNS;
}

function isInsideForeach(step: Step): boolean {
  for (let parent = step.node.parent; parent; parent = parent.parent)
    if (parent.type.toLowerCase() === 'foreach') return true;
  return false;
}

function checkItems({ node: { name } }: Step, value: Value): readonly Value[] {
  const input = "what 'foreach' gives";
  if (!isArray(value))
    throw flowError('FLX_FLOW_INPUT', {
      action: name,
      expected: 'an array',
      input,
      found: value === null ? 'null' : `a ${typeof value}`,
    });
  if (value.length > MOST_ITEMS)
    throw flowError('FLX_FLOW_INPUT', {
      action: name,
      expected: `at most ${MOST_ITEMS} elements`,
      input,
      found: `an array of ${value.length}`,
    });
  return value;
}

function openNext(run: Interpreter, step: Step, queue: LoopQueue): boolean {
  const { node } = step;
  const graph = node.branches.get('actions');
  const index = queue.next;
  if (!graph || index >= queue.items.length) return false;
  queue.next += 1;
  queue.open += 1;
  const loop = { name: node.name, key: node.key, index, item: queue.items[index] ?? null };
  const frame = new Frame(graph, { container: step, branch: 'actions', loop });
  if (node.keepsIterations) step.frames.push(frame);
  run.open(frame);
  return true;
}

function finish(run: Interpreter, step: Step, { items, failed }: LoopQueue): void {
  step.turn = items.length;
  run.end(step, failed.length === 0 ? { status: 'Succeeded' } : failedTurns(items.length, failed));
}

function failedTurns(turns: number, failed: readonly number[]): StepEnd {
  const shown = failed.toSorted((a, b) => a - b).slice(0, MOST_NAMED);
  const code = 'ActionFailed';
  const message = `An action failed. No dependent actions succeeded. ${failed.length} of ${turns} turns failed (${shown.join(', ')}${failed.length > MOST_NAMED ? ', …' : ''}).`;
  return { status: 'Failed', code, error: { code, message } };
}
