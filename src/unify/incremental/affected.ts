import { previousTableOf, TABLES } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { runStages, type Stage, type StageRun } from '../../sql/stage.ts';
import type { UnifyPlan } from '../plan/plan.ts';
import { keyTableOf, LINK_TABLE } from '../tables.ts';
import { createPart, runIn } from './part.ts';
import { hasLargeBlock, neighbours, prepareProbe, probe } from './probe.ts';
import { AFFECTED_TABLE, AREAS, CHANGED_TABLE, FRONTIER_TABLE, HALO_TABLE } from './tables.ts';

const CUSTOMER_ID = id('CustomerId');
const keys = id(previousTableOf(TABLES.alternateKey));
const isRecord = (record: string) =>
  sql`previous.${id('EntityName')} = ${id(record)}.entity and previous.${id('AlternateValue')} = ${id(record)}.value`;

export interface ClosureRequest {
  readonly plan: UnifyPlan;
  /** Stages from the records to the links of all rules. */
  readonly linking: readonly Stage[];
  readonly run: StageRun;
}

/** Share of all records from which on it is cheaper to unify everything anew. */
const MOST_AFFECTED = 0.2;
/** Records that cost next to nothing, whatever their share. */
const FEW = 1000;

/**
 * Finds the records whose clusters may be others now: those that changed with the whole clusters they were in, then, as
 * long as a rule links one of them to a record outside, the whole cluster of that record too. No link old or new leads out
 * of the set that is left in `AFFECTED_TABLE`, so that it can be unified apart from the rest.
 * @returns why everything must be unified anew, as a sentence; undefined when the set was found.
 */
export async function findAffected(session: EngineSession, request: ClosureRequest): Promise<string | undefined> {
  const records = await countRecords(session, request.plan);
  const most = Math.max(records * MOST_AFFECTED, FEW);
  await startFromChanges(session);
  const area = await session.area(AREAS.closure);
  try {
    let isPrepared = false;
    while ((await session.rowCount(FRONTIER_TABLE)) > 0) {
      if (!isPrepared) await prepareProbe(area, request.plan, request.run);
      isPrepared = true;
      await probe(area, request.plan);
      if (await hasLargeBlock(area, request.plan)) return 'A block of records is too large and skipped.';
      await findHalo(area, request.plan);
      const looked = (await area.rowCount(AFFECTED_TABLE)) + (await area.rowCount(HALO_TABLE));
      if (looked > most) return reaches(looked, records);
      await followLinks(session, request);
    }
    const affected = await session.rowCount(AFFECTED_TABLE);
    return affected > most ? reaches(affected, records) : undefined;
  } finally {
    await area.close();
    for (const name of [AREAS.closure, AREAS.frontier, AREAS.trial])
      await session.run(sql`drop schema if exists ${id(name)} cascade`);
  }
}

const reaches = (some: number, all: number) => `The change reaches ${some} of ${all} records.`;

async function countRecords(session: EngineSession, { entities }: UnifyPlan): Promise<number> {
  const counts = entities.map(({ name }) => sql`(select count(*) from ${id(name)})`);
  return Number(await session.value(sql`select ${join(counts, ' + ')}`));
}

/** Changed records and their old clusters. Only where compared values changed can links have changed. */
async function startFromChanges(session: EngineSession): Promise<void> {
  const changed = id(CHANGED_TABLE);
  await session.run(sql`create or replace table ${id('unify_touched')} as
    select previous.${CUSTOMER_ID}, max(case when changed.is_relevant then 1 else 0 end) as is_relevant
    from ${changed} as changed join ${keys} as previous on ${isRecord('changed')} group by previous.${CUSTOMER_ID}`);
  await session.run(sql`create or replace table ${id('unify_started')} as
    select entity, value, max(is_relevant) as is_relevant from (
      select previous.${id('EntityName')} as entity, previous.${id('AlternateValue')} as value, touched.is_relevant
      from ${keys} as previous join ${id('unify_touched')} as touched using (${CUSTOMER_ID})
      union all select entity, value, case when is_relevant then 1 else 0 end from ${changed}) group by entity, value`);
  const started = id('unify_started');
  await session.run(sql`create or replace table ${id(AFFECTED_TABLE)} as select entity, value from ${started}`);
  await session.run(
    sql`create or replace table ${id(FRONTIER_TABLE)} as select entity, value from ${started} where is_relevant = 1`,
  );
}

/** Records outside that share keys with the frontier, with the clusters they were in. */
async function findHalo(area: EngineSession, plan: UnifyPlan): Promise<void> {
  const found = sql`select distinct entity, value from (${neighbours(plan)})`;
  await area.run(sql`create or replace table ${area.outer(HALO_TABLE)} as ${clustersOf(outside(found))}`);
}

const outside = (records: Sql) =>
  sql`select entity, value from (${records}) as found where not exists (select 1 from ${id(AFFECTED_TABLE)} as affected where affected.entity = found.entity and affected.value = found.value)`;

/** All records of the published profiles that hold one of `records`. */
function clustersOf(records: Sql): Sql {
  return sql`select previous.${id('EntityName')} as entity, previous.${id('AlternateValue')} as value from ${keys} as previous
    where previous.${CUSTOMER_ID} in (select previous.${CUSTOMER_ID} from ${keys} as previous join (${records}) as found on ${isRecord('found')})`;
}

/** Links the affected records and those around them; the clusters that a link reaches are affected and the next frontier. */
async function followLinks(session: EngineSession, { plan, linking, run }: ClosureRequest): Promise<void> {
  const none = sql`select entity, value from ${id(HALO_TABLE)} where false`;
  if ((await session.rowCount(HALO_TABLE)) === 0) {
    await session.run(sql`create or replace table ${id(FRONTIER_TABLE)} as ${none}`);
    return;
  }
  const around = sql`select * from ${id(AFFECTED_TABLE)} union all select * from ${id(HALO_TABLE)}`;
  const trial = await createPart(session, { area: AREAS.trial, plan, records: around, isBefore: false });
  try {
    await runStages(trial, linking, runIn(AREAS.trial, run));
    await trial.run(
      sql`create or replace table ${trial.outer(FRONTIER_TABLE)} as ${clustersOf(outside(linkedRecords(trial, plan)))}`,
    );
  } finally {
    await trial.close();
  }
  await session.run(sql`insert into ${id(AFFECTED_TABLE)} select entity, value from ${id(FRONTIER_TABLE)}`);
}

/** Records at the other end of a link of an affected record: entity, value. */
function linkedRecords({ dialect }: EngineSession, plan: UnifyPlan): Sql {
  const named = plan.entities.map(
    ({ name }) =>
      sql`select ${name} as entity, cast(key as ${dialect.typeName('string')}) as value, rid from ${id(keyTableOf(name))}`,
  );
  const links = sql`select left_rid as rid, right_rid as partner from ${id(LINK_TABLE)} union all select right_rid, left_rid from ${id(LINK_TABLE)}`;
  return sql`with named as (${join(named, ' union all ')})
    select distinct linked.entity, linked.value from (${links}) as link
      join named as own on own.rid = link.rid join ${id(AFFECTED_TABLE)} as affected on affected.entity = own.entity and affected.value = own.value
      join named as linked on linked.rid = link.partner`;
}
