import type { EngineSession } from '../../sql/engine.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import { replaceTable } from './contraction.ts';
import { followedPairs, followMembers, TAKEN_TABLE, takeFirstLinks } from './take.ts';

/** Working tables. */
const EDGES = 'separated_edge';
const APART = 'separated_apart';

/**
 * Clusters by SQL alone where some pairs must never come together: writes `rid, cluster` of every record, as `Separation`
 * gives them when it takes the links one by one, by sequence, then score, then row ids. A round takes every link that is
 * the first one of both clusters that it touches. Two clusters that must stay apart stay so for good, and links between
 * them are dropped.
 * @param links query of `sequence, left_rid, right_rid, score`; @param never query of `left_rid, right_rid`
 */
export async function contractSeparated(
  session: EngineSession,
  {
    table,
    records,
    links,
    never,
  }: { readonly table: string; readonly records: Sql; readonly links: Sql; readonly never: Sql },
): Promise<void> {
  await session.run(sql`create or replace table ${id(table)} as select rid, rid as cluster from (${records})`);
  await session.run(sql`create or replace table ${id(APART)} as select distinct least(left_rid, right_rid) as a, greatest(left_rid, right_rid) as b
    from (${never}) where left_rid <> right_rid`);
  await session.run(sql`create or replace table ${id(EDGES)} as select least(left_rid, right_rid) as a, greatest(left_rid, right_rid) as b,
    row_number() over (order by sequence, score desc, left_rid, right_rid) as place from (${links}) where left_rid <> right_rid`);
  while ((await openEdges(session)) > 0) {
    await takeFirstLinks(session, EDGES);
    await followMembers(session, table);
    await replaceTable(session, EDGES, followedPairs(EDGES, sql`, place`));
    await replaceTable(session, APART, sql`select distinct * from (${followedPairs(APART, sql``)}) as moved`);
  }
  for (const name of [EDGES, APART, TAKEN_TABLE]) await session.drop(name);
}

/** Drops links between clusters that must stay apart; gives how many are left. */
async function openEdges(session: EngineSession): Promise<number> {
  await replaceTable(
    session,
    EDGES,
    sql`select edge.* from ${id(EDGES)} as edge left join ${id(APART)} as apart on apart.a = edge.a and apart.b = edge.b where apart.a is null`,
  );
  return session.rowCount(EDGES);
}
