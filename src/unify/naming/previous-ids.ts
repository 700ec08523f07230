import { previousTableOf, TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import { NAME_TABLE, OVERLAP_TABLE } from '../tables.ts';
import { type Ancestry, previousIds } from './succession.ts';

/** Previous ids of the profiles that have some: cluster, PreviousCustomerId. */
export const PREVIOUS_IDS_TABLE = 'unify_previous_ids';

/** Fresh ids that were given back to the customers that had them: CustomerId. */
export const RETURNING_TABLE = 'unify_returning_id';

/** Finds the previous ids of all profiles and writes them; few profiles have any. */
export async function writePreviousIds(session: EngineSession): Promise<void> {
  const previous = id(previousTableOf(TABLES.customer));
  const columns = await session.columns(previousTableOf(TABLES.customer));
  const hasNotes = columns?.some((column) => column.name === 'PreviousCustomerId') ?? false;
  const noted = hasNotes ? await readNotes(session, previous) : new Map<string, readonly string[]>();
  const returned = new Set(
    (await session.rows(sql`select * from ${id(RETURNING_TABLE)}`)).map((row) => String(row['CustomerId'])),
  );
  const ancestries = await readAncestries(session, hasNotes ? previous : undefined);
  const rows = [...ancestries].flatMap(([cluster, ancestry]) => {
    const ids = previousIds(ancestry, noted).filter((previousId) => !returned.has(previousId));
    return ids.length > 0 ? [{ cluster, PreviousCustomerId: ids.join(';') }] : [];
  });
  const written = [
    { name: 'cluster', type: 'integer' },
    { name: 'PreviousCustomerId', type: 'string' },
  ] as const;
  await session.insert(PREVIOUS_IDS_TABLE, written, [rows]);
}

async function readNotes(session: EngineSession, previous: Sql): Promise<Map<string, readonly string[]>> {
  const rows = await session.rows(
    sql`select ${id('CustomerId')} as id, ${id('PreviousCustomerId')} as ids from ${previous} where ${id('PreviousCustomerId')} is not null`,
  );
  return new Map(rows.map((row) => [String(row['id']), String(row['ids']).split(';')]));
}

/** How the profiles came by their ids whose records had another id too, or whose id has something noted. */
async function readAncestries(session: EngineSession, previous: Sql | undefined): Promise<Map<number, Ancestry>> {
  const noted = previous
    ? sql`union select cluster from ${id(NAME_TABLE)} where ${id('CustomerId')} in (select ${id('CustomerId')} from ${previous} where ${id('PreviousCustomerId')} is not null)`
    : sql``;
  const rows =
    await session.rows(sql`select name.cluster as cluster, name.${id('CustomerId')} as id, overlap.${id('CustomerId')} as former, living.cluster is not null as is_living
    from ${id(NAME_TABLE)} as name join ${id(OVERLAP_TABLE)} as overlap using (cluster)
    join (select name.cluster from ${id(NAME_TABLE)} as name join ${id(OVERLAP_TABLE)} as overlap using (cluster) where overlap.${id('CustomerId')} <> name.${id('CustomerId')} ${noted}) as touched on touched.cluster = name.cluster
    left join ${id(NAME_TABLE)} as living on living.${id('CustomerId')} = overlap.${id('CustomerId')}`);
  const ancestries = new Map<number, Ancestry>();
  for (const row of rows) {
    const [cluster, customerId, former] = [Number(row['cluster']), String(row['id']), String(row['former'])];
    const known = ancestries.get(cluster) ?? { customerId, isInherited: false, formerIds: [] };
    const isOwn = former === customerId;
    const formerId = { customerId: former, isLiving: row['is_living'] === true };
    ancestries.set(cluster, {
      customerId,
      isInherited: known.isInherited || isOwn,
      formerIds: isOwn ? known.formerIds : [...known.formerIds, formerId],
    });
  }
  return ancestries;
}
