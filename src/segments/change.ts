import { CUSTOMER_ID } from '../model/insight-model.ts';
import { previousTableOf, segmentChangeTableOf, segmentTableOf, TABLES } from '../model/tables.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, type Sql, sql } from '../sql/sql.ts';
import { createTableStage, type Stage } from '../sql/stage.ts';

/** The membership of all segments as last published. */
export const PUBLISHED_MEMBERSHIP = previousTableOf(TABLES.segmentMembership);

/**
 * The stages that tell who entered and who left a segment since the last published refresh, by CustomerId: where
 * profiles were merged, the id that is gone left and the id that stays entered, unless it was a member before.
 */
export function createChangeStages(segment: string): Stage[] {
  const [now, before] = [id(segmentTableOf(segment)), id(publishedTableOf(segment))];
  return [
    publishedStage(segment),
    createTableStage({
      name: `segment:${segment}:changes`,
      summary: 'Members who entered and left since the last published refresh.',
      table: segmentChangeTableOf(segment),
      query: sql`${missingFrom(now, before, sql`'entered'`)} union all ${missingFrom(before, now, sql`'left'`)}`,
    }),
  ];
}

function missingFrom(members: Sql, others: Sql, change: Sql): Sql {
  const customer = id(CUSTOMER_ID);
  return sql`select m.${customer}, ${change} as ${id('Change')} from ${members} as m where not exists (select 1 from ${others} as o where o.${customer} = m.${customer})`;
}

/** Working table of a segment's last published members; each segment has its own, so that segments run side by side. */
function publishedTableOf(segment: string): string {
  return `SegmentPublished_${segment}`;
}

function publishedStage(segment: string): Stage {
  const table = publishedTableOf(segment);
  const customer = id(CUSTOMER_ID);
  const run = async (session: EngineSession) => {
    const isPublished = (await session.columns(PUBLISHED_MEMBERSHIP)) !== undefined;
    const query = isPublished
      ? sql`select ${customer} from ${id(PUBLISHED_MEMBERSHIP)} where ${id('SegmentName')} = ${segment}`
      : sql`select ${customer} from ${id(segmentTableOf(segment))} where false`;
    await session.run(sql`create or replace table ${id(table)} as ${query}`);
  };
  return {
    name: `segment:${segment}:published`,
    summary: 'Members as last published; none before the first refresh.',
    table,
    run,
  };
}
