import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { runStages, type Stage, type StageRun } from '../../sql/stage.ts';
import { NEIGHBOURHOOD } from '../blocking/slot.ts';
import { pairListStages } from '../match/pair-list.ts';
import type { UnifyPlan } from '../plan/plan.ts';
import { cutOf } from '../probability/cut.ts';
import type { ModelBasis } from '../probability/kept/basis.ts';
import { isReviewed, reviewRows } from '../probability/review.ts';
import type { ProbabilityState } from '../probability/run.ts';
import { KEY_TABLE, SCORE_TABLE } from '../probability/tables.ts';
import { unifyPartByProbability } from '../probability/unify.ts';
import { keyTableOf, RID, recordTableOf } from '../tables.ts';
import { COMPARED_RECORDS } from './blocks.ts';
import { numberRecords, runIn } from './part.ts';
import { pairsOfKeys } from './probable.ts';
import { AREAS, CHANGED_TABLE, LINKED_TABLE, REVIEWED_TABLE } from './tables.ts';

/** Published records that are compared: EntityName, AlternateValue, Neighbourhood. */
const COMPARED_TABLE = 'unify_compared';
/** Numbers of the changed records: rid. */
const CHANGED_RID_TABLE = 'unify_changed_rid';

/**
 * Compares the changed records with all that the model that is kept compares them with. Afterwards `LINKED_TABLE` holds the
 * neighbourhoods of those that are linked to one, and `REVIEWED_TABLE` the pairs for a person to look at.
 */
export async function compareChanged(
  session: EngineSession,
  { plan, basis, run }: { readonly plan: UnifyPlan; readonly basis: ModelBasis; readonly run: StageRun },
): Promise<void> {
  const area = await session.area(AREAS.compared);
  try {
    await area.run(sql`create or replace table ${id(COMPARED_TABLE)} as ${COMPARED_RECORDS}`);
    await numberCompared({ session, area }, plan);
    await runStages(area, [...pairListStages(plan, area.dialect), ...scoringStages(plan)], runIn(AREAS.compared, run));
    await area.run(sql`create or replace table ${area.outer(LINKED_TABLE)} as ${linked(area, plan)}`);
    const isClose = isReviewed(cutOf(plan), basis.reviewedWithin);
    const close = sql`select left_rid, right_rid, weight, false as is_matched from ${id(SCORE_TABLE)} where ${isClose}`;
    await area.run(
      sql`create or replace table ${area.outer(REVIEWED_TABLE)} as ${reviewRows(plan, area.dialect, close)}`,
    );
  } finally {
    await area.close();
  }
}

/** After `probeBlocks`: how many records the changed ones are compared with. */
export async function countCompared(session: EngineSession): Promise<number> {
  return Number(await session.value(sql`select count(*) from (${COMPARED_RECORDS})`));
}

/** Writes records, keys and numbers of both. */
async function numberCompared(
  { session, area }: { readonly session: EngineSession; readonly area: EngineSession },
  plan: UnifyPlan,
): Promise<void> {
  const changed = sql`select entity, value from ${area.outer(CHANGED_TABLE)} where is_relevant`;
  const compared = sql`select ${id('EntityName')} as entity, ${id('AlternateValue')} as value from ${id(COMPARED_TABLE)}`;
  await numberRecords(area, plan, {
    records: sql`${changed} union ${compared}`,
    rowsOf: (entity, condition) => session.rowsWhere(entity, condition),
  });
  for (const { name, primaryKey } of plan.entities)
    await area.run(
      sql`create or replace table ${id(keyTableOf(name))} as select ${id(primaryKey.name)} as key, ${id(RID)} as rid from ${id(recordTableOf(name))}`,
    );
  const text = area.dialect.typeName('string');
  const rids = plan.entities.map(
    ({ name }) =>
      sql`select rid from ${id(keyTableOf(name))} where cast(key as ${text}) in (select value from (${changed}) where entity = ${name})`,
  );
  await area.run(sql`create or replace table ${id(CHANGED_RID_TABLE)} as ${join(rids, ' union all ')}`);
}

/** The stages of the probabilistic mode as far as the weights of pairs with a changed record. */
function scoringStages(plan: UnifyPlan): readonly Stage[] {
  const { stages } = unifyPartByProbability(plan, gatherPairs);
  return stages.slice(0, stages.findIndex(({ table }) => table === SCORE_TABLE) + 1);
}

function gatherPairs(area: EngineSession, state: ProbabilityState): Promise<void> {
  const isChanged = sql`rid in (select rid from ${id(CHANGED_RID_TABLE)})`;
  return pairsOfKeys(area, state, [
    [sql`(select * from ${id(KEY_TABLE)} where ${isChanged})`, id(KEY_TABLE)],
    [
      sql`(select * from ${id(KEY_TABLE)} where not (${isChanged}))`,
      sql`(select * from ${id(KEY_TABLE)} where ${isChanged})`,
    ],
  ]);
}

/** Query of the neighbourhoods of records that a link leads to. */
function linked(area: EngineSession, plan: UnifyPlan): Sql {
  const text = area.dialect.typeName('string');
  const records = plan.entities.map(
    ({ name }) => sql`select rid, ${name} as entity, cast(key as ${text}) as value from ${id(keyTableOf(name))}`,
  );
  const isLinked = sql`weight >= ${cutOf(plan)}`;
  const ends = sql`select left_rid as rid from ${id(SCORE_TABLE)} where ${isLinked} union select right_rid from ${id(SCORE_TABLE)} where ${isLinked}`;
  return sql`select distinct compared.${NEIGHBOURHOOD} from (${ends}) as link join (${join(records, ' union all ')}) as record using (rid)
    join ${id(COMPARED_TABLE)} as compared on compared.${id('EntityName')} = record.entity and compared.${id('AlternateValue')} = record.value`;
}
