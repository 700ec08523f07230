import { settleAll } from '../../base/settle-all.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { runSideBySide } from '../../sql/side-by-side.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { createTableStage, type Stage, type StageRun } from '../../sql/stage.ts';
import { recordValues } from '../map/records.ts';
import type { UnifyPlan } from '../plan/plan.ts';
import { RID, recordTableOf } from '../tables.ts';
import { AFFECTED_TABLE, AREAS } from './tables.ts';

/**
 * Makes the area in which every entity holds the affected records only, so that the stages of unification work on these. Entities
 * are read side by side: a file has too few groups of rows to keep all cores at work.
 */
export async function createPart(session: EngineSession, plan: UnifyPlan): Promise<void> {
  const text = session.dialect.typeName('string');
  await settleAll(
    plan.entities.map(async ({ name, primaryKey }) => {
      const isAffected = sql`cast(${id(primaryKey.name)} as ${text}) in (select value from ${id(AFFECTED_TABLE)} where entity = ${name})`;
      const rows = await session.rowsWhere(name, isAffected);
      const area = await session.area(AREAS.after);
      await area.run(sql`create or replace table ${id(name)} as ${rows}`).finally(() => area.close());
    }),
  );
}

export interface NumberedRecords {
  /** Query of `entity, value`. */
  readonly records: Sql;
  /** Query of the rows of an entity, as they are now, that fulfil a condition. */
  readonly rowsOf: (entity: string, condition: Sql) => Promise<Sql>;
}

/** Writes the record tables of some records, numbered over all entities in the order of their keys. */
export async function numberRecords(
  area: EngineSession,
  { entities }: UnifyPlan,
  { records, rowsOf }: NumberedRecords,
): Promise<void> {
  const text = area.dialect.typeName('string');
  let numbered = 0;
  for (const entity of entities) {
    const key = id(entity.primaryKey.name);
    const isWanted = sql`cast(${key} as ${text}) in (select value from (${records}) where entity = ${entity.name})`;
    const written = await area.run(sql`create or replace table ${id(recordTableOf(entity.name))} as
      select cast(row_number() over (order by source.${key}) + ${numbered} as integer) as ${id(RID)}, ${join(recordValues(entity))}
      from (${await rowsOf(entity.name, isWanted)}) as source`);
    numbered += written ?? (await area.rowCount(recordTableOf(entity.name)));
  }
}

/** Stages whose tables stay in memory: of a part, what is published is not written until it lies beside the rest. */
export function inMemory(stages: readonly Stage[]): Stage[] {
  return stages.map((stage) => {
    const { output, outputOf, ...rest } = stage;
    const { table } = rest;
    if (table === undefined) return stage;
    if (output) return { ...rest, ...createTableStage({ ...rest, table, query: output }) };
    if (!outputOf) return stage;
    return {
      ...rest,
      run: async (session) => {
        await session.run(sql`create or replace table ${id(table)} as ${await outputOf(session)}`);
      },
    };
  });
}

const AT_ONCE = 2;

/** Runs stages in the area of a part, as many at a time as two cores take: of so few rows each keeps one of them at work. */
export async function runInPart(session: EngineSession, stages: readonly Stage[], run: StageRun): Promise<void> {
  const areas: EngineSession[] = [];
  try {
    for (let index = 0; index < AT_ONCE; index++) areas.push(await session.area(AREAS.after));
    await runSideBySide(areas, stages, runIn(AREAS.after, run));
  } finally {
    await settleAll(areas.map((area) => area.close()));
  }
}

/** Tells the stages of an area apart from those of others. */
export function runIn(area: string, run: StageRun): StageRun {
  return { ...run, onStage: (timing) => run.onStage?.({ ...timing, name: `${area}:${timing.name}` }) };
}
