import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { createTableStage, type Stage } from '../../sql/stage.ts';
import type { UnifyPlan } from '../plan/plan.ts';
import { CLUSTER_TABLE, keyTableOf, MEMBER_TABLE, PROFILE_TABLE } from '../tables.ts';

/** Stages that say which clusters become profiles, and which records they hold. */
export function profileStages(plan: UnifyPlan): Stage[] {
  const positioned = plan.entities.map(
    ({ name, position }) =>
      sql`select keys.rid, clustered.cluster, ${position} as position from ${id(keyTableOf(name))} as keys join ${id(CLUSTER_TABLE)} as clustered using (rid)`,
  );
  const all = sql`select rid, cluster, cast(position as integer) as position from (${join(positioned, ' union all ')})`;
  const profiles = createTableStage({
    name: 'cluster:profile',
    summary:
      'Clusters that become profiles: those of several entities, and single ones of entities that keep all records.',
    table: PROFILE_TABLE,
    query: sql`select cluster, records, is_matched from (
        select cluster, count(*) as records, min(position) <> max(position) as is_matched, min(position) as position from (${all}) group by cluster)
      where ${isKept(plan)}`,
  });
  const members = createTableStage({
    name: 'cluster:member',
    summary: 'The records of every profile.',
    table: MEMBER_TABLE,
    query: isEveryRecordKept(plan)
      ? all
      : sql`select members.* from (${all}) as members join ${id(PROFILE_TABLE)} using (cluster)`,
  });
  return [profiles, members];
}

const isEveryRecordKept = (plan: UnifyPlan) => plan.entities.every((entity) => entity.includeAllRecords);

function isKept(plan: UnifyPlan): Sql {
  const left = plan.entities.filter((entity) => !entity.includeAllRecords).map(({ position }) => sql`${position}`);
  return left.length === 0 ? sql`true` : sql`is_matched or position not in (${join(left)})`;
}
