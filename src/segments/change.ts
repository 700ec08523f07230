import { memberKindOf } from '../model/member-kind.ts';
import type { Segment } from '../model/segment.ts';
import { previousTableOf, segmentChangeTableOf, segmentTableOf } from '../model/tables.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, type Sql, sql } from '../sql/sql.ts';
import { createTableStage, type Stage } from '../sql/stage.ts';

/**
 * The stages that tell who entered and who left a segment since the last published refresh, by id: where profiles were
 * merged, the id that is gone left and the id that stays entered, unless it was a member before.
 */
export function createChangeStages(segment: Segment): Stage[] {
  const { name } = segment;
  const [now, before] = [id(segmentTableOf(name)), id(publishedTableOf(name))];
  const missing = (members: Sql, others: Sql, change: Sql) => {
    const key = id(memberKindOf(segment).key);
    return sql`select m.${key}, ${change} as ${id('Change')} from ${members} as m where not exists (select 1 from ${others} as o where o.${key} = m.${key})`;
  };
  return [
    publishedStage(segment),
    createTableStage({
      name: `segment:${name}:changes`,
      summary: 'Members who entered and left since the last published refresh.',
      table: segmentChangeTableOf(name),
      query: sql`${missing(now, before, sql`'entered'`)} union all ${missing(before, now, sql`'left'`)}`,
    }),
  ];
}

/** Working table of a segment's last published members; each segment has its own, so that segments run side by side. */
function publishedTableOf(segment: string): string {
  return `SegmentPublished_${segment}`;
}

function publishedStage(segment: Segment): Stage {
  const { name } = segment;
  const { key, membership } = memberKindOf(segment);
  const [table, published] = [publishedTableOf(name), previousTableOf(membership)];
  const run = async (session: EngineSession) => {
    const isPublished = (await session.columns(published)) !== undefined;
    const query = isPublished
      ? sql`select ${id(key)} from ${id(published)} where ${id('SegmentName')} = ${name}`
      : sql`select ${id(key)} from ${id(segmentTableOf(name))} where false`;
    await session.run(sql`create or replace table ${id(table)} as ${query}`);
  };
  return {
    name: `segment:${name}:published`,
    summary: 'Members as last published; none before the first refresh.',
    table,
    run,
  };
}
