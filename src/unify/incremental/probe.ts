import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { runStages, type StageRun } from '../../sql/stage.ts';
import { blockKeysOf } from '../blocking/key.ts';
import { KNOWN_SKIPPED } from '../blocking/skipped.ts';
import {
  PUBLISHED_KEY_TABLE,
  type RuleSide,
  ruleSides,
  slotColumns,
  slotHashes,
  slotOf,
  slotsOf,
  unitOf,
} from '../blocking/slot.ts';
import { normalStages } from '../map/normal.ts';
import { recordValues } from '../map/records.ts';
import { comparesPairs, type PlannedRule, type UnifyPlan } from '../plan/plan.ts';
import { normalTableOf, RID, recordTableOf } from '../tables.ts';
import { runIn } from './part.ts';
import {
  AREAS,
  CHANGED_KEY_TABLE,
  CHANGED_TABLE,
  FORMER_KEY_TABLE,
  FRONTIER_TABLE,
  nowTableOf,
  SKIPPED_TABLE,
} from './tables.ts';

/** Keys that are looked for: entity and slot as numbers, hash, is_neighbour (a rule may try its record with one of the frontier). */
const SOUGHT_TABLE = 'unify_sought';
/** Records with those keys: the same columns, before and now (what they count for in their block), and the unit, null of changed records. */
const FOUND_TABLE = 'unify_found';
/** Published records with one of these hashes in its slot: EntityName, Key1, …, unit. */
const CANDIDATE_TABLE = 'unify_candidate';

const keysOf = (rule: PlannedRule, side: 'left' | 'right') => blockKeysOf(rule).map((key) => key[side]);

/** Brings the keys of the changed records into the form in which they are kept; here a record's number is its primary key. */
export async function writeChangedKeys(session: EngineSession, plan: UnifyPlan, run: StageRun): Promise<void> {
  const area = await session.area(AREAS.changed);
  const text = session.dialect.typeName('string');
  try {
    for (const entity of plan.entities) {
      const key = sql`source.${id(entity.primaryKey.name)}`;
      await area.run(sql`create or replace table ${id(recordTableOf(entity.name))} as
        select ${key} as ${id(RID)}, ${join(recordValues(entity))} from ${area.outer(nowTableOf(entity.name))} as source
        where cast(${key} as ${text}) in (select value from ${id(CHANGED_TABLE)} where entity = ${entity.name} and is_relevant)`);
    }
    await runStages(area, normalStages(plan, area.dialect, keysOf), runIn(AREAS.changed, run));
    const parts = plan.entities
      .filter((entity) => slotsOf(plan, entity).length > 0)
      .map((entity) => {
        const columns = [sql`cast(${id(RID)} as ${text})`, ...slotHashes(plan, entity, area.dialect)];
        return sql`select ${entity.name}, ${join(columns)} from ${id(normalTableOf(entity.name))}`;
      });
    const none = sql`select ${join(recordColumns(plan))} from ${id(PUBLISHED_KEY_TABLE)} where false`;
    await area.run(
      sql`create or replace table ${area.outer(CHANGED_KEY_TABLE)} as ${join([none, ...parts], ' union all ')}`,
    );
  } finally {
    await area.close();
  }
}

/** Columns of a record with its keys. */
export const recordColumns = (plan: UnifyPlan): Sql[] => [id('EntityName'), id('AlternateValue'), ...slotColumns(plan)];

/** Finds the records that share all keys of a rule with one of the frontier, or did before they changed. */
export async function probe(session: EngineSession, plan: UnifyPlan): Promise<void> {
  const unit = unitOf(plan);
  await session.run(sql`create or replace table ${id(SOUGHT_TABLE)} as ${soughtKeys(plan)}`);
  const isSought = slotColumns(plan).map(
    (column, index) => sql`${column} in (select hash from ${id(SOUGHT_TABLE)} where slot = ${index + 1})`,
  );
  const columns = [id('EntityName'), ...slotColumns(plan)];
  const published = await session.rowsWhere(PUBLISHED_KEY_TABLE, join(isSought, ' or '));
  await session.run(sql`create or replace table ${id(CANDIDATE_TABLE)} as
    select ${join([...columns, unit])} from (${published})`);
  const records = [
    sql`select ${join(columns)}, 1 as before, 1 as now, ${unit} from ${id(CANDIDATE_TABLE)}`,
    sql`select ${join(columns)}, 0, 1, null from ${id(CHANGED_KEY_TABLE)}`,
    sql`select ${join(columns)}, 0, -1, null from ${id(FORMER_KEY_TABLE)}`,
  ];
  await session.run(sql`create or replace table ${id(FOUND_TABLE)} as
    with record as (${join(records, ' union all ')})
    select sought.*, own.before, own.now, own.${unit} from (${keysBySlot(plan, 'record', sql`before, now, ${unit}`)}) as own
    join ${id(SOUGHT_TABLE)} as sought on sought.entity = own.entity and sought.slot = own.slot and sought.hash = own.hash`);
}

/** Query of the keys of records with slot columns, a row a key: entity, slot, hash, and further columns. */
function keysBySlot(plan: UnifyPlan, records: string, further: Sql): Sql {
  const entity = join(
    plan.entities.map(({ name, position }) => sql`when ${name} then ${position}`),
    ' ',
  );
  const slots = slotColumns(plan).map(
    (
      column,
      index,
    ) => sql`select case ${id('EntityName')} ${entity} end as entity, ${index + 1} as slot, ${column} as hash, ${further}
      from ${id(records)} where ${column} is not null`,
  );
  return join(slots, ' union all ');
}

