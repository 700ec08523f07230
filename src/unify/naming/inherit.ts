import type { EngineSession } from '../../sql/engine.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import { replaceTable } from '../cluster/contraction.ts';

/** Working table: claims that can still be granted, in their order. */
const CLAIMS = 'inherit_claim';

/**
 * `inheritIds` by SQL alone, for engines whose clusters are too many for this process: writes `cluster, CustomerId`. A round
 * grants every claim that is the first one both of its cluster and of its id, and drops the other claims of these.
 * @param overlaps query of `cluster, CustomerId, records, age, first_rid`
 */
export async function inheritIdsInEngine(
  session: EngineSession,
  { table, overlaps }: { readonly table: string; readonly overlaps: Sql },
): Promise<void> {
  const customerId = id('CustomerId');
  const claims = id(CLAIMS);
  await session.run(sql`create or replace table ${claims} as select cluster, ${customerId},
    row_number() over (order by records desc, age, first_rid, ${customerId}, cluster) as place from (${overlaps}) as overlap`);
  await session.run(
    sql`create or replace table ${id(table)} as select cluster, ${customerId} from ${claims} where false`,
  );
  const firstOf = (column: Sql) => sql`select min(place) as place from ${claims} group by ${column}`;
  while ((await session.rowCount(CLAIMS)) > 0) {
    await session.run(
      sql`insert into ${id(table)} select cluster, ${customerId} from ${claims} where place in (${firstOf(sql`cluster`)}) and place in (${firstOf(customerId)})`,
    );
    await replaceTable(
      session,
      CLAIMS,
      sql`select * from ${claims} where cluster not in (select cluster from ${id(table)}) and ${customerId} not in (select ${customerId} from ${id(table)})`,
    );
  }
  await session.drop(CLAIMS);
}
