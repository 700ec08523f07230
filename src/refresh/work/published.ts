import type { RefreshTask } from '../../model/refresh.ts';
import type { Snapshot } from '../../store/snapshots.ts';

/** The newest task of its kind that succeeded, whose result is published. */
export interface PublishedTask {
  readonly task: RefreshTask;
  /** What its refresh published; undefined when that is not kept any more. */
  readonly snapshot: Snapshot | undefined;
}

/** Whether an entity is the same in two snapshots, to the file. */
export function hasSameFiles(name: string, one: Snapshot | undefined, other: Snapshot | undefined): boolean {
  const [files, others] = [one, other].map((from) => from?.entities.find((entity) => entity.name === name)?.files);
  return files !== undefined && JSON.stringify(files) === JSON.stringify(others);
}
