import { TABLES } from '../../model/tables.ts';
import type { AttributeType } from '../../model/vocabulary.ts';
import type { Dialect } from '../../sql/dialect.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { createOutputStage, createTableStage, type Stage } from '../../sql/stage.ts';
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
  return createOutputStage({
    name: 'merge:keys',
    summary: 'Every source record with its CustomerId.',
    table: TABLES.alternateKey,
    query: sql`select ${join(columns)} from (${join(parts, ' union all ')})`,
  });
}

/**
 * Profiles of several entities join the winners of all of them; the others, which are most, come straight from the one
 * entity they have records of.
 */
function customerStage(plan: UnifyPlan, fields: ProfileFields, { dialect }: MergeContext): Stage {
  const named = [sql`name.${id('CustomerId')}`, sql`name.${id('PreviousCustomerId')}`];
  const columns = (present: readonly PlannedEntity[]) => {
    const keys = plan.entities.flatMap((entity) => keyColumns(entity, present.includes(entity), dialect));
    return join([...named, ...keys, ...fieldColumns(fields, present, dialect)]);
  };
  const single = plan.entities.map(
    (entity) => sql`select ${columns([entity])} from ${winnerRecords(entity)}
      join ${id(NAME_TABLE)} as name on name.cluster = ${winner(entity)}.cluster ${preferredJoin(entity)} where not name.is_matched`,
  );
  const matched = sql`select ${columns(plan.entities)} from (select * from ${id(NAME_TABLE)} where is_matched) as name ${winnerJoins(plan.entities, 'name')}`;
  return createOutputStage({
    name: 'merge:customer',
    summary: 'The unified profiles.',
    table: TABLES.customer,
    query: join(plan.entities.length > 1 ? [matched, ...single] : single, ' union all '),
  });
}

const winner = (entity: PlannedEntity) => id(`winner${entity.position}`);
const record = (entity: PlannedEntity) => id(`record${entity.position}`);
const preferred = (entity: PlannedEntity) => id(`preferred${entity.position}`);

function winnerRecords(entity: PlannedEntity): Sql {
  return sql`${id(winnerTableOf(entity.name))} as ${winner(entity)} join ${id(recordTableOf(entity.name))} as ${record(entity)} on ${record(entity)}.${id(RID)} = ${winner(entity)}.rid`;
}

function preferredJoin(entity: PlannedEntity): Sql {
  if (preferredAttributes(entity).length === 0) return sql``;
  return sql`left join ${id(preferredTableOf(entity.name))} as ${preferred(entity)} on ${preferred(entity)}.cluster = ${winner(entity)}.cluster`;
}

/** Joins of a relation with a column cluster to the winner of every entity: `winner0`, `record0`, `preferred0` and so on. */
export function winnerJoins(entities: readonly PlannedEntity[], relation: string): Sql {
  const joins = entities.map(
    (
      entity,
    ) => sql`left join ${id(winnerTableOf(entity.name))} as ${winner(entity)} on ${winner(entity)}.cluster = ${id(relation)}.cluster
      left join ${id(recordTableOf(entity.name))} as ${record(entity)} on ${record(entity)}.${id(RID)} = ${winner(entity)}.rid ${preferredJoin(entity)}`,
  );
  return join(joins, '\n');
}

function keyColumns(entity: PlannedEntity, isPresent: boolean, dialect: Dialect): Sql[] {
  const name = keyColumnOf(entity);
  const { primaryKey } = entity;
  const key = isPresent ? sql`${record(entity)}.${id(primaryKey.name)}` : nothing(primaryKey.type, dialect);
  const alternates = isPresent ? sql`${winner(entity)}.alternates` : nothing('string', dialect);
  return [sql`${key} as ${id(name)}`, sql`${alternates} as ${id(`${name}_Alternate`)}`];
}

const nothing = (type: AttributeType, dialect: Dialect) => sql`cast(null as ${dialect.typeName(type)})`;

function fieldColumns({ fields, groups }: ProfileFields, present: readonly PlannedEntity[], dialect: Dialect): Sql[] {
  const columnOf: ColumnOf = (entity, attribute) =>
    present.includes(entity)
      ? recordColumn(entity.position, attribute.name, preferredAttributes(entity).includes(attribute.name))
      : nothing(attribute.type, dialect);
  const single = fields.map((field) => sql`${fieldValue(field, columnOf, dialect)} as ${id(field.name)}`);
  const grouped = groups.flatMap((group) => {
    const values = groupValues(group, columnOf, dialect);
    return group.fields.map((field, index) => sql`${values[index] ?? sql`null`} as ${id(field.name)}`);
  });
  return [...single, ...grouped];
}
