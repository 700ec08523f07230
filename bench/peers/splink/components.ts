import type { EngineSession } from '../../../src/sql/engine.ts';
import { id, type Sql, sql } from '../../../src/sql/sql.ts';

export const CLUSTER_TABLE = 'splink_cluster';
const CLUSTER = id(CLUSTER_TABLE);
const NEIGHBOUR = id('splink_neighbour');
const REPRESENTATIVE = id('splink_representative');
const STABLE = id('splink_stable');
const UNSTABLE = id('splink_unstable');

/** Neighbours of every record, itself among them, and the least representative that a neighbour has. */
const start = (nodes: string, edges: string): readonly Sql[] => [
  sql`create or replace table ${NEIGHBOUR} as select left_rid as rid, right_rid as other from ${id(edges)}
    union select right_rid, left_rid from ${id(edges)} union select rid, rid from ${id(nodes)}`,
  sql`create or replace table ${CLUSTER} (rid integer, cluster integer)`,
  sql`create or replace table ${REPRESENTATIVE} as with first as (select rid, min(other) as cluster from ${NEIGHBOUR} group by rid),
    second as (select n.rid, min(first.cluster) as cluster from ${NEIGHBOUR} as n join first on first.rid = n.other group by n.rid)
    select second.rid, second.cluster, second.cluster <> first.cluster as is_moving from second join first on first.rid = second.rid`,
];

/** Takes out the clusters none of whose records has a neighbour in another one, and lets the others take over what moved. */
const ROUND: readonly Sql[] = [
  sql`create or replace table ${STABLE} as with moving as (select distinct own.cluster from ${REPRESENTATIVE} as own
      join ${NEIGHBOUR} as n on n.rid = own.rid join ${REPRESENTATIVE} as other on other.rid = n.other where own.cluster <> other.cluster)
    select rid, cluster from ${REPRESENTATIVE} where cluster not in (select cluster from moving)`,
  sql`insert into ${CLUSTER} select rid, cluster from ${STABLE}`,
  sql`create or replace table ${UNSTABLE} as select * from ${REPRESENTATIVE} where cluster not in (select cluster from ${STABLE})`,
  sql`create or replace table ${NEIGHBOUR} as select * from ${NEIGHBOUR} where rid in (select rid from ${UNSTABLE})`,
  sql`create or replace table ${REPRESENTATIVE} as with now as (select rid, min(cluster) as cluster from (
      select n.rid, other.cluster from ${NEIGHBOUR} as n join ${UNSTABLE} as other on other.rid = n.other where other.is_moving
      union all select rid, cluster from ${UNSTABLE}) as source group by rid)
    select now.rid, now.cluster, now.cluster <> before.cluster as is_moving from now join ${UNSTABLE} as before on before.rid = now.rid`,
];

/** Connected components by tables of representatives: rid and cluster of all `nodes` (rid), linked by `edges` (left_rid, right_rid). */
export async function connectComponents(session: EngineSession, nodes: string, edges: string): Promise<void> {
  for (const statement of start(nodes, edges)) await session.run(statement);
  for (let moving = 1; moving > 0; ) {
    for (const statement of ROUND) await session.run(statement);
    moving = Number(await session.value(sql`select count(*) from ${REPRESENTATIVE} where is_moving`));
  }
  await session.run(sql`insert into ${CLUSTER} select rid, cluster from ${REPRESENTATIVE}`);
}
