import type { Dialect } from '../../sql/dialect.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { createTableStage, type Stage } from '../../sql/stage.ts';
import { saysSomething } from '../../sql/text.ts';
import { unifyError } from '../catalogue.ts';
import type { PlannedEntity, UnifyPlan } from '../plan/plan.ts';
import { KEY_CHECK_TABLE, keyTableOf, RID, recordTableOf } from '../tables.ts';

/** How many of these attributes say something, over a record table. */
export function filledCount(entity: PlannedEntity, relation: string): Sql {
  const filled = entity.mapped.map(
    (attribute) => sql`case when ${id(relation)}.${id(attribute.name)} is not null then 1 else 0 end`,
  );
  return sql`(${join(filled, ' + ')})`;
}

/** Stages that number the records of every entity and keep one row a primary key. */
export function recordStages(plan: UnifyPlan, dialect: Dialect): Stage[] {
  return [
    ...plan.entities.map((entity) => keyStage(entity, plan.entities.slice(0, entity.position))),
    ...plan.entities.map((entity) => recordStage(entity, dialect)),
    checkStage(plan.entities),
  ];
}

function keyStage(entity: PlannedEntity, before: readonly PlannedEntity[]): Stage {
  const key = id(entity.primaryKey.name);
  const counts = before.map((earlier) => sql`(select count(*) from ${id(keyTableOf(earlier.name))})`);
  const offset = join([sql`0`, ...counts], ' + ');
  return createTableStage({
    name: `map:key:${entity.name}`,
    summary: `Numbers the primary keys of ${entity.name}, in their order.`,
    table: keyTableOf(entity.name),
    query: sql`select key, cast(row_number() over (order by key) + ${offset} as integer) as rid, copies
      from (select ${key} as key, count(*) as copies from ${id(entity.name)} where ${hasKey(entity)} group by ${key})`,
  });
}

function hasKey({ primaryKey }: PlannedEntity): Sql {
  return isKey(primaryKey, id(primaryKey.name));
}

/** Whether a value of a primary key names a record. */
export function isKey({ type }: PlannedEntity['primaryKey'], value: Sql): Sql {
  return type === 'string' ? saysSomething(value) : sql`${value} is not null`;
}

/** The attributes of a record over its source row as `source`. Text that is blank says nothing: from here on it is null. */
export function recordValues(entity: PlannedEntity): Sql[] {
  return entity.attributes.map((attribute) => {
    const value = sql`source.${id(attribute.name)}`;
    return attribute.type === 'string' && attribute !== entity.primaryKey
      ? sql`case when ${saysSomething(value)} then ${value} end as ${id(attribute.name)}`
      : value;
  });
}

function recordStage(entity: PlannedEntity, dialect: Dialect): Stage {
  const names = join(entity.attributes.map((attribute) => id(attribute.name)));
  const values = recordValues(entity);
  const rows = sql`select keys.rid as ${id(RID)}, keys.copies, ${join(values)} from ${id(entity.name)} as source join ${id(keyTableOf(entity.name))} as keys on source.${id(entity.primaryKey.name)} = keys.key`;
  const rest = dialect.hash(entity.attributes.map((attribute) => sql`record.${id(attribute.name)}`));
  return createTableStage({
    name: `map:record:${entity.name}`,
    summary: `Keeps the mapped attributes of ${entity.name}, of each primary key the most filled row.`,
    table: recordTableOf(entity.name),
    query: sql`select ${id(RID)}, ${names} from (${rows} where keys.copies = 1)
      union all
      select ${id(RID)}, ${names} from (
        select *, row_number() over (partition by ${id(RID)} order by ${filledCount(entity, 'record')} desc, ${rest}) as place
        from (${rows} where keys.copies > 1) as record) where place = 1`,
  });
}

function checkStage(entities: readonly PlannedEntity[]): Stage {
  const checks = entities.map((entity) => {
    const keys = id(keyTableOf(entity.name));
    return sql`select ${entity.name} as entity, (select count(*) from ${id(entity.name)}) as source_rows,
      count(*) as records, coalesce(sum(copies), 0) as keyed_rows, count(case when copies > 1 then 1 end) as duplicates from ${keys}`;
  });
  return {
    name: 'map:check',
    summary: 'Counts the rows of every entity, and those without or with a repeated primary key.',
    table: KEY_CHECK_TABLE,
    run: async (session) => {
      await session.run(sql`create or replace table ${id(KEY_CHECK_TABLE)} as ${join(checks, ' union all ')}`);
      await refuseKeyless(session, entities);
    },
  };
}

/** @throws FLX_UNIFY_KEY_EMPTY for the first entity that has rows, but none with a key. */
async function refuseKeyless(session: EngineSession, entities: readonly PlannedEntity[]): Promise<void> {
  const rows = await session.rows(
    sql`select entity, source_rows from ${id(KEY_CHECK_TABLE)} where keyed_rows = 0 and source_rows > 0`,
  );
  const keyless = entities.find(({ name }) => rows.some((row) => row['entity'] === name));
  if (!keyless) return;
  const count = Number(rows.find((row) => row['entity'] === keyless.name)?.['source_rows']);
  throw unifyError(
    'FLX_UNIFY_KEY_EMPTY',
    { entity: keyless.name, attribute: keyless.primaryKey.name, rows: count },
    { place: { object: 'unification', pointer: `/entities/${keyless.position}/primaryKey` } },
  );
}
