import type { OperationType, SelectionReason } from '../../model/refresh.ts';

/** A task to run and what must succeed before it. */
export interface TaskNode {
  /** e.g. `ingestion:Ecommerce`, `merge`, `segmentation:HighValue`. */
  readonly taskId: string;
  readonly operationType: OperationType;
  readonly identifier: string;
  readonly displayName: string;
  readonly dependsOn: readonly string[];
  readonly selectionReason: SelectionReason;
}

/** Id of a task. The three unification tasks and activities have one each; the others one for each definition. */
export function taskIdOf(operationType: OperationType, identifier: string): string {
  return ['map', 'match', 'merge', 'activity'].includes(operationType)
    ? operationType
    : `${operationType}:${identifier}`;
}
