import { CUSTOMER_ID } from '../model/insight-model.ts';
import { previousTableOf, segmentChangeTableOf, segmentTableOf, TABLES } from '../model/tables.ts';
import { id, join, type Sql, sql } from '../sql/sql.ts';
import { createTableStage, type Stage } from '../sql/stage.ts';
import { createChangeStages, previousStage } from './change.ts';

export interface MembershipOptions {
  /** Names of the segments evaluated in this refresh. */
  readonly refreshed: readonly string[];
  /** Names of those that keep their last published members, such as segments that failed; customers that are gone leave them. */
  readonly carried: readonly string[];
}

const SEGMENT_NAME = 'SegmentName';
const PREVIOUS = previousTableOf(TABLES.segmentMembership);

/**
 * The stages that gather `SegmentMembership` and `SegmentMembershipChange` once all segments are evaluated. Segments named
 * neither as refreshed nor as carried are not in them any more, and their last members count as having left, so that the
 * published membership plus the changes is always the new membership.
 */
export function createMembershipStages({ refreshed, carried }: MembershipOptions): Stage[] {
  const all = [...refreshed, ...carried];
  return [
    previousStage('segments:previous'),
    ...carried.flatMap((name) => [
      ...createCarriedSegmentStages({ segment: name }),
      ...createChangeStages(name).slice(1),
    ]),
    createTableStage({
      name: `segments:${TABLES.segmentMembership}`,
      summary: 'Members of every segment.',
      table: TABLES.segmentMembership,
      query: union([
        sql`select ${id(SEGMENT_NAME)}, ${id(CUSTOMER_ID)} from ${id(PREVIOUS)} where false`,
        ...all.map(membersOf),
      ]),
    }),
    createTableStage({
      name: `segments:${TABLES.segmentChange}`,
      summary: 'Members who entered and left any segment since the last published refresh.',
      table: TABLES.segmentChange,
      query: union([membersOfOthers(all), ...all.map(changesOf)]),
    }),
  ];
}

/**
 * The stage that gives a segment that is not evaluated in this refresh its last published members, without those that
 * are no customers any more, so that other segments can ask for membership; `segment:<name>:carry`.
 */
export function createCarriedSegmentStages({ segment }: { readonly segment: string }): Stage[] {
  const customers = sql`(select ${id(CUSTOMER_ID)} from ${id(TABLES.customer)})`;
  const query = sql`select ${id(CUSTOMER_ID)} from ${id(PREVIOUS)} where ${id(SEGMENT_NAME)} = ${segment} and ${id(CUSTOMER_ID)} in ${customers}`;
  return [
    previousStage(`segment:${segment}:previous`),
    createTableStage({
      name: `segment:${segment}:carry`,
      summary: 'Members as last published.',
      table: segmentTableOf(segment),
      query,
    }),
  ];
}

function union(queries: readonly Sql[]): Sql {
  return join(queries, ' union all ');
}

function membersOf(name: string): Sql {
  return sql`select ${name} as ${id(SEGMENT_NAME)}, ${id(CUSTOMER_ID)} from ${id(segmentTableOf(name))}`;
}

function changesOf(name: string): Sql {
  return sql`select ${name} as ${id(SEGMENT_NAME)}, ${id(CUSTOMER_ID)}, ${id('Change')} from ${id(segmentChangeTableOf(name))}`;
}

function membersOfOthers(names: readonly string[]): Sql {
  const known =
    names.length > 0 ? sql` where ${id(SEGMENT_NAME)} not in (${join(names.map((name) => sql`${name}`))})` : sql``;
  return sql`select ${id(SEGMENT_NAME)}, ${id(CUSTOMER_ID)}, 'left' as ${id('Change')} from ${id(PREVIOUS)}${known}`;
}
