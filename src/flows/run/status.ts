import type { Edge, Graph } from '../graph/graph.ts';

/** Statuses in which a step is over. */
export const FINAL_STATUSES = ['Succeeded', 'Failed', 'Skipped', 'TimedOut', 'Cancelled', 'Aborted'] as const;
export type FinalStatus = (typeof FINAL_STATUSES)[number];
/** Statuses of a step that has begun. */
export type StepStatus = FinalStatus | 'Running' | 'Waiting';

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
 * Positions of the actions that make a graph fail; it succeeds when there are none. A branch ends as its last action did,
 * or, when that was skipped, as those it waited for; one failed branch is enough.
 * Source: Azure Logic Apps, "Handle errors and exceptions", section on run statuses.
 */
export function findFailures(graph: Graph, statusAt: StatusAt): readonly number[] {
  const seen = new Set<number>(graph.ends);
  for (const index of seen) {
    if ((statusAt(index) ?? 'Skipped') !== 'Skipped') continue;
    for (const { predecessor } of graph.nodes[index]?.after ?? []) seen.add(predecessor);
  }
  return [...seen].filter((index) => !HARMLESS.has(statusAt(index) ?? 'Skipped')).sort((a, b) => a - b);
}

const HARMLESS: ReadonlySet<FinalStatus> = new Set(['Succeeded', 'Skipped']);
