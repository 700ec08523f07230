import type { Clock } from '../../base/clock.ts';
import type { Workspace } from '../../model/definition.ts';
import type { EngineSession } from '../../sql/engine.ts';
import type { StageTiming } from '../../sql/stage.ts';
import type { Snapshot } from '../../store/snapshots.ts';
import type { TaskNode } from '../graph/task-node.ts';
import type { PublishedTask } from './published.ts';
import type { TaskOutput } from './task-output.ts';
import type { TouchedCustomers } from './touched-customers.ts';

/** What a task works with. */
export interface TaskContext {
  readonly session: EngineSession;
  readonly workspace: Workspace;
  /** The published data that this refresh started from. */
  readonly snapshot: Snapshot | undefined;
  /** Makes an entity of the published data readable under its own name; the next snapshot keeps its files. */
  readonly carry: (entity: string) => Promise<void>;
  /** Bytes that were kept with how an entity was read. */
  readonly readKept: (entity: string) => Promise<Buffer | undefined>;
  /** The merge that made the published profiles; undefined when that is not known for sure. */
  readonly publishedMerge: PublishedTask | undefined;
  /** The newest task of that id whose result is published. */
  readonly publishedTask: (taskId: string) => Promise<PublishedTask | undefined>;
  /** Tables that tasks of this refresh have made so far. */
  readonly outputs: ReadonlyMap<string, TaskOutput>;
  /** Customers that changed, for what is computed for them only. */
  readonly customers: TouchedCustomers;
  /** The moment the refresh started, ISO 8601: what relative dates count from. */
  readonly now: string;
  /** Read every source whole, also those that are loaded incrementally. */
  readonly isFullLoad: boolean;
  /** Learn the weights of probabilities anew, though a model is kept. */
  readonly learnsWeights: boolean;
  readonly workFolder: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onStage: (timing: StageTiming) => void;
}

/** Does the work of one kind of task. */
export type TaskWorker = (node: TaskNode, context: TaskContext) => Promise<TaskOutput>;
