import type { Dialect } from '../../../sql/dialect.ts';
import type { Sql } from '../../../sql/sql.ts';

/** A column of the standard table: how values look when they are compared. Those that begin with `_` are steps on the way. */
export interface StandardColumn {
  readonly name: string;
  /** From columns of the layers before; the raw layer has one column a role, `raw_` and the role. */
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

/** Those columns of a list whose source is there. */
export function whereThere(
  { has }: StandardContext,
  columns: readonly { readonly from: string; readonly name: string; readonly value: () => Sql }[],
): StandardColumn[] {
  return columns.flatMap(({ from, name, value }) => (has(from) ? [{ name, value: value() }] : []));
}
