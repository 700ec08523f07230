import { deduplicationTableOf } from '../../model/tables.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { createOutputStage, type Stage } from '../../sql/stage.ts';
import type { PlannedEntity, PlannedRule, UnifyPlan } from '../plan/plan.ts';
import { GROUP_TABLE, keyTableOf, linkTableOf, RID, recordTableOf } from '../tables.ts';
import { winnerQuery } from './winner.ts';

/** Stages that show the deduplication of every entity that asks for one, as `Deduplication_<Source>_<Entity>`. */
export function deduplicationOutputStages(plan: UnifyPlan, dialect: Dialect): Stage[] {
  return plan.entities
    .filter((entity) => entity.hasDeduplication)
    .map((entity) => {
      const rules = plan.deduplications.filter((rule) => rule.left === entity);
      return createOutputStage({
        name: `deduplicate:output:${entity.name}`,
        summary: `Every record of ${entity.name} with its group, its winner and the rules that grouped it.`,
        table: deduplicationTableOf(entity.name),
        query: outputQuery(entity, rules, dialect),
      });
    });
}

/** `Rule`, `Rule_2`, … and the like: one a rule, in their order. */
const numbered = (name: string, index: number) => id(index === 0 ? name : `${name}_${index + 1}`);

function outputQuery(entity: PlannedEntity, rules: readonly PlannedRule[], dialect: Dialect): Sql {
  const key = entity.primaryKey.name;
  const keys = id(keyTableOf(entity.name));
  const members = sql`select keys.rid, coalesce(grouped.root, keys.rid) as cluster from ${keys} as keys left join ${id(GROUP_TABLE)} as grouped using (rid)`;
  const text = dialect.typeName('string');
  const groupId = rules.length > 0 ? [sql`cast(root.key as ${text}) as ${id('Deduplication_GroupId')}`] : [];
  const ruleColumns = rules.flatMap((rule, index) => [
    sql`case when ${id(`rule${index}`)}.rid is not null then ${rule.name} end as ${numbered('Rule', index)}`,
    sql`${id(`rule${index}`)}.score as ${numbered('Score', index)}`,
  ]);
  const others = entity.mapped.filter((attribute) => attribute.name !== key);
  const columns = [
    sql`record.${id(key)}`,
    sql`winner.alternates as ${id(`${key}_Alternate`)}`,
    ...groupId,
    ...ruleColumns,
    sql`winning.key as ${id('Deduplication_WinnerId')}`,
    ...others.map((attribute) => sql`record.${id(attribute.name)}`),
  ];
  return sql`select ${join(columns)} from ${id(recordTableOf(entity.name))} as record
    join (${members}) as member on member.rid = record.${id(RID)}
    join (${winnerQuery(entity, members, dialect)}) as winner on winner.cluster = member.cluster
    join ${keys} as winning on winning.rid = winner.rid
    join ${keys} as root on root.rid = member.cluster
    ${join(
      rules.map((rule, index) => ruleJoin(rule, index)),
      '\n',
    )}`;
}

function ruleJoin(rule: PlannedRule, index: number): Sql {
  const links = id(linkTableOf(rule.key));
  const name = id(`rule${index}`);
  return sql`left join (select rid, max(score) as score from (
      select left_rid as rid, score from ${links} union all select right_rid, score from ${links}) group by rid) as ${name} on ${name}.rid = record.${id(RID)}`;
}