/** What a record of an entity looks for by one of its keys: records of an entity with the same key, in one of its slots. */
interface Search {
  readonly entity: number;
  readonly slot: number;
  /** The rule that tries its record with those it finds; empty where blocks are only counted. */
  readonly rule: string;
  readonly onEntity: number;
  readonly onSlot: number;
}

/**
 * What one side of the frontier looks for on the other, but for blocks that are skipped; and on both sides, also by the
 * keys that changed records had, where the size of blocks counts.
 */
function searches(plan: UnifyPlan): readonly Search[] {
  const all = ruleSides(plan).flatMap(({ rule, side }) => {
    const own: RuleSide = { rule, side };
    const other: RuleSide = { rule, side: rule.kind === 'match' && side === 'left' ? 'right' : 'left' };
    const search = (on: RuleSide, by: string): Search => ({
      ...placeOf(plan, own),
      rule: by,
      onEntity: placeOf(plan, on).entity,
      onSlot: placeOf(plan, on).slot,
    });
    const counted = comparesPairs(rule) ? [search(own, ''), search(other, '')] : [];
    return [search(other, rule.key), ...counted];
  });
  return [...new Map(all.map((search) => [JSON.stringify(search), search])).values()];
}

const placeOf = (plan: UnifyPlan, ruleSide: RuleSide) => ({
  entity: ruleSide.rule[ruleSide.side].position,
  slot: slotOf(plan, ruleSide),
});

/** Query of the keys that are looked for: entity, slot, hash, is_neighbour. */
function soughtKeys(plan: UnifyPlan): Sql {
  const columns = join([id('EntityName'), ...slotColumns(plan)]);
  const list = searches(plan).map(
    ({ entity, slot, rule, onEntity, onSlot }) => sql`(${entity}, ${slot}, ${rule}, ${onEntity}, ${onSlot})`,
  );
  return sql`with record as (
      select ${columns}, 0 as is_former from ${id(FRONTIER_TABLE)} union all select ${columns}, 1 from ${id(FORMER_KEY_TABLE)})
    select search.on_entity as entity, search.on_slot as slot, own.hash, max(case when search.rule <> '' then 1 else 0 end) as is_neighbour
    from (${keysBySlot(plan, 'record', sql`is_former`)}) as own
    join (values ${join(list)}) as search(entity, slot, rule, on_entity, on_slot) on search.entity = own.entity and search.slot = own.slot
    left join ${KNOWN_SKIPPED} as skipped on skipped.${id('Rule')} = search.rule and skipped.${id('Hash')} = own.hash
    where search.rule = '' or (own.is_former = 0 and skipped.${id('Hash')} is null)
    group by search.on_entity, search.on_slot, own.hash`;
}

/** After `probe`: query of the units with a published record that a rule may try with one of the frontier. */
export function neighboursOf(plan: UnifyPlan): Sql {
  const unit = unitOf(plan);
  return sql`select distinct ${unit} from ${id(FOUND_TABLE)} where is_neighbour = 1 and ${unit} is not null`;
}

/**
 * After `probe`: counts the blocks that hold or held a record of the frontier, and keeps those that are skipped.
 * @returns whether one of them has become too large to be compared, or is so no longer.
 */
export async function countBlocks(session: EngineSession, plan: UnifyPlan): Promise<boolean> {
  const sides = ruleSides(plan).filter(({ rule }) => comparesPairs(rule));
  if (sides.length === 0) return false;
  const blocks = id('unify_block_now');
  await session.run(sql`create or replace table ${blocks} as ${blockSizes(plan, sides)}`);
  const isSkipped = (size: Sql) => sql`${size} > ${plan.maxBlockSize}`;
  const [count] = await session.rows(sql`select count(case when ${isSkipped(sql`now`)} then 1 end) as skipped,
    count(case when (${isSkipped(sql`before`)}) <> (${isSkipped(sql`now`)}) then 1 end) as moved from ${blocks}`);
  if (Number(count?.['skipped']) > 0)
    await session.run(sql`insert into ${id(SKIPPED_TABLE)} select ${id('Rule')}, ${id('Hash')}, cast(now as ${session.dialect.typeName('integer')}) from ${blocks} where ${isSkipped(sql`now`)}
    except select * from ${id(SKIPPED_TABLE)}`);
  return Number(count?.['moved']) > 0;
}

/** Query of the size of every block that was found, before and now: Rule, Hash, before, now; one with records of one side only is none. */
function blockSizes(plan: UnifyPlan, sides: readonly RuleSide[]): Sql {
  const places = sides.map((ruleSide) => {
    const { entity, slot } = placeOf(plan, ruleSide);
    return sql`(${ruleSide.rule.key}, ${ruleSide.rule.kind === 'match'}, ${ruleSide.side === 'left'}, ${entity}, ${slot})`;
  });
  const sum = (when: Sql, isLeft: boolean) =>
    sql`sum(case when side.is_left = ${isLeft} then found.${when} else 0 end)`;
  const size = (when: Sql) =>
    sql`case when not side.is_match or (${sum(when, true)} > 0 and ${sum(when, false)} > 0) then sum(found.${when}) else 0 end`;
  return sql`select side.rule as ${id('Rule')}, found.hash as ${id('Hash')}, ${size(sql`before`)} as before, ${size(sql`now`)} as now
    from ${id(FOUND_TABLE)} as found join (values ${join(places)}) as side(rule, is_match, is_left, entity, slot)
    on side.entity = found.entity and side.slot = found.slot group by side.rule, side.is_match, found.hash`;
}
