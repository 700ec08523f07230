import { CUSTOMER_ID } from '../model/insight-model.ts';
import { previousTableOf, SYSTEM_COLUMNS, segmentChangeTableOf, segmentTableOf, TABLES } from '../model/tables.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, join, type Sql, sql } from '../sql/sql.ts';
import { createTableStage, type Stage } from '../sql/stage.ts';

const PREVIOUS = previousTableOf(TABLES.segmentMembership);

/**
 * The stages that tell who entered and who left a segment since the last published refresh, by CustomerId: where
 * profiles were merged, the id that is gone left and the id that stays entered, unless it was a member before.
 */
export function createChangeStages(segment: string): Stage[] {
  const before = sql`select ${id(CUSTOMER_ID)} from ${id(PREVIOUS)} where ${id('SegmentName')} = ${segment}`;
  const now = sql`select ${id(CUSTOMER_ID)} from ${id(segmentTableOf(segment))}`;
  const entered = sql`${now} where ${isMissing(before)}`;
  const left = sql`${before} and ${isMissing(now)}`;
  const marked = (rows: Sql, change: Sql) =>
    sql`select ${id(CUSTOMER_ID)}, ${change} as ${id('Change')} from (${rows}) as m`;
  return [
    previousStage(`segment:${segment}:previous`),
    createTableStage({
      name: `segment:${segment}:changes`,
      summary: 'Members who entered and left since the last published refresh.',
      table: segmentChangeTableOf(segment),
      query: sql`${marked(entered, sql`'entered'`)} union all ${marked(left, sql`'left'`)}`,
    }),
  ];
}

function isMissing(query: Sql): Sql {
  return sql`${id(CUSTOMER_ID)} not in (${query})`;
}

/** Stands in for the published membership where there is none yet. */
export function previousStage(name: string): Stage {
  const columns = SYSTEM_COLUMNS[TABLES.segmentMembership];
  const run = async (session: EngineSession) => {
    if (await session.columns(PREVIOUS)) return;
    const typed = columns.map((column) => sql`${id(column.name)} ${session.dialect.typeName(column.type)}`);
    await session.run(sql`create table if not exists ${id(PREVIOUS)} (${join(typed)})`);
  };
  return { name, summary: 'The membership as last published; empty before the first refresh.', run };
}
