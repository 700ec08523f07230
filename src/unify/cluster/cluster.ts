import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { Stage } from '../../sql/stage.ts';
import { hasNeverMatch } from '../match/rule.ts';
import type { UnifyPlan } from '../plan/plan.ts';
import { CLUSTER_TABLE, GROUP_TABLE, keyTableOf, LINK_TABLE, NEVER_TABLE } from '../tables.ts';
import { contractClusters } from './contraction.ts';
import { allLinks, deduplicationSources } from './link.ts';
import { contractSeparated } from './separated-contraction.ts';
import { Separation } from './separation.ts';
import { UnionFind } from './union-find.ts';

/** The stage that finds which records of one entity are one record: only those that are joined to another. */
export function groupStage(plan: UnifyPlan): Stage {
  return {
    name: 'deduplicate:cluster',
    summary: 'Groups of records of one entity that are linked, directly or through others.',
    table: GROUP_TABLE,
    run: async (session) => {
      const sources = deduplicationSources(plan);
      if (!session.dialect.supportsIntegerPairs) return groupInEngine(session, plan, allLinks(sources));
      const roots = sources.length > 0 ? await joinRecords(session, plan, allLinks(sources)) : new Int32Array(0);
      const sizes = new Int32Array(roots.length);
      for (const root of roots) sizes[root] = (sizes[root] ?? 0) + 1;
      const members = Int32Array.from(roots.keys()).filter((rid) => (sizes[roots[rid] ?? 0] ?? 0) > 1);
      await session.insertIntegerPairs(
        GROUP_TABLE,
        ['rid', 'root'],
        members,
        members.map((rid) => roots[rid] ?? rid),
      );
    },
  };
}

/** The stage that finds which records are one customer. The smallest row id of a cluster names it. */
export function clusterStage(plan: UnifyPlan): Stage {
  return {
    name: 'cluster',
    summary:
      'Clusters of records that are linked, directly or through others, and that no never match pair keeps apart.',
    table: CLUSTER_TABLE,
    run: async (session) => {
      const links = sql`select * from ${id(LINK_TABLE)}`;
      if (!session.dialect.supportsIntegerPairs) return joinInEngine(session, plan, { table: CLUSTER_TABLE, links });
      const roots = await joinRecords(session, plan, links);
      const records = Int32Array.from({ length: roots.length - 1 }, (_, index) => index + 1);
      await session.insertIntegerPairs(CLUSTER_TABLE, ['rid', 'cluster'], records, roots.subarray(1));
    },
  };
}

/**
 * Root of every record over some links. A link that would bring a never match pair into one cluster is refused; links are
 * taken by sequence, then score, then row ids, so that the same ones are refused in every run.
 */
async function joinRecords(session: EngineSession, plan: UnifyPlan, links: Sql): Promise<Int32Array> {
  const counts = plan.entities.map(({ name }) => sql`(select count(*) from ${id(keyTableOf(name))})`);
  const forest = new UnionFind(Number(await session.value(sql`select ${join(counts, ' + ')}`)));
  if (!hasNeverMatch(plan)) {
    const { left, right } = await session.integerPairs(sql`select left_rid, right_rid from (${links})`);
    left.forEach((rid, index) => void forest.union(rid, right[index] ?? rid));
    return forest.roots();
  }
  const never = await session.integerPairs(
    sql`select left_rid, right_rid from ${id(NEVER_TABLE)} order by left_rid, right_rid`,
  );
  const separation = new Separation(forest, never);
  const { left, right } = await session.integerPairs(
    sql`select left_rid, right_rid from (${links}) order by sequence, score desc, left_rid, right_rid`,
  );
  left.forEach((rid, index) => void separation.join(rid, right[index] ?? rid));
  return forest.roots();
}

/** The same by SQL alone: writes `rid, cluster` of every record. */
function joinInEngine(
  session: EngineSession,
  plan: UnifyPlan,
  { table, links }: { readonly table: string; readonly links: Sql },
): Promise<void> {
  const records = join(
    plan.entities.map(({ name }) => sql`select rid from ${id(keyTableOf(name))}`),
    ' union all ',
  );
  const never = sql`select left_rid, right_rid from ${id(NEVER_TABLE)}`;
  return hasNeverMatch(plan)
    ? contractSeparated(session, { table, records, links, never })
    : contractClusters(session, { table, records, links });
}

async function groupInEngine(session: EngineSession, plan: UnifyPlan, links: Sql): Promise<void> {
  const joined = 'unify_joined';
  await joinInEngine(session, plan, { table: joined, links });
  await session.run(sql`create or replace table ${id(GROUP_TABLE)} as select rid, cluster as root from ${id(joined)}
    where cluster in (select cluster from ${id(joined)} group by cluster having count(*) > 1)`);
  await session.drop(joined);
}
