import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { runStages, type StageRun } from '../../sql/stage.ts';
import { blockKeysOf, keyColumns, keyedRows, sameKeys } from '../blocking/key.ts';
import { normalStages, valuesOf } from '../map/normal.ts';
import { recordValues } from '../map/records.ts';
import { comparesPairs, type PlannedRule, type UnifyPlan } from '../plan/plan.ts';
import { normalTableOf, RID, recordTableOf } from '../tables.ts';
import { AREAS, FRONTIER_TABLE } from './tables.ts';

/** Keys of the frontier in a rule: key1, …, by_left and by_right (1 where a record of that side has them). */
const soughtTableOf = (rule: string) => `unify_sought_${rule}`;
/** Records with those keys: key1, …, entity, value, is_neighbour (a rule may try the record with one of the frontier). */
const foundTableOf = (rule: string) => `unify_found_${rule}`;

type Side = 'left' | 'right';
const sidesOf = (rule: PlannedRule): readonly Side[] => (rule.kind === 'match' ? ['left', 'right'] : ['left']);
const keysOf = (rule: PlannedRule, side: Side) => blockKeysOf(rule).map((key) => key[side]);
const rulesOf = (plan: UnifyPlan) => [...plan.deduplications, ...plan.matches];

/** Brings the keys of all records into the form in which they are compared; here a record's number is its primary key. */
export async function prepareProbe(area: EngineSession, plan: UnifyPlan, run: StageRun): Promise<void> {
  for (const entity of plan.entities) {
    const source = area.outer(entity.name);
    await area.run(sql`create or replace view ${id(recordTableOf(entity.name))} as
      select source.${id(entity.primaryKey.name)} as ${id(RID)}, ${join(recordValues(entity))} from ${source} as source`);
  }
  await runStages(area, normalStages(plan, area.dialect, keysOf), run);
}

/** Finds, rule by rule, the records that share all keys with one of the frontier. */
export async function probe(area: EngineSession, plan: UnifyPlan): Promise<void> {
  const frontier = await area.area(AREAS.frontier);
  try {
    await keepFrontier(frontier, plan);
    for (const rule of rulesOf(plan)) await writeSought(frontier, rule);
  } finally {
    await frontier.close();
  }
  for (const rule of rulesOf(plan)) await writeFound(area, rule);
}

async function keepFrontier(frontier: EngineSession, plan: UnifyPlan): Promise<void> {
  const text = frontier.dialect.typeName('string');
  for (const entity of plan.entities) {
    const { name } = entity;
    const table = normalTableOf(name);
    if (valuesOf(plan, entity, keysOf).length === 0) continue;
    await frontier.run(sql`create or replace table ${id(table)} as select * from ${id(AREAS.closure, table)}
      where cast(${id(RID)} as ${text}) in (select value from ${id(FRONTIER_TABLE)} where entity = ${name})`);
  }
}

async function writeSought(frontier: EngineSession, rule: PlannedRule): Promise<void> {
  const keys = join(keyColumns(rule));
  const sides = sidesOf(rule).map((side) => {
    const isLeft = side === 'left' ? sql`1` : sql`0`;
    return sql`select ${keys}, ${isLeft} as by_left, 1 - ${isLeft} as by_right from (${keyedRows(rule, side, frontier.dialect)})`;
  });
  await frontier.run(sql`create or replace table ${id(soughtTableOf(rule.key))} as
    select ${keys}, max(by_left) as by_left, max(by_right) as by_right from (${join(sides, ' union all ')}) group by ${keys}`);
}

async function writeFound(area: EngineSession, rule: PlannedRule): Promise<void> {
  const text = area.dialect.typeName('string');
  const sought = id(AREAS.frontier, soughtTableOf(rule.key));
  const keys = join(keyColumns(rule).map((key) => sql`sought.${key}`));
  const sides = sidesOf(rule).map((side) => {
    const isNeighbour = rule.kind === 'match' && side === 'left' ? sql`by_right = 1` : sql`by_left = 1`;
    return sql`select ${keys}, ${rule[side].name} as entity, cast(keyed.rid as ${text}) as value, ${isNeighbour} as is_neighbour
      from (${keyedRows(rule, side, area.dialect)}) as keyed join ${sought} as sought on ${sameKeys(rule, 'keyed', 'sought')}`;
  });
  await area.run(sql`create or replace table ${id(foundTableOf(rule.key))} as ${join(sides, ' union all ')}`);
}

/** After `probe`: records that a rule may try with one of the frontier: entity, value. */
export function neighbours(plan: UnifyPlan): Sql {
  const found = rulesOf(plan).map(
    ({ key }) => sql`select entity, value from ${id(foundTableOf(key))} where is_neighbour`,
  );
  return join([sql`select '' as entity, '' as value where false`, ...found], ' union all ');
}

/** After `probe`: whether a block that holds a record of the frontier is larger than allowed, so that it is skipped as a whole. */
export async function hasLargeBlock(area: EngineSession, plan: UnifyPlan): Promise<boolean> {
  const sizes = rulesOf(plan)
    .filter(comparesPairs)
    .map((rule) => sql`select count(*) as size from ${id(foundTableOf(rule.key))} group by ${join(keyColumns(rule))}`);
  if (sizes.length === 0) return false;
  const largest = await area.value(sql`select max(size) from (${join(sizes, ' union all ')})`);
  return Number(largest ?? 0) > plan.maxBlockSize;
}
