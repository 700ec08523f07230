import { type ConditionReading, readingOfCondition } from '../model/condition-reading.ts';
import { CUSTOMER_ID, isCustomer } from '../model/insight-model.ts';
import { memberKindOf } from '../model/member-kind.ts';
import type { Segment } from '../model/segment.ts';
import {
  customerMeasureTableOf,
  previousTableOf,
  segmentChangeTableOf,
  segmentTableOf,
  TABLES,
} from '../model/tables.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, type Sql, sql } from '../sql/sql.ts';
import { runStages, type StageRun } from '../sql/stage.ts';
import { readSegmentResult, type SegmentResult } from './result.ts';
import { createSegmentStages, type SegmentStagesOptions } from './stages.ts';

/**
 * What the only rule of a segment of customers reads, where membership of each customer follows from that alone and so stays as long
 * as it stays; undefined otherwise. Of several rules the size of each is told, for which all customers must be asked.
 */
export function followedReading(segment: Segment): ConditionReading | undefined {
  const { kind, rules = [] } = segment;
  const isOne = kind !== 'static' && rules.length <= 1 && isCustomer(memberKindOf(segment).entity);
  return isOne ? readingOfCondition(rules[0]?.condition) : undefined;
}

/** Working tables that a segment of that reading asks beside `Customer`. */
export function tablesRead({ measures, segments }: ConditionReading): string[] {
  return [...measures.map(customerMeasureTableOf), ...segments.map(segmentTableOf)];
}

export interface FollowSegmentOptions extends SegmentStagesOptions {
  /** Name of the area with the rows of the customers of whom something that the segment reads may be another. */
  readonly area: string;
  /** Query of these customers, those that are gone among them: CustomerId. */
  readonly touched: Sql;
  /** Members as last published. */
  readonly size: number;
}

/**
 * Asks a segment of the customers of an area only; all others stay members or not. Afterwards its tables are as
 * `createSegmentStages` makes them.
 */
export async function followSegment(
  session: EngineSession,
  options: FollowSegmentOptions,
  run: StageRun,
): Promise<SegmentResult> {
  const { segment } = options;
  const area = await session.area(options.area);
  try {
    await runStages(area, createSegmentStages(options), run);
    const { entered, left } = await readSegmentResult(area, segment);
    await publishTables(session, options);
    const size = options.size + entered - left;
    const rules = (segment.rules ?? []).map(({ name }) => ({ name: name ?? 'Rule 1', size }));
    return { size, entered, left, rules };
  } finally {
    await area.close();
  }
}

/** Makes the segment readable for others under its own names. */
async function publishTables(session: EngineSession, { segment, area, touched }: FollowSegmentOptions): Promise<void> {
  const [members, changes] = [segmentTableOf(segment.name), segmentChangeTableOf(segment.name)];
  const [customer, published] = [id(CUSTOMER_ID), id(previousTableOf(TABLES.segmentMembership))];
  await session.run(sql`create or replace view ${id(members)} as
    select ${customer} from ${published} where ${id('SegmentName')} = ${segment.name} and ${customer} not in (${touched})
    union all select ${customer} from ${id(area, members)}`);
  await session.run(sql`create or replace view ${id(changes)} as select * from ${id(area, changes)}`);
}
