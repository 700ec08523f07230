import type { TaskNode } from '../graph/task-node.ts';

/** The definition that a task is about. */
export function definitionOf<Definition extends { readonly name: string }>(
  node: TaskNode,
  definitions: readonly Definition[],
): Definition {
  const found = definitions.find((definition) => definition.name === node.identifier);
  if (!found) throw new Error(`The workspace of the refresh has no ${node.taskId}`);
  return found;
}
