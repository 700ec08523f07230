import type { ErrorRecord } from '../../base/errors.ts';
import type { Attribute } from '../../model/attribute.ts';
import type { EntityRows } from '../../model/event.ts';

/** A table that a task made and that the publish keeps. */
export interface OutputTable {
  /** Name of the entity and of its table in the working session. */
  readonly name: string;
  readonly attributes?: readonly Attribute[];
  readonly primaryKey?: string;
  /** The published files stay: nothing is written. */
  readonly isKept?: boolean;
  /** How the rows were read, with bytes beside them; kept for the next refresh. */
  readonly reading?: { readonly note: unknown; readonly bytes?: Uint8Array | undefined };
}

/** What a finished task says about the world, from which domain events and history are made. */
export type TaskFact =
  | { readonly kind: 'source'; readonly entities: readonly EntityRows[]; readonly sourceModifiedAt: string | undefined }
  | {
      readonly kind: 'unification';
      readonly uniqueSourceRecords: number;
      readonly matchedRecords: number;
      readonly unifiedProfiles: number;
    }
  | { readonly kind: 'measure'; readonly rows: readonly MeasureRow[] }
  | { readonly kind: 'segment'; readonly size: number; readonly entered: number; readonly left: number };

/** One row of a measure: its dimension values and calculations. */
export interface MeasureRow {
  readonly dimensions: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, number | null>>;
}

/** Customers whose profile is another, and those to whom a changed row of one of these measures belongs or belonged. */
export type Touched = readonly string[];

/** What a task gives when it succeeds. */
export interface TaskOutput {
  readonly rows?: number | undefined;
  readonly tables: readonly OutputTable[];
  readonly warnings: readonly ErrorRecord[];
  readonly fact?: TaskFact | undefined;
  /** The customers that a measure or segment was computed for, where it stayed for all others. */
  readonly touched?: Touched | undefined;
  /** Statistics shown with the task. */
  readonly additionalInfo?: Readonly<Record<string, unknown>> | undefined;
}
