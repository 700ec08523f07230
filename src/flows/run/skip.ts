import type { Edge } from '../graph/graph.ts';
import type { Step } from './step.ts';

/** Marks a step as skipped because of what it was to run after. */
export function markSkipped(step: Step, obstacle: Edge, at: Date): void {
  const { frame, node } = step;
  const predecessor = frame.graph.nodes[obstacle.predecessor]?.name ?? '';
  const wanted = [...obstacle.statuses].join(' or ');
  const message = `'${node.name}' was skipped: it runs after '${predecessor}' only with the status ${wanted}, which ended as ${frame.statusAt(obstacle.predecessor)}.`;
  step.startedAt = step.endedAt = at;
  step.status = 'Skipped';
  step.code = 'ActionSkipped';
  step.error = { code: 'ActionConditionFailed', message };
}
