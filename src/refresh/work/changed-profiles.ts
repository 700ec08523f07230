import { CUSTOMER_ID } from '../../model/insight-model.ts';
import type { Patch } from '../../sql/patch.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import { affectedCustomers, remadeRows } from '../../unify/incremental/splice.ts';
import type { TaskContext } from './task-context.ts';

/** Profiles that this refresh made, replaced or removed. */
export interface ChangedProfiles {
  /** Query of their CustomerId. */
  readonly affected: Sql;
  /** How a table of unification changed. */
  readonly patchOf: (table: string) => Patch;
}

/** Query of no customer. */
export const NOBODY = sql`select '' as ${id(CUSTOMER_ID)} where false`;

/** Profiles that changed; undefined when all were made anew. */
export function changedProfiles({
  session,
  outputs,
}: Pick<TaskContext, 'session' | 'outputs'>): ChangedProfiles | undefined {
  const method = outputs.get('merge')?.additionalInfo?.['method'];
  if (method === 'whole') return undefined;
  const isChanged = method === 'changedRows';
  const affected = isChanged ? affectedCustomers() : NOBODY;
  return {
    affected,
    patchOf: (table) => ({
      key: CUSTOMER_ID,
      keys: affected,
      fresh: isChanged ? remadeRows(table) : undefined,
      rest: session.outer(table),
    }),
  };
}

/** Name of the area in which a measure or segment is followed, among all of the workspace. */
export function followingArea(
  kind: 'measure' | 'segment',
  name: string,
  all: readonly { readonly name: string }[],
): string {
  return `${kind}${all.findIndex((candidate) => candidate.name === name)}`;
}
