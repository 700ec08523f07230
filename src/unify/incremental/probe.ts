import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { runStages, type StageRun } from '../../sql/stage.ts';
import { blockKeysOf } from '../blocking/key.ts';
import {
  PUBLISHED_KEYS,
  type RuleSide,
  ruleSides,
  slotColumn,
  slotColumns,
  slotHashes,
  slotOf,
  slotsOf,
} from '../blocking/slot.ts';
import { normalStages } from '../map/normal.ts';
import { recordValues } from '../map/records.ts';
import { comparesPairs, type PlannedRule, type UnifyPlan } from '../plan/plan.ts';
import { normalTableOf, RID, recordTableOf } from '../tables.ts';
import { runIn } from './part.ts';
import { AREAS, CHANGED_KEY_TABLE, CHANGED_TABLE, FRONTIER_TABLE } from './tables.ts';

/** Keys that are looked for: entity and slot as numbers, hash, is_neighbour (a rule may try its record with one of the frontier). */
const SOUGHT_TABLE = 'unify_sought';
/** Records with those keys: the same columns and Customer, null of changed records. */
const FOUND_TABLE = 'unify_found';

const keysOf = (rule: PlannedRule, side: 'left' | 'right') => blockKeysOf(rule).map((key) => key[side]);

/** Brings the keys of the changed records into the form in which they are kept; here a record's number is its primary key. */
export async function writeChangedKeys(session: EngineSession, plan: UnifyPlan, run: StageRun): Promise<void> {
  const area = await session.area(AREAS.changed);
  const text = session.dialect.typeName('string');
  try {
    for (const entity of plan.entities) {
      const key = sql`source.${id(entity.primaryKey.name)}`;
      await area.run(sql`create or replace table ${id(recordTableOf(entity.name))} as
        select ${key} as ${id(RID)}, ${join(recordValues(entity))} from ${area.outer(entity.name)} as source
        where cast(${key} as ${text}) in (select value from ${id(CHANGED_TABLE)} where entity = ${entity.name} and is_relevant)`);
    }
    await runStages(area, normalStages(plan, area.dialect, keysOf), runIn(AREAS.changed, run));
    const parts = plan.entities
      .filter((entity) => slotsOf(plan, entity).length > 0)
      .map((entity) => {
        const columns = [sql`cast(${id(RID)} as ${text})`, ...slotHashes(plan, entity, area.dialect)];
        return sql`select ${entity.name}, ${join(columns)} from ${id(normalTableOf(entity.name))}`;
      });
    const none = sql`select ${join(recordColumns(plan))} from ${PUBLISHED_KEYS} where false`;
    await area.run(
      sql`create or replace table ${area.outer(CHANGED_KEY_TABLE)} as ${join([none, ...parts], ' union all ')}`,
    );
  } finally {
    await area.close();
  }
}

/** Columns of a record with its keys. */
export const recordColumns = (plan: UnifyPlan): Sql[] => [id('EntityName'), id('AlternateValue'), ...slotColumns(plan)];

/** Finds the records that share all keys of a rule with one of the frontier. */
export async function probe(session: EngineSession, plan: UnifyPlan): Promise<void> {
  const sought = ruleSides(plan).flatMap((ruleSide) => soughtBy(plan, ruleSide));
  await session.run(sql`create or replace table ${id(SOUGHT_TABLE)} as
    select entity, slot, hash, max(is_neighbour) as is_neighbour from (${unionOf(sought, NOTHING_SOUGHT)}) where hash is not null group by entity, slot, hash`);
  const found = plan.entities.flatMap((entity) =>
    slotsOf(plan, entity).flatMap((_, index) => [
      foundIn(sql`select * from ${PUBLISHED_KEYS}`, { ...entity, slot: index + 1 }),
      foundIn(sql`select *, null as ${id('Customer')} from ${id(CHANGED_KEY_TABLE)}`, { ...entity, slot: index + 1 }),
    ]),
  );
  await session.run(sql`create or replace table ${id(FOUND_TABLE)} as
    ${unionOf(found, sql`select *, cast(null as bigint) as ${id('Customer')} from (${NOTHING_SOUGHT}) where false`)}`);
}

const NOTHING_SOUGHT = sql`select 0 as entity, 0 as slot, 0 as hash, 0 as is_neighbour where false`;
const unionOf = (queries: readonly Sql[], nothing: Sql) =>
  queries.length > 0 ? join(queries, ' union all ') : nothing;

/** What one side of the frontier looks for on the other; and on its own side, where the size of blocks counts. */
function soughtBy(plan: UnifyPlan, { rule, side }: RuleSide): Sql[] {
  const other: RuleSide = { rule, side: rule.kind === 'match' && side === 'left' ? 'right' : 'left' };
  const isCounted = rule.kind === 'match' && comparesPairs(rule);
  const hash = slotColumn(slotOf(plan, { rule, side }));
  return [{ on: other, isNeighbour: 1 }, ...(isCounted ? [{ on: { rule, side }, isNeighbour: 0 }] : [])].map(
    ({ on, isNeighbour }) =>
      sql`select ${on.rule[on.side].position} as entity, ${slotOf(plan, on)} as slot, ${hash} as hash, ${isNeighbour} as is_neighbour
        from ${id(FRONTIER_TABLE)} where ${id('EntityName')} = ${rule[side].name}`,
  );
}

interface Place {
  readonly name: string;
  readonly position: number;
  readonly slot: number;
}

function foundIn(records: Sql, { name, position, slot }: Place): Sql {
  return sql`select sought.entity, sought.slot, sought.hash, sought.is_neighbour, record.${id('Customer')}
    from (${records}) as record join (select * from ${id(SOUGHT_TABLE)} where entity = ${position} and slot = ${slot}) as sought
    on sought.hash = record.${slotColumn(slot)} where record.${id('EntityName')} = ${name}`;
}

/** After `probe`: published profiles with a record that a rule may try with one of the frontier: Customer. */
export const NEIGHBOURS = sql`select distinct ${id('Customer')} from ${id(FOUND_TABLE)} where is_neighbour = 1 and ${id('Customer')} is not null`;

/** After `probe`: whether a block that holds a record of the frontier is larger than allowed, so that it is skipped as a whole. */
export async function hasLargeBlock(session: EngineSession, plan: UnifyPlan): Promise<boolean> {
  const sizes = [...plan.deduplications, ...plan.matches].filter(comparesPairs).map((rule) => {
    const sides = ruleSides(plan).filter((ruleSide) => ruleSide.rule === rule);
    const places = sides.map(
      (ruleSide) => sql`(entity = ${rule[ruleSide.side].position} and slot = ${slotOf(plan, ruleSide)})`,
    );
    return sql`select count(*) as size from ${id(FOUND_TABLE)} where ${join(places, ' or ')} group by hash`;
  });
  if (sizes.length === 0) return false;
  const largest = await session.value(sql`select max(size) from (${join(sizes, ' union all ')})`);
  return Number(largest ?? 0) > plan.maxBlockSize;
}
