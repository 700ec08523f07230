import type { Clock } from '../../base/clock.ts';
import { TABLES } from '../../model/tables.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { createOutputStage, type Stage } from '../../sql/stage.ts';
import { linkSources } from '../cluster/link.ts';
import { keyColumnOf } from '../merge/field.ts';
import { winnerJoins } from '../merge/stage.ts';
import type { PlannedEntity, UnifyPlan } from '../plan/plan.ts';
import { CLUSTER_TABLE, keyTableOf, LINK_TABLE, PROFILE_TABLE } from '../tables.ts';

/** The stage that shows what was matched, and by which rules: `ConflationMatchPairs`, a row a matched customer. */
export function matchOutputStage(plan: UnifyPlan, { dialect, clock }: { dialect: Dialect; clock: Clock }): Stage {
  return createOutputStage({
    name: 'match:pairs',
    summary: 'Matched customers with the keys and mapped fields of each entity, the rules and the lowest score.',
    table: TABLES.matchPairs,
    query: pairsQuery(plan, dialect, clock.now().toISOString()),
  });
}

function pairsQuery(plan: UnifyPlan, dialect: Dialect, modifiedOn: string): Sql {
  const keys = plan.entities.flatMap((entity) => [
    sql`${record(entity)}.${id(entity.primaryKey.name)} as ${id(keyColumnOf(entity))}`,
    sql`${id(`winner${entity.position}`)}.alternates as ${id(`${keyColumnOf(entity)}_Alternate`)}`,
  ]);
  const mapped = plan.entities.flatMap((entity) =>
    entity.mapped
      .filter((attribute) => attribute.name !== entity.primaryKey.name)
      .map((attribute) => sql`${record(entity)}.${id(attribute.name)} as ${id(`${entity.name}_${attribute.name}`)}`),
  );
  const columns = [
    sql`root.id as ${id('TrueObjectId')}`,
    ...keys,
    sql`evidence.rules as ${id('Rule')}`,
    sql`evidence.score as ${id('Score')}`,
    sql`${dialect.momentLiteral(modifiedOn)} as ${id('ConflationMatchPairs_ModifiedOn')}`,
    ...mapped,
  ];
  return sql`select ${join(columns)} from (select cluster from ${id(PROFILE_TABLE)} where is_matched) as profile
    join (${rootIds(plan, dialect)}) as root on root.cluster = profile.cluster
    join (${evidence(plan)}) as evidence on evidence.cluster = profile.cluster
    ${winnerJoins(plan.entities, 'profile')}`;
}

const record = (entity: PlannedEntity) => id(`record${entity.position}`);

/** Position of an entity and key of a record, as one text. */
export const pairIdOf = (position: number, key: Sql): Sql => sql`${`${position}__`} || ${key}`;

/** What the pairs of a cluster are called: after its first record. */
function rootIds(plan: UnifyPlan, dialect: Dialect): Sql {
  const parts = plan.entities.map(
    ({ name, position }) =>
      sql`select rid as cluster, ${pairIdOf(position, sql`cast(key as ${dialect.typeName('string')})`)} as id from ${id(keyTableOf(name))}`,
  );
  return join(parts, ' union all ');
}

/**
 * Names of the rules that hold each cluster together, in their order, and the lowest score of its links. Rules are
 * gathered as flags and named once a cluster: an aggregate of text costs several times one of numbers.
 */
function evidence(plan: UnifyPlan): Sql {
  const sources = linkSources(plan);
  const flags = sources.map(
    ({ sequence }) => sql`max(case when sequence = ${sequence} then 1 end) as ${id(`by${sequence}`)}`,
  );
  const names = sources.map(({ sequence, name }) => sql`case when ${id(`by${sequence}`)} = 1 then ${name} end`);
  const gathered = sql`select cluster, ${join([...flags, sql`min(score) as score`])}
    from ${id(LINK_TABLE)} join ${id(CLUSTER_TABLE)} on rid = left_rid group by cluster`;
  return sql`select cluster, concat_ws(';', ${join([...names, sql`null`])}) as rules, score from (${gathered})`;
}
