import { CUSTOMER_ID } from '../../model/insight-model.ts';
import type { EngineSession } from '../../sql/engine.ts';
import type { Patch } from '../../sql/patch.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import { affectedCustomers, remadeRows } from '../../unify/incremental/splice.ts';
import type { TaskOutput } from './task-output.ts';

/** Profiles that this refresh made, replaced or removed. */
export interface ChangedProfiles {
  /** Query of their CustomerId. */
  readonly affected: Sql;
  /** How a table of unification changed. */
  readonly patchOf: (table: string) => Patch;
}

/** Query of no customer. */
const NOBODY = sql`select '' as ${id(CUSTOMER_ID)} where false`;

/** Profiles that changed; undefined when all were made anew. */
export function changedProfiles({
  session,
  outputs,
}: {
  readonly session: EngineSession;
  readonly outputs: ReadonlyMap<string, TaskOutput>;
}): ChangedProfiles | undefined {
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
