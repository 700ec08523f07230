import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { filledCount } from '../map/records.ts';
import type { PlannedEntity, WinnerPolicy } from '../plan/plan.ts';
import { keyTableOf, RID, recordTableOf } from '../tables.ts';

/** Order of the records of a group, best first, over the record table as `record`. The larger key wins a tie. */
function winnerOrder(entity: PlannedEntity, winner: WinnerPolicy): Sql {
  const largerKey = sql`record.${id(RID)} desc`;
  const attribute = winner.attribute ?? entity.winner.attribute;
  if (winner.policy === 'mostFilled' || attribute === undefined)
    return sql`${filledCount(entity, 'record')} desc, ${largerKey}`;
  const direction = winner.policy === 'mostRecent' ? sql`desc` : sql`asc`;
  return sql`record.${id(attribute)} ${direction} nulls last, ${largerKey}`;
}

/**
 * Winner of each cluster among the records of one entity: cluster, rid, alternates (keys of the other records, joined
 * by `;`). `members` gives rid and cluster. Only clusters of several records need an order.
 */
export function winnerQuery(entity: PlannedEntity, members: Sql, dialect: Dialect): Sql {
  const key = sql`cast(keys.key as ${dialect.typeName('string')})`;
  return sql`with members as (${members}),
      sized as (select cluster, min(rid) as rid, count(*) as records from members group by cluster),
      ranked as (select members.cluster, members.rid, row_number() over (partition by members.cluster order by ${winnerOrder(entity, entity.winner)}) as place
        from members join sized on sized.cluster = members.cluster join ${id(recordTableOf(entity.name))} as record on record.${id(RID)} = members.rid
        where sized.records > 1),
      others as (select ranked.cluster, ${dialect.joinText(key, ';', sql`keys.rid`)} as alternates
        from ranked join ${id(keyTableOf(entity.name))} as keys on keys.rid = ranked.rid where ranked.place > 1 group by ranked.cluster)
    select cluster, rid, cast(null as ${dialect.typeName('string')}) as alternates from sized where records = 1
    union all
    select ranked.cluster, ranked.rid, others.alternates from ranked join others using (cluster) where ranked.place = 1`;
}

/** Attributes of an entity that have a preference of their own. */
export function preferredAttributes(entity: PlannedEntity): string[] {
  return Object.keys(entity.attributeWinners).filter((name) =>
    entity.attributes.some((attribute) => attribute.name === name),
  );
}

/**
 * Values that attributes with a preference of their own take in clusters of several records: cluster and one column an
 * attribute. Only records that have a value take part.
 */
export function preferredQuery(entity: PlannedEntity, members: Sql): Sql {
  const names = preferredAttributes(entity);
  const places = names.map((name, index) => {
    const policy = entity.attributeWinners[name] ?? entity.winner;
    const order = winnerOrder(entity, policy.policy === 'mostFilled' ? entity.winner : policy);
    return sql`row_number() over (partition by members.cluster order by case when record.${id(name)} is null then 1 else 0 end, ${order}) as ${id(`place${index}`)}`;
  });
  const values = names.map(
    (name, index) => sql`max(case when ${id(`place${index}`)} = 1 then ${id(name)} end) as ${id(name)}`,
  );
  const columns = names.map((name) => sql`record.${id(name)}`);
  return sql`with members as (${members}), several as (select cluster from members group by cluster having count(*) > 1)
    select cluster, ${join(values)} from (
      select members.cluster, ${join([...columns, ...places])} from members join several on several.cluster = members.cluster
      join ${id(recordTableOf(entity.name))} as record on record.${id(RID)} = members.rid) group by cluster`;
}
