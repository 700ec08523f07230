import type { Execution } from '../run/execution.ts';
import type { RunFacts } from '../run/run-facts.ts';
import type { FlowVersion } from './versions.ts';

/** A run that this process holds in memory. */
export interface HeldRun {
  readonly runId: string;
  readonly facts: RunFacts;
  readonly version: FlowVersion;
  readonly fence: number;
  /** Why it is no longer ours; undefined while it is. */
  lost: Error | undefined;
  /** How many signals the journal had when it was taken up. */
  readonly signalsSeen: number;
  execution: Execution | undefined;
}
