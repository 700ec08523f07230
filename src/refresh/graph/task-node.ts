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

const SINGLE_TASKS: readonly OperationType[] = ['map', 'match', 'merge', 'contact', 'hierarchy', 'activity'];

/** Id of a task. The three unification tasks, contacts, hierarchies and activities have one each; the others one for each definition. */
export function taskIdOf(operationType: OperationType, identifier: string): string {
  return SINGLE_TASKS.includes(operationType) ? operationType : `${operationType}:${identifier}`;
}
