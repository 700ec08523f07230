import type { StepChanged } from '../../store/journal/record.ts';
import type { StoredStep } from '../../store/journal/stored-run.ts';
import { flowError } from '../catalogue.ts';
import type { ActionNode, FlowProgram, Graph } from '../graph/graph.ts';
import { isFinal } from '../run/status.ts';
import { loopsAround } from './repetitions.ts';

/**
 * The steps of a run that its repetition from an action takes over: all that the action did not lead to. The action itself
 * begins again with the inputs it had, and so do the scopes around it: their time, and what they may take, count from `now`.
 * Inside of a loop, the outermost loop begins again.
 * @throws FLX_FLOW_UNKNOWN_RUN_ACTION
 */
export function stepsBefore(
  {
    runId,
    action,
    steps,
    now,
  }: {
    readonly runId: string;
    readonly action: string;
    readonly steps: readonly StoredStep[];
    readonly now: Date;
  },
  program: FlowProgram,
): readonly Omit<StepChanged, 'runId' | 'fence'>[] {
  const named = program.actions.get(action.toLowerCase());
  if (!named) throw flowError('FLX_FLOW_UNKNOWN_RUN_ACTION', { runId, action });
  const target = loopsAround(named)[0] ?? named;
  const dropped = new Set<string>();
  const reopened = new Set([target.key]);
  for (let node: ActionNode | undefined = target; node; node = node.parent) {
    dropFollowers(node.parent ? graphOf(node.parent, node) : program.root, node.index, dropped);
    if (node.parent) reopened.add(node.parent.key);
  }
  for (const graph of target.branches.values()) dropAll(graph, dropped);
  return steps.flatMap((step) => {
    const key = step.action.toLowerCase();
    if (dropped.has(key)) return [];
    if (!reopened.has(key)) return isFinal(step.status) ? [takenOver(step)] : [];
    return step.inputs === undefined ? [] : [begunAgain(step, now)];
  });
}

function graphOf(parent: ActionNode, node: ActionNode): Graph {
  const found = [...parent.branches.values()].find(({ nodes }) => nodes[node.index] === node);
  return found ?? { nodes: [], starts: [], ends: [], followers: [] };
}

function dropFollowers(graph: Graph, index: number, dropped: Set<string>): void {
  for (const follower of graph.followers[index] ?? []) {
    const node = graph.nodes[follower];
    if (!node || dropped.has(node.key)) continue;
    dropped.add(node.key);
    for (const inner of node.branches.values()) dropAll(inner, dropped);
    dropFollowers(graph, follower, dropped);
  }
}

function dropAll(graph: Graph, dropped: Set<string>): void {
  for (const node of graph.nodes) {
    dropped.add(node.key);
    for (const inner of node.branches.values()) dropAll(inner, dropped);
  }
}

function takenOver(step: StoredStep): Omit<StepChanged, 'runId' | 'fence'> {
  return { kind: 'step', ...step };
}

function begunAgain(
  { action, iteration, sequence, inputs, secured }: StoredStep,
  startedAt: Date,
): Omit<StepChanged, 'runId' | 'fence'> {
  return { kind: 'step', action, iteration, sequence, status: 'Running', inputs, startedAt, secured };
}
