import type { BenchRow } from './table.ts';

/** A named set of figures that are measured together. */
export interface Bench {
  /** One line for people. */
  readonly summary: string;
  /** Runs only when it is named. */
  readonly isOnRequest?: boolean;
  /** Measures in a folder that is removed afterwards; `say` tells progress. */
  run(context: BenchContext): Promise<readonly BenchRow[]>;
}

export interface BenchContext {
  readonly folder: string;
  readonly say: (line: string) => void;
  /** Sizes of the task, e.g. rows; each bench has its own default. */
  readonly sizes?: readonly number[] | undefined;
}
