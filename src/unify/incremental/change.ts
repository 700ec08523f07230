import { previousTableOf } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { valuesOf } from '../map/normal.ts';
import { isKey } from '../map/records.ts';
import type { PlannedEntity, UnifyPlan } from '../plan/plan.ts';
import { CHANGED_TABLE, changeTableOf } from './tables.ts';

/**
 * Finds the records of every entity that differ from the published rows in what unification reads.
 * @returns why they cannot be followed, as a sentence; undefined when they can.
 */
export async function findChanges(session: EngineSession, plan: UnifyPlan): Promise<string | undefined> {
  for (const entity of plan.entities) {
    await session.run(changeQuery(session, entity));
    if (await hasKeyFaults(session, entity)) return `Primary keys of ${entity.name} are missing or repeated.`;
  }
  const changed = plan.entities.map((entity) => changedRecords(session, plan, entity));
  await session.run(sql`create or replace table ${id(CHANGED_TABLE)} as ${join(changed, ' union all ')}`);
  return undefined;
}

function changeQuery(session: EngineSession, entity: PlannedEntity): Sql {
  const key = id(entity.primaryKey.name);
  const differing = session.differingKeys(entity.name, previousTableOf(entity.name), [entity.primaryKey.name]);
  const limit = differing ? sql` where ${key} in (${differing})` : sql``;
  const hash = session.dialect.hash(entity.attributes.map(({ name }) => id(name)));
  const rows = (table: string) => sql`(select ${key} as key, ${hash} as hash from ${id(table)}${limit})`;
  return sql`create or replace table ${id(changeTableOf(entity.name))} as
    select coalesce(now.key, before.key) as key, before.hash is not null as was_there, now.hash is not null as is_there
    from ${rows(entity.name)} as now full outer join ${rows(previousTableOf(entity.name))} as before on now.key = before.key
    where now.hash is distinct from before.hash`;
}

/** The published rows have no such faults; so every fault shows in what changed, or in the number of rows. */
async function hasKeyFaults(session: EngineSession, { name, primaryKey }: PlannedEntity): Promise<boolean> {
  const faults =
    await session.value(sql`select (select count(*) from ${id(name)}) <> (select count(*) from ${id(previousTableOf(name))})
      + count(case when not was_there then 1 end) - count(case when not is_there then 1 end)
    or count(*) <> count(distinct key) or count(case when is_there and not ${isKey(primaryKey, sql`key`)} then 1 end) > 0
    from ${id(changeTableOf(name))}`);
  return faults === true;
}

function changedRecords({ dialect }: EngineSession, plan: UnifyPlan, entity: PlannedEntity): Sql {
  const key = id(entity.primaryKey.name);
  const compared = [...new Set(valuesOf(plan, entity).map(({ attribute }) => attribute.name))];
  const differs = compared.map((name) => sql`now.${id(name)} is distinct from before.${id(name)}`);
  const isRelevant = join([sql`now.${key} is null`, sql`before.${key} is null`, ...differs], ' or ');
  return sql`select ${entity.name} as entity, cast(change.key as ${dialect.typeName('string')}) as value, ${isRelevant} as is_relevant
    from ${id(changeTableOf(entity.name))} as change left join ${id(entity.name)} as now on now.${key} = change.key
    left join ${id(previousTableOf(entity.name))} as before on before.${key} = change.key`;
}
