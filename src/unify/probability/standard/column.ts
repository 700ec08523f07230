import type { Dialect } from '../../../sql/dialect.ts';
import type { Sql } from '../../../sql/sql.ts';

/** A column of the standard table: how values look when they are compared. */
export interface StandardColumn {
  readonly name: string;
  /** From columns of the layers before; the raw layer has one column a role, named like the role. */
  readonly value: Sql;
}

/** What standard columns are made with. */
export interface StandardContext {
  readonly dialect: Dialect;
  /** Whether a column of the layers before is there. */
  readonly has: (column: string) => boolean;
  /** Values that stand for a missing one, as plain words. */
  readonly bypass: readonly string[];
}

/**
 * The columns that records are compared by, in layers: each layer may read the columns of those before, so that no text
 * is worked on twice.
 */
export type StandardLayer = (context: StandardContext) => readonly StandardColumn[];
