import type { EngineSession } from '../../sql/engine.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';

/** Working tables of the contraction. */
const EDGES = 'contraction_edge';
const HOOKS = 'contraction_hook';
const NEXT = 'contraction_next';

/**
 * Clusters by SQL alone, for engines on which a union-find in this process is no choice: writes `rid, cluster` of every
 * record, a cluster named by its smallest record, as `UnionFind` names it. Each round hooks every record to its smallest
 * neighbour, follows the hooks to their ends, and contracts the links; rounds grow with the logarithm of the longest chain.
 * @param records query of `rid`; @param links query of `left_rid, right_rid`
 */
export async function contractClusters(
  session: EngineSession,
  { table, records, links }: { readonly table: string; readonly records: Sql; readonly links: Sql },
): Promise<void> {
  await session.run(sql`create or replace table ${id(table)} as select rid, rid as cluster from (${records})`);
  await session.run(
    sql`create or replace table ${id(EDGES)} as select left_rid as a, right_rid as b from (${links}) where left_rid <> right_rid`,
  );
  while ((await session.rowCount(EDGES)) > 0) {
    await session.run(
      sql`create or replace table ${id(HOOKS)} as select greatest(a, b) as rid, min(least(a, b)) as target from ${id(EDGES)} group by 1`,
    );
    await followHooks(session);
    await replaceTable(
      session,
      table,
      sql`select member.rid, coalesce(hook.target, member.cluster) as cluster from ${id(table)} as member left join ${id(HOOKS)} as hook on hook.rid = member.cluster`,
    );
    await replaceTable(
      session,
      EDGES,
      sql`select distinct a, b from (select coalesce(x.target, edge.a) as a, coalesce(y.target, edge.b) as b from ${id(EDGES)} as edge
        left join ${id(HOOKS)} as x on x.rid = edge.a left join ${id(HOOKS)} as y on y.rid = edge.b) where a <> b`,
    );
  }
  await session.drop(EDGES);
  await session.drop(HOOKS);
}

/** Points every hook at the end of its chain, doubling the step each time. */
async function followHooks(session: EngineSession): Promise<void> {
  const isOpen = sql`select count(*) from ${id(HOOKS)} as hook join ${id(HOOKS)} as further on further.rid = hook.target`;
  while (Number(await session.value(isOpen)) > 0)
    await replaceTable(
      session,
      HOOKS,
      sql`select hook.rid, coalesce(further.target, hook.target) as target from ${id(HOOKS)} as hook left join ${id(HOOKS)} as further on further.rid = hook.target`,
    );
}

/** Writes a table anew from a query that may read it. */
export async function replaceTable(session: EngineSession, table: string, query: Sql): Promise<void> {
  await session.run(sql`create or replace table ${id(NEXT)} as ${query}`);
  await session.run(sql`create or replace table ${id(table)} as select * from ${id(NEXT)}`);
  await session.drop(NEXT);
}
