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
import { type Patch, patchedRows } from '../sql/patch.ts';
import { id, join, type Sql, sql } from '../sql/sql.ts';
import { runStages, type StageRun } from '../sql/stage.ts';
import { readSegmentResult, type SegmentResult } from './result.ts';
import { createSegmentStages, type SegmentStagesOptions } from './stages.ts';

const PUBLISHED_MEMBERSHIP = previousTableOf(TABLES.segmentMembership);

/** Customers of whom a segment is asked anew, those that are gone among them: CustomerId. */
const touchedTableOf = (segment: string): string => `SegmentTouched_${segment}`;

/**
 * What the only rule of a segment of customers reads, where membership of each customer follows from that alone and so stays as long
 * as it stays; undefined otherwise. Of several rules the size of each is told, for which all customers must be asked.
 */
export function followedReading(segment: Segment): ConditionReading | undefined {
  const { kind, rules = [] } = segment;
  const isOne = kind !== 'static' && rules.length <= 1 && isCustomer(memberKindOf(segment).entity);
  return isOne ? readingOfCondition(rules[0]?.condition) : undefined;
}

export interface FollowSegmentOptions extends SegmentStagesOptions {
  readonly reading: ConditionReading;
  /** Query of customers of whom something that the segment reads may be another: CustomerId. */
  readonly touched: Sql;
  /** How `Customer` and the working tables of measures and segments changed. */
  readonly patchOf: (table: string) => Patch;
  /** Members as last published. */
  readonly size: number;
  /** Name of the area to work in. */
  readonly area: string;
}

/** How a segment that was followed changed. */
export function followedSegment(
  session: EngineSession,
  segment: string,
  area: string,
): Patch & { readonly fresh: Sql } {
  return {
    key: CUSTOMER_ID,
    keys: sql`select ${id(CUSTOMER_ID)} from ${id(touchedTableOf(segment))}`,
    fresh: id(area, segmentTableOf(segment)),
    rest: sql`(select ${id(CUSTOMER_ID)} from ${session.outer(PUBLISHED_MEMBERSHIP)} where ${id('SegmentName')} = ${segment})`,
  };
}

/**
 * Asks a segment of the customers that changed only; all others stay members or not. Afterwards its tables are as
 * `createSegmentStages` makes them.
 */
export async function followSegment(
  session: EngineSession,
  options: FollowSegmentOptions,
  run: StageRun,
): Promise<SegmentResult> {
  const { segment } = options;
  const touched = sql`select ${id(CUSTOMER_ID)} from ${id(touchedTableOf(segment.name))}`;
  await session.run(sql`create or replace table ${id(touchedTableOf(segment.name))} as ${options.touched}`);
  const area = await session.area(options.area);
  try {
    for (const [table, columns] of tablesRead(options.reading)) {
      const rows = patchedRows(options.patchOf(table), join(columns.map((column) => id(column))), touched);
      await area.run(sql`create or replace table ${id(table)} as ${rows}`);
    }
    await area.run(sql`create or replace table ${id(PUBLISHED_MEMBERSHIP)} as select * from ${area.outer(PUBLISHED_MEMBERSHIP)}
      where ${id('SegmentName')} = ${segment.name} and ${id(CUSTOMER_ID)} in (${touched})`);
    await runStages(area, createSegmentStages(options), run);
    const { entered, left } = await readSegmentResult(area, segment);
    await publishTables(session, segment.name, options.area);
    const size = options.size + entered - left;
    const rules = (segment.rules ?? []).map(({ name }) => ({ name: name ?? 'Rule 1', size }));
    return { size, entered, left, rules };
  } finally {
    await area.close();
  }
}

function tablesRead({ attributes, measures, segments }: ConditionReading): (readonly [string, readonly string[]])[] {
  return [
    [TABLES.customer, [...new Set([CUSTOMER_ID, ...attributes])]],
    ...measures.map((name) => [customerMeasureTableOf(name), [CUSTOMER_ID, name]] as const),
    ...segments.map((name) => [segmentTableOf(name), [CUSTOMER_ID]] as const),
  ];
}

/** Makes the segment readable for others under its own names. */
async function publishTables(session: EngineSession, segment: string, area: string): Promise<void> {
  const { keys, fresh, rest } = followedSegment(session, segment, area);
  const customer = id(CUSTOMER_ID);
  await session.run(sql`create or replace view ${id(segmentTableOf(segment))} as
    select ${customer} from ${rest} where ${customer} not in (${keys}) union all select ${customer} from ${fresh}`);
  const changes = segmentChangeTableOf(segment);
  await session.run(sql`create or replace view ${id(changes)} as select * from ${id(area, changes)}`);
}
