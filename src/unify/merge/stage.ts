import { TABLES } from '../../model/tables.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { createTableStage, type Stage } from '../../sql/stage.ts';
import { preferredAttributes, preferredQuery, winnerQuery } from '../deduplicate/winner.ts';
import type { PlannedEntity, UnifyPlan } from '../plan/plan.ts';
import { keyTableOf, MEMBER_TABLE, NAME_TABLE, RID, recordTableOf, winnerTableOf } from '../tables.ts';
import { type ColumnOf, fieldValue, groupValues, recordColumn } from './choose.ts';
import { keyColumnOf, type ProfileFields } from './field.ts';

const preferredTableOf = (entity: string) => `unify_preferred_${entity}`;

const membersOf = (entity: PlannedEntity) =>
  sql`select rid, cluster from ${id(MEMBER_TABLE)} where position = ${entity.position}`;

/** Stages that find the record of each entity that stands for it in each profile. */
export function winnerStages(plan: UnifyPlan, dialect: Dialect): Stage[] {
  return plan.entities.flatMap((entity) => {
    const winners = createTableStage({
      name: `merge:winner:${entity.name}`,
      summary: `The record of ${entity.name} that stands for it in each profile, and the keys of the others.`,
      table: winnerTableOf(entity.name),
      query: winnerQuery(entity, membersOf(entity), dialect),
    });
    if (preferredAttributes(entity).length === 0) return [winners];
    const preferred = createTableStage({
      name: `merge:preferred:${entity.name}`,
      summary: `Values of attributes of ${entity.name} that have a preference of their own.`,
      table: preferredTableOf(entity.name),
      query: preferredQuery(entity, membersOf(entity)),
    });
    return [winners, preferred];
  });
}

/** Stages that make `Customer` and `AlternateKey`. */
export function mergeStages(plan: UnifyPlan, fields: ProfileFields, context: MergeContext): Stage[] {
  return [alternateKeyStage(plan, context), customerStage(plan, fields, context)];
}

export interface MergeContext {
  readonly dialect: Dialect;
  /** Data source of an entity. */
  readonly dataSourceOf: (entity: string) => string;
}

function alternateKeyStage(plan: UnifyPlan, { dialect, dataSourceOf }: MergeContext): Stage {
  const text = dialect.typeName('string');
  const parts = plan.entities.map(
    ({ name }) => sql`select ${dataSourceOf(name)} as ${id('DataSourceName')}, ${name} as ${id('EntityName')},
      cast(keys.key as ${text}) as ${id('AlternateValue')}, name.${id('CustomerId')}, keys.rid
      from ${id(MEMBER_TABLE)} as member join ${id(keyTableOf(name))} as keys on keys.rid = member.rid join ${id(NAME_TABLE)} as name on name.cluster = member.cluster`,
  );
  const columns = ['DataSourceName', 'EntityName', 'AlternateValue', 'CustomerId'].map((name) => id(name));
  return createTableStage({
    name: 'merge:keys',
    summary: 'Every source record with its CustomerId.',
    table: TABLES.alternateKey,
    query: sql`select ${join(columns)} from (${join(parts, ' union all ')}) order by rid`,
  });
}

function customerStage(plan: UnifyPlan, fields: ProfileFields, { dialect }: MergeContext): Stage {
  const columns = [
    sql`name.${id('CustomerId')}`,
    sql`name.${id('PreviousCustomerId')}`,
    ...plan.entities.flatMap(keyColumns),
    ...fieldColumns(fields, dialect),
  ];
  return createTableStage({
    name: 'merge:customer',
    summary: 'The unified profiles.',
    table: TABLES.customer,
    query: sql`select ${join(columns)} from ${id(NAME_TABLE)} as name ${entityJoins(plan.entities, 'name')} order by name.cluster`,
  });
}

function keyColumns(entity: PlannedEntity): Sql[] {
  const name = keyColumnOf(entity);
  return [
    sql`${id(`record${entity.position}`)}.${id(entity.primaryKey.name)} as ${id(name)}`,
    sql`${id(`winner${entity.position}`)}.alternates as ${id(`${name}_Alternate`)}`,
  ];
}

/** Joins of `relation` (with a column cluster) to the winner of every entity: `winner0`, `record0`, `preferred0` and so on. */
export function entityJoins(entities: readonly PlannedEntity[], relation: string): Sql {
  const joins = entities.flatMap((entity) => {
    const [winner, record] = [id(`winner${entity.position}`), id(`record${entity.position}`)];
    const preferred = id(`preferred${entity.position}`);
    return [
      sql`left join ${id(winnerTableOf(entity.name))} as ${winner} on ${winner}.cluster = ${id(relation)}.cluster`,
      sql`left join ${id(recordTableOf(entity.name))} as ${record} on ${record}.${id(RID)} = ${winner}.rid`,
      ...(preferredAttributes(entity).length > 0
        ? [
            sql`left join ${id(preferredTableOf(entity.name))} as ${preferred} on ${preferred}.cluster = ${id(relation)}.cluster`,
          ]
        : []),
    ];
  });
  return join(joins, '\n');
}

function fieldColumns({ fields, groups }: ProfileFields, dialect: Dialect): Sql[] {
  const columnOf: ColumnOf = (entity, attribute) =>
    recordColumn(entity.position, attribute, preferredAttributes(entity).includes(attribute));
  const single = fields.map((field) => sql`${fieldValue(field, columnOf, dialect)} as ${id(field.name)}`);
  const grouped = groups.flatMap((group) => {
    const values = groupValues(group, columnOf, dialect);
    return group.fields.map((field, index) => sql`${values[index] ?? sql`null`} as ${id(field.name)}`);
  });
  return [...single, ...grouped];
}
