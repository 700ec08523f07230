import { deduplicationTableOf, previousTableOf, TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { createOutputStage, type Stage } from '../../sql/stage.ts';
import { ID_HISTORY_TABLE } from '../naming/stage.ts';
import type { UnifyPlan } from '../plan/plan.ts';
import { NAME_TABLE } from '../tables.ts';
import { AFFECTED_ID_TABLE, AFFECTED_TABLE, AREAS } from './tables.ts';

/** How a published table follows a change of some records. */
interface Splice {
  readonly table: string;
  /** Condition on a published row `kept`: it is about other records. */
  readonly isKept: Sql;
  /** Rows that take the place of the others. */
  readonly rows: Sql;
}

/** Stages that put the tables of unification together: published rows of other records, new rows of the affected ones. */
export function spliceStages(plan: UnifyPlan): Stage[] {
  return splices(plan).map(({ table, isKept, rows }) =>
    createOutputStage({
      name: `merge:splice:${table}`,
      summary: `${table} as published, but for the records that changed and those of their clusters.`,
      table,
      query: sql`select * from ${id(previousTableOf(table))} as kept where ${isKept} union all by name ${rows}`,
    }),
  );
}

function splices(plan: UnifyPlan): Splice[] {
  const remade = (table: string) => sql`select * from ${id(AREAS.after, table)}`;
  const isNoneOf = (column: string, gone: Sql) => sql`kept.${id(column)} not in (${gone})`;
  const ids = sql`select ${id('CustomerId')} from ${id(AFFECTED_ID_TABLE)}`;
  const { customer, alternateKey, matchPairs } = TABLES;
  const pairs = sql`select ${id('TrueObjectId')} from ${id(AREAS.before, matchPairs)}`;
  const deduplications = plan.entities
    .filter(({ hasDeduplication }) => hasDeduplication)
    .map(({ name, primaryKey }): Splice => {
      const table = deduplicationTableOf(name);
      const records = sql`select value from ${id(AFFECTED_TABLE)} where entity = ${name}`;
      return {
        table,
        isKept: sql`cast(kept.${id(primaryKey.name)} as varchar) not in (${records})`,
        rows: remade(table),
      };
    });
  return [
    { table: customer, isKept: isNoneOf('CustomerId', ids), rows: remade(customer) },
    { table: alternateKey, isKept: isNoneOf('CustomerId', ids), rows: remade(alternateKey) },
    { table: matchPairs, isKept: isNoneOf('TrueObjectId', pairs), rows: remade(matchPairs) },
    ...deduplications,
    { table: ID_HISTORY_TABLE, isKept: sql`true`, rows: newIds() },
  ];
}

function newIds(): Sql {
  const known = id(previousTableOf(ID_HISTORY_TABLE));
  return sql`select name.${id('CustomerId')}, (select coalesce(max(${id('FirstRefresh')}), 0) + 1 from ${known}) as ${id('FirstRefresh')}
    from ${id(AREAS.after, NAME_TABLE)} as name where not exists (select 1 from ${known} as known where known.${id('CustomerId')} = name.${id('CustomerId')})`;
}

/** The tables that are spliced; all of them must have been published. */
export async function hasPublished(session: EngineSession, plan: UnifyPlan): Promise<boolean> {
  const entities = plan.entities.map(({ name }) => name);
  for (const name of [...splices(plan).map(({ table }) => table), ...entities])
    if ((await session.columns(previousTableOf(name))) === undefined) return false;
  return true;
}

/** Names the profiles that the affected records had. */
export async function writeAffectedIds(session: EngineSession): Promise<void> {
  await session.run(sql`create or replace table ${id(AFFECTED_ID_TABLE)} as select distinct previous.${id('CustomerId')}
    from ${id(previousTableOf(TABLES.alternateKey))} as previous join ${id(AFFECTED_TABLE)} as affected
    on previous.${id('EntityName')} = affected.entity and previous.${id('AlternateValue')} = affected.value`);
}

/** Published rows of the affected profiles, under the names that naming reads. */
export async function limitPrevious(area: EngineSession): Promise<void> {
  for (const table of [TABLES.customer, TABLES.alternateKey].map(previousTableOf))
    await area.run(sql`create or replace table ${id(table)} as select * from ${area.outer(table)}
      where ${id('CustomerId')} in (select ${id('CustomerId')} from ${id(AFFECTED_ID_TABLE)})`);
}

/** What the affected profiles were called, where statistics look for the names of profiles. */
export async function writePublishedNames(area: EngineSession): Promise<void> {
  const columns = join([id('CustomerId'), id('PreviousCustomerId')]);
  await area.run(sql`create or replace table ${id(NAME_TABLE)} as select ${columns} from ${area.outer(previousTableOf(TABLES.customer))}
    where ${id('CustomerId')} in (select ${id('CustomerId')} from ${id(AFFECTED_ID_TABLE)})`);
}
