import { deduplicationTableOf, previousTableOf, TABLES } from '../../model/tables.ts';
import type { EngineSession, TableChange } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import type { Stage } from '../../sql/stage.ts';
import { ID_HISTORY_TABLE } from '../naming/stage.ts';
import type { UnifyPlan } from '../plan/plan.ts';
import { NAME_TABLE } from '../tables.ts';
import { AFFECTED_ID_TABLE, AFFECTED_TABLE, AREAS } from './tables.ts';

/** How a published table follows a change of some records. */
interface Splice extends Omit<TableChange, 'previous'> {
  readonly table: string;
}

/** Stages that put the tables of unification together: published rows of other records, new rows of the affected ones. */
export function spliceStages(plan: UnifyPlan): Stage[] {
  return splices(plan).map(({ table, ...change }) => ({
    name: `merge:splice:${table}`,
    summary: `${table} as published, but for the records that changed and those of their clusters.`,
    table,
    run: (session) => session.createChangedTable(table, { previous: previousTableOf(table), ...change }),
  }));
}

function splices(plan: UnifyPlan): Splice[] {
  const remade = (table: string) => sql`select * from ${id(AREAS.after, table)}`;
  const former = (table: string, key: string) => sql`select ${id(key)} from ${id(AREAS.before, table)}`;
  const { customer, alternateKey, matchPairs } = TABLES;
  const replaced = (table: string, key: string): Splice => ({
    table,
    keys: [key],
    gone: former(table, key),
    rows: remade(table),
  });
  const deduplications = plan.entities
    .filter(({ hasDeduplication }) => hasDeduplication)
    .map(({ name, primaryKey }) => replaced(deduplicationTableOf(name), primaryKey.name));
  return [
    {
      table: customer,
      keys: ['CustomerId'],
      gone: sql`select ${id('CustomerId')} from ${id(AFFECTED_ID_TABLE)}`,
      rows: remade(customer),
    },
    {
      table: alternateKey,
      keys: ['EntityName', 'AlternateValue'],
      gone: sql`select entity as ${id('EntityName')}, value as ${id('AlternateValue')} from ${id(AFFECTED_TABLE)}`,
      rows: remade(alternateKey),
    },
    replaced(matchPairs, 'TrueObjectId'),
    ...deduplications,
    {
      table: ID_HISTORY_TABLE,
      keys: ['CustomerId'],
      gone: sql`select '' as ${id('CustomerId')} where false`,
      rows: newIds(),
    },
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
