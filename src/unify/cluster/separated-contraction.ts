import type { EngineSession } from '../../sql/engine.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import { replaceTable } from './contraction.ts';

/** Working tables. */
const EDGES = 'separated_edge';
const APART = 'separated_apart';
const FIRST = 'separated_first';
const TAKEN = 'separated_taken';

/**
 * Clusters by SQL alone where some pairs must never come together: writes `rid, cluster` of every record, as `Separation`
 * gives them when it takes the links one by one, by sequence, then score, then row ids. A round takes every link that is
 * the first one of both clusters that it touches: nothing before it can change these, so all of them can be taken at once.
 * Two clusters that must stay apart stay so for good, and links between them are dropped.
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
    await session.run(
      sql`create or replace table ${id(FIRST)} as select cluster, min(place) as place from (select a as cluster, place from ${id(EDGES)} union all select b, place from ${id(EDGES)}) as touched group by cluster`,
    );
    await session.run(sql`create or replace table ${id(TAKEN)} as select edge.b as cluster, edge.a as target from ${id(EDGES)} as edge
      join ${id(FIRST)} as x on x.cluster = edge.a and x.place = edge.place join ${id(FIRST)} as y on y.cluster = edge.b and y.place = edge.place`);
    await followTaken(session, table);
  }
  for (const name of [EDGES, APART, FIRST, TAKEN]) await session.drop(name);
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

/** Brings members, links and separated pairs to the clusters that were joined; the smaller record names a cluster. */
async function followTaken(session: EngineSession, table: string): Promise<void> {
  await replaceTable(
    session,
    table,
    sql`select member.rid, coalesce(taken.target, member.cluster) as cluster from ${id(table)} as member left join ${id(TAKEN)} as taken on taken.cluster = member.cluster`,
  );
  const moved = (pairs: string, further: Sql) => sql`select least(a, b) as a, greatest(a, b) as b${further} from (
    select coalesce(x.target, pair.a) as a, coalesce(y.target, pair.b) as b${further} from ${id(pairs)} as pair
    left join ${id(TAKEN)} as x on x.cluster = pair.a left join ${id(TAKEN)} as y on y.cluster = pair.b) as moved where a <> b`;
  await replaceTable(session, EDGES, moved(EDGES, sql`, place`));
  await replaceTable(session, APART, sql`select distinct * from (${moved(APART, sql``)}) as moved`);
}
