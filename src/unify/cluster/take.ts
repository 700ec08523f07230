import type { EngineSession } from '../../sql/engine.ts';
import { id, type Sql, sql } from '../../sql/sql.ts';
import { replaceTable } from './contraction.ts';

/** What a round takes: cluster, and the target that it becomes part of. */
export const TAKEN_TABLE = 'contraction_taken';
const FIRST = 'contraction_first';

/**
 * Takes, for one round, every link that is the first one of both clusters that it touches: nothing before it can change
 * these, so all of them can be taken at once. The smaller record names a cluster.
 * @param links table of `a, b, place`, a < b; no two have one place
 */
export async function takeFirstLinks(session: EngineSession, links: string): Promise<void> {
  await session.run(
    sql`create or replace table ${id(FIRST)} as select cluster, min(place) as place from (select a as cluster, place from ${id(links)} union all select b, place from ${id(links)}) as touched group by cluster`,
  );
  await session.run(sql`create or replace table ${id(TAKEN_TABLE)} as select link.b as cluster, link.a as target from ${id(links)} as link
    join ${id(FIRST)} as x on x.cluster = link.a and x.place = link.place join ${id(FIRST)} as y on y.cluster = link.b and y.place = link.place`);
  await session.drop(FIRST);
}

/** Brings the members of clusters, `rid, cluster`, to the clusters that were joined. */
export function followMembers(session: EngineSession, table: string): Promise<void> {
  return replaceTable(
    session,
    table,
    sql`select member.rid, coalesce(taken.target, member.cluster) as cluster from ${id(table)} as member left join ${id(TAKEN_TABLE)} as taken on taken.cluster = member.cluster`,
  );
}

/** Query of pairs of clusters, `a, b` and further columns, between what was joined; those within are gone. */
export function followedPairs(table: string, further: Sql): Sql {
  return sql`select least(a, b) as a, greatest(a, b) as b${further} from (
    select coalesce(x.target, pair.a) as a, coalesce(y.target, pair.b) as b${further} from ${id(table)} as pair
    left join ${id(TAKEN_TABLE)} as x on x.cluster = pair.a left join ${id(TAKEN_TABLE)} as y on y.cluster = pair.b) as moved where a <> b`;
}
