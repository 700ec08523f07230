import type { StoredStep } from '../../store/journal/stored-run.ts';
import type { ActionNode } from '../graph/graph.ts';
import { isArray, parseJson } from '../language/index.ts';
import { findFailures, isFinal } from '../run/status.ts';
import { readMemory } from '../run/step-memory.ts';

/** Where a turn of a loop stands: the loops around it, outermost first, with the index in each. */
export interface RepetitionIndex {
  readonly scopeName: string;
  readonly itemIndex: number;
}

/** One turn of a loop. */
export interface ScopeRepetition {
  readonly status: string;
  readonly repetitionIndexes: readonly RepetitionIndex[];
}

/** The steps of a run, to be asked for by action and iteration. */
export type StepsByAction = ReadonlyMap<string, readonly StoredStep[]>;

/** Steps by name of their action in lower case. */
export function groupByAction(steps: readonly StoredStep[]): StepsByAction {
  return Map.groupBy(steps, ({ action }) => action.toLowerCase());
}

/** The loops around an action, outermost first. */
export function loopsAround(node: ActionNode): readonly ActionNode[] {
  const loops: ActionNode[] = [];
  for (let parent = node.parent; parent; parent = parent.parent) if (isLoop(parent)) loops.unshift(parent);
  return loops;
}

/** True for a Foreach or an Until. */
export function isLoop({ type }: ActionNode): boolean {
  return ['foreach', 'until'].includes(type.toLowerCase());
}

/** The indexes of an iteration as the journal writes it. */
export function readIteration(node: ActionNode, iteration: string): readonly RepetitionIndex[] {
  const indexes = iteration === '' ? [] : iteration.split('-').map(Number);
  return loopsAround(node).map(({ name }, place) => ({ scopeName: name, itemIndex: indexes[place] ?? 0 }));
}

/** The turns that a loop has taken, in one iteration of the loops around it. */
export function turnsOf(loop: ActionNode, step: StoredStep, steps: StepsByAction): readonly ScopeRepetition[] {
  const graph = loop.branches.get('actions');
  if (!graph) return [];
  const outer = readIteration(loop, step.iteration);
  const byIteration = graph.nodes.map(
    ({ key }) => new Map((steps.get(key) ?? []).map((inner) => [inner.iteration, inner.status])),
  );
  return Array.from({ length: turnCount(step, byIteration) }, (_, index) => {
    const iteration = [step.iteration, String(index).padStart(6, '0')].filter(Boolean).join('-');
    const statusAt = (place: number) => {
      const status = byIteration[place]?.get(iteration);
      return isFinal(status) ? status : undefined;
    };
    const status = findFailures(graph, statusAt).length > 0 ? 'Failed' : 'Succeeded';
    return { status, repetitionIndexes: [...outer, { scopeName: loop.name, itemIndex: index }] };
  });
}

function turnCount(step: StoredStep, byIteration: readonly ReadonlyMap<string, string>[]): number {
  const { turn } = readMemory(step.state);
  if (turn !== undefined) return isFinal(step.status) ? turn : turn + 1;
  const items = step.inputs === undefined ? undefined : parseJson(step.inputs);
  if (isArray(items)) return items.length;
  return Math.max(0, ...byIteration.map((turns) => turns.size));
}
