import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { createTableStage, type Stage } from '../../sql/stage.ts';
import type { PlannedEntity, UnifyPlan } from '../plan/plan.ts';
import { keyTableOf, MEMBER_TABLE, PROFILE_TABLE, RID, recordTableOf } from '../tables.ts';

/** Stands between the parts of what an id is derived from; no name or key holds it. */
const PART_END = '\u001f';

/** Ids derived from the smallest record of each cluster: cluster, CustomerId. */
export const FRESH_TABLE = 'unify_fresh_id';
/** Ids derived from stable fields, where the definition names some: cluster, CustomerId. */
export const FIELD_ID_TABLE = 'unify_field_id';

/** An id in the form of a UUID version 8 that is the same for the same text. */
export function derivedId(text: Sql): Sql {
  const digest = sql`md5(${text})`;
  const part = (start: number, length: number) => sql`substr(${digest}, ${start}, ${length})`;
  return sql`${part(1, 8)} || '-' || ${part(9, 4)} || '-8' || ${part(14, 3)} || '-8' || ${part(18, 3)} || '-' || ${part(21, 12)}`;
}

/** Name of the stage that derives an id for every profile. */
export const FRESH_STAGE = 'name:fresh';

/** The stage that derives an id for every profile from the entity and key of its smallest record. */
export function freshIdStage(plan: UnifyPlan, dialect: Dialect): Stage {
  const parts = plan.entities.map(
    ({ name }) =>
      sql`select profile.cluster, ${derivedId(sql`${name + PART_END} || cast(keys.key as ${dialect.typeName('string')})`)} as ${id('CustomerId')}
        from ${id(PROFILE_TABLE)} as profile join ${id(keyTableOf(name))} as keys on keys.rid = profile.cluster`,
  );
  return createTableStage({
    name: FRESH_STAGE,
    summary: 'An id for every profile, derived from the entity and key of its first record.',
    table: FRESH_TABLE,
    query: join(parts, ' union all '),
  });
}

/** The stage that derives ids from the stable fields of the definition: the first field that has a value decides. */
export function fieldIdStage(plan: UnifyPlan, dialect: Dialect): Stage[] {
  const sources = plan.unification.customerIdKeys ?? [];
  if (sources.length === 0) return [];
  const parts = sources.flatMap(({ entity: name, attribute }, index) => {
    const entity = plan.entities.find((candidate) => candidate.name === name);
    return entity ? [fieldValues(entity, attribute, { index, dialect })] : [];
  });
  const named = sql`${id('EntityName')} || ${PART_END} || ${id('AttributeName')} || ${PART_END} || value`;
  const first = sql`select *, row_number() over (partition by cluster order by source) as place from (${join(parts, ' union all ')})`;
  return [
    createTableStage({
      name: 'name:field',
      summary: 'Ids derived from stable fields; of profiles with the same value the first has the id.',
      table: FIELD_ID_TABLE,
      query: sql`select min(cluster) as cluster, ${id('CustomerId')} from (select cluster, ${derivedId(named)} as ${id('CustomerId')} from (${first}) where place = 1) group by ${id('CustomerId')}`,
    }),
  ];
}

function fieldValues(
  entity: PlannedEntity,
  attribute: string,
  { index, dialect }: { index: number; dialect: Dialect },
): Sql {
  const value = sql`record.${id(attribute)}`;
  return sql`select member.cluster, ${index} as source, ${entity.name} as ${id('EntityName')}, ${attribute} as ${id('AttributeName')}, min(cast(${value} as ${dialect.typeName('string')})) as value
    from ${id(MEMBER_TABLE)} as member join ${id(recordTableOf(entity.name))} as record on record.${id(RID)} = member.rid
    where ${value} is not null group by member.cluster`;
}
