import { previousTableOf } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { runStages, type StageRun } from '../../sql/stage.ts';
import { blockKeysOf } from '../blocking/key.ts';
import { skippedHashes } from '../blocking/skipped.ts';
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
import { AREAS, CHANGED_KEY_TABLE, CHANGED_TABLE, FORMER_KEY_TABLE, FRONTIER_TABLE, SKIPPED_TABLE } from './tables.ts';

/** Keys that are looked for: entity and slot as numbers, hash, is_neighbour (a rule may try its record with one of the frontier). */
const SOUGHT_TABLE = 'unify_sought';
/** Records with those keys: the same columns, before and now (what they count for in their block), and Customer, null of changed records. */
const FOUND_TABLE = 'unify_found';
/** Published records with one of these hashes in its slot: as in `BlockKey`. */
const CANDIDATE_TABLE = 'unify_candidate';

const keysOf = (rule: PlannedRule, side: 'left' | 'right') => blockKeysOf(rule).map((key) => key[side]);

/** Brings the keys of the changed records into the form in which they are kept; here a record's number is its primary key. */
export async function writeChangedKeys(session: EngineSession, plan: UnifyPlan, run: StageRun): Promise<void> {
  const area = await session.area(AREAS.changed);
  const text = session.dialect.typeName('string');
  try {
    for (const entity of plan.entities) {
      const key = sql`source.${id(entity.primaryKey.name)}`;
      const differing = session.differingRows(entity.name, previousTableOf(entity.name));
      const rows = differing ? sql`(${differing.now})` : area.outer(entity.name);
      await area.run(sql`create or replace table ${id(recordTableOf(entity.name))} as
        select ${key} as ${id(RID)}, ${join(recordValues(entity))} from ${rows} as source
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

/** Finds the records that share all keys of a rule with one of the frontier, or did before they changed. */
export async function probe(session: EngineSession, plan: UnifyPlan): Promise<void> {
  const sought = ruleSides(plan).flatMap((ruleSide) => soughtBy(plan, ruleSide));
  await session.run(sql`create or replace table ${id(SOUGHT_TABLE)} as
    select entity, slot, hash, max(is_neighbour) as is_neighbour from (${unionOf(sought, NOTHING_SOUGHT)}) where hash is not null group by entity, slot, hash`);
  const isSought = slotColumns(plan).map(
    (column, index) => sql`${column} in (select hash from ${id(SOUGHT_TABLE)} where slot = ${index + 1})`,
  );
  await session.run(sql`create or replace table ${id(CANDIDATE_TABLE)} as
    select ${join([...recordColumns(plan), id('Customer')])} from ${PUBLISHED_KEYS} where ${join([sql`false`, ...isSought], ' or ')}`);
  const keys = (table: string) => sql`select *, null as ${id('Customer')} from ${id(table)}`;
  const found = plan.entities.flatMap((entity) =>
    slotsOf(plan, entity).flatMap((_, index) => {
      const place = { ...entity, slot: index + 1 };
      return [
        foundIn(sql`select * from ${id(CANDIDATE_TABLE)}`, { ...place, before: 1, now: 1 }),
        foundIn(keys(CHANGED_KEY_TABLE), { ...place, before: 0, now: 1 }),
        foundIn(keys(FORMER_KEY_TABLE), { ...place, before: 0, now: -1 }),
      ];
    }),
  );
  await session.run(sql`create or replace table ${id(FOUND_TABLE)} as
    ${unionOf(found, sql`select *, 0 as before, 0 as now, cast(null as bigint) as ${id('Customer')} from (${NOTHING_SOUGHT}) where false`)}`);
}

const NOTHING_SOUGHT = sql`select 0 as entity, 0 as slot, 0 as hash, 0 as is_neighbour where false`;
const unionOf = (queries: readonly Sql[], nothing: Sql) =>
  queries.length > 0 ? join(queries, ' union all ') : nothing;

/**
 * What one side of the frontier looks for on the other, but for blocks that are skipped; and on both sides, also by the
 * keys that changed records had, where the size of blocks counts.
 */
function soughtBy(plan: UnifyPlan, { rule, side }: RuleSide): Sql[] {
  const own: RuleSide = { rule, side };
  const other: RuleSide = { rule, side: rule.kind === 'match' && side === 'left' ? 'right' : 'left' };
  const hash = slotColumn(slotOf(plan, own));
  const seek = (on: RuleSide, isNeighbour: number, records: Sql) =>
    sql`select ${on.rule[on.side].position} as entity, ${slotOf(plan, on)} as slot, ${hash} as hash, ${isNeighbour} as is_neighbour
      from ${records} where ${id('EntityName')} = ${rule[side].name}`;
  const [frontier, former] = [id(FRONTIER_TABLE), id(FORMER_KEY_TABLE)];
  if (!comparesPairs(rule)) return [seek(other, 1, frontier)];
  const compared = sql`(select * from ${frontier} where ${hash} not in (${skippedHashes(rule)}))`;
  const counted = [own, other].flatMap((on) => [seek(on, 0, frontier), seek(on, 0, former)]);
  return [seek(other, 1, compared), ...counted];
}

interface Place {
  readonly name: string;
  readonly position: number;
  readonly slot: number;
  /** What such a record counts for in its block as it was published, and as it is now. */
  readonly before: number;
  readonly now: number;
}

function foundIn(records: Sql, { name, position, slot, before, now }: Place): Sql {
  return sql`select sought.entity, sought.slot, sought.hash, sought.is_neighbour, ${before} as before, ${now} as now, record.${id('Customer')}
    from (${records}) as record join (select * from ${id(SOUGHT_TABLE)} where entity = ${position} and slot = ${slot}) as sought
    on sought.hash = record.${slotColumn(slot)} where record.${id('EntityName')} = ${name}`;
}

/** After `probe`: published profiles with a record that a rule may try with one of the frontier: Customer. */
export const NEIGHBOURS = sql`select distinct ${id('Customer')} from ${id(FOUND_TABLE)} where is_neighbour = 1 and ${id('Customer')} is not null`;

/**
 * After `probe`: counts the blocks that hold or held a record of the frontier, and keeps those that are skipped.
 * @returns whether one of them has become too large to be compared, or is so no longer.
 */
export async function countBlocks(session: EngineSession, plan: UnifyPlan): Promise<boolean> {
  const integer = session.dialect.typeName('integer');
  const rules = [...plan.deduplications, ...plan.matches].filter(comparesPairs);
  const parts = rules.map((rule) => sizesOf(plan, rule));
  if (parts.length === 0) return false;
  const blocks = id('unify_block_now');
  await session.run(sql`create or replace table ${blocks} as ${join(parts, ' union all ')}`);
  const isSkipped = (size: Sql) => sql`${size} > ${plan.maxBlockSize}`;
  const moved = await session.value(
    sql`select count(*) from ${blocks} where (${isSkipped(sql`before`)}) <> (${isSkipped(sql`now`)})`,
  );
  await session.run(sql`insert into ${id(SKIPPED_TABLE)} select ${id('Rule')}, ${id('Hash')}, cast(now as ${integer}) from ${blocks} where ${isSkipped(sql`now`)}
    except select * from ${id(SKIPPED_TABLE)}`);
  return Number(moved) > 0;
}

/** Size of every block of a rule that was found, before and now; one with records of one side only is none. */
function sizesOf(plan: UnifyPlan, rule: PlannedRule): Sql {
  const sides = ruleSides(plan).filter((ruleSide) => ruleSide.rule === rule);
  const isIn = (ruleSide: RuleSide) =>
    sql`(entity = ${rule[ruleSide.side].position} and slot = ${slotOf(plan, ruleSide)})`;
  const size = (when: Sql) => {
    const counts = sides.map((ruleSide) => sql`sum(case when ${isIn(ruleSide)} then ${when} else 0 end)`);
    const areThere = join(
      counts.map((count) => sql`${count} > 0`),
      ' and ',
    );
    return sql`case when ${areThere} then ${join(counts, ' + ')} else 0 end`;
  };
  return sql`select ${rule.key} as ${id('Rule')}, hash as ${id('Hash')}, ${size(sql`before`)} as before, ${size(sql`now`)} as now
    from ${id(FOUND_TABLE)} where ${join(sides.map(isIn), ' or ')} group by hash`;
}
