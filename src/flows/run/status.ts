import type { Edge, Graph } from '../graph/graph.ts';

/** Statuses in which a step is over. */
export const FINAL_STATUSES = ['Succeeded', 'Failed', 'Skipped', 'TimedOut', 'Cancelled', 'Aborted'] as const;
export type FinalStatus = (typeof FINAL_STATUSES)[number];
/** Statuses of a step that has begun. */
export type StepStatus = FinalStatus | 'Running' | 'Waiting';
/** How a container or a whole run ends by itself. */
export type GraphStatus = 'Succeeded' | 'Failed';

const FINAL: ReadonlySet<string> = new Set(FINAL_STATUSES);
const UPPER: Readonly<Record<string, string>> = Object.fromEntries(
  FINAL_STATUSES.map((status) => [status, status.toUpperCase()]),
);

/** True for a status in which a step is over. */
export function isFinal(status: string | undefined): status is FinalStatus {
  return status !== undefined && FINAL.has(status);
}

/** Statuses by position in a graph. */
export type StatusAt = (index: number) => FinalStatus | undefined;

/** True when every action that `after` names is over. */
export function isDecided(after: readonly Edge[], statusAt: StatusAt): boolean {
  return after.every(({ predecessor }) => statusAt(predecessor) !== undefined);
}

/** The first predecessor that ended in a status after which the action does not run; undefined when it runs. */
export function findObstacle(after: readonly Edge[], statusAt: StatusAt): Edge | undefined {
  return after.find(({ predecessor, statuses }) => !statuses.has(UPPER[statusAt(predecessor) ?? ''] ?? ''));
}

/**
 * How a branch ended: as its last action did, or, when that was skipped, as the worst of those it waited for.
 * Source: Azure Logic Apps, "Handle errors and exceptions", section on run statuses.
 */
export function branchStatus(graph: Graph, end: number, statusAt: StatusAt): FinalStatus {
  const status = statusAt(end) ?? 'Skipped';
  const after = graph.nodes[end]?.after ?? [];
  if (status !== 'Skipped' || after.length === 0) return status;
  const before = after.map(({ predecessor }) => branchStatus(graph, predecessor, statusAt));
  return before.find(isBad) ?? before[0] ?? status;
}

/** Positions of the actions at which branches that did not succeed ended; the container fails when there is one. */
export function findFailures(graph: Graph, statusAt: StatusAt): readonly number[] {
  const culprits = graph.ends.flatMap((end) => culpritsOf(graph, end, statusAt));
  return [...new Set(culprits)].sort((a, b) => a - b);
}

function culpritsOf(graph: Graph, index: number, statusAt: StatusAt): readonly number[] {
  const status = statusAt(index) ?? 'Skipped';
  if (status === 'Skipped')
    return (graph.nodes[index]?.after ?? []).flatMap(({ predecessor }) => culpritsOf(graph, predecessor, statusAt));
  return isBad(status) ? [index] : [];
}

function isBad(status: FinalStatus): boolean {
  return status !== 'Succeeded' && status !== 'Skipped';
}
