import type { TaskNode } from '../graph/task-node.ts';

/** How a task ended for those that wait for it. */
export type NodeOutcome = 'successful' | 'failed' | 'skipped';

export interface NodeRunner {
  /** Runs a task whose dependencies all succeeded. */
  run(node: TaskNode): Promise<NodeOutcome>;
  /** Called for a task that cannot run because `upstream` failed or was skipped. */
  skip(node: TaskNode, upstream: TaskNode): void;
}

/** Most tasks at work at once: the engine uses all cores for each anyway. */
const MAX_PARALLEL_TASKS = 4;

/**
 * Runs tasks in dependency order, independent ones side by side; a task whose upstream did not succeed is skipped.
 * Rejects when a runner rejects (a cancel), after those at work have settled.
 */
export async function runGraph(nodes: readonly TaskNode[], runner: NodeRunner): Promise<void> {
  const outcomes = new Map<string, NodeOutcome>();
  const byId = new Map(nodes.map((node) => [node.taskId, node]));
  const waiting = new Set(nodes);
  const active = new Map<string, Promise<void>>();
  while (waiting.size > 0 || active.size > 0) {
    const ready = readyNodes(waiting, outcomes, byId);
    if (ready.length === 0 && active.size === 0)
      throw new Error(`Tasks wait for each other: ${[...waiting].map((node) => node.taskId).join(', ')}`);
    for (const node of ready) {
      const upstream = failedUpstream(node, outcomes, byId);
      if (upstream) {
        runner.skip(node, upstream);
        outcomes.set(node.taskId, 'skipped');
        waiting.delete(node);
      } else if (active.size < MAX_PARALLEL_TASKS) {
        waiting.delete(node);
        active.set(node.taskId, settle(node));
      }
    }
    if (active.size > 0) await raceOrFail(active);
  }

  async function settle(node: TaskNode): Promise<void> {
    try {
      outcomes.set(node.taskId, await runner.run(node));
    } finally {
      active.delete(node.taskId);
    }
  }
}

async function raceOrFail(active: ReadonlyMap<string, Promise<void>>): Promise<void> {
  const all = [...active.values()];
  try {
    await Promise.race(all);
  } catch (error) {
    await Promise.allSettled(all);
    throw error;
  }
}

function readyNodes(
  waiting: ReadonlySet<TaskNode>,
  outcomes: ReadonlyMap<string, NodeOutcome>,
  byId: ReadonlyMap<string, TaskNode>,
): TaskNode[] {
  return [...waiting].filter((node) => node.dependsOn.every((id) => !byId.has(id) || outcomes.has(id)));
}

function failedUpstream(
  node: TaskNode,
  outcomes: ReadonlyMap<string, NodeOutcome>,
  byId: ReadonlyMap<string, TaskNode>,
): TaskNode | undefined {
  const id = node.dependsOn.find((taskId) => ['failed', 'skipped'].includes(outcomes.get(taskId) ?? ''));
  return id === undefined ? undefined : byId.get(id);
}
