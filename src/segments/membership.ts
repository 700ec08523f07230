import { CUSTOMER_ID } from '../model/insight-model.ts';
import { SYSTEM_COLUMNS, segmentChangeTableOf, segmentTableOf, TABLES } from '../model/tables.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, join, type Sql, sql } from '../sql/sql.ts';
import { createOutputStage, createTableStage, type Stage } from '../sql/stage.ts';
import { createChangeStages, PUBLISHED_MEMBERSHIP } from './change.ts';

export interface MembershipOptions {
  /** Names of the segments evaluated in this refresh. */
  readonly refreshed: readonly string[];
  /** Names of those that keep their last published members, such as segments that failed; customers that are gone leave them. */
  readonly carried: readonly string[];
}

const SEGMENT_NAME = 'SegmentName';

/**
 * The stages that gather `SegmentMembership` and `SegmentMembershipChange` once all segments are evaluated. Segments named
 * neither as refreshed nor as carried are not in them any more, and their last members count as having left, so that the
 * published membership plus the changes is always the new membership.
 */
export function createMembershipStages({ refreshed, carried }: MembershipOptions): Stage[] {
  const all = [...refreshed, ...carried];
  const { segmentMembership, segmentChange } = TABLES;
  return [
    publishedStage(),
    ...carried.flatMap((segment) => [...createCarriedSegmentStages({ segment }), ...createChangeStages(segment)]),
    createOutputStage({
      name: `segments:${segmentChange}`,
      summary: 'Members who entered and left any segment since the last published refresh.',
      table: segmentChange,
      query: union([leaversOfOthers(all), ...all.map(changesOf)]),
    }),
    {
      name: `segments:${segmentMembership}`,
      summary: 'Members of every segment: those published, but for who entered and left.',
      table: segmentMembership,
      run: (session) =>
        session.createChangedTable(segmentMembership, {
          previous: PUBLISHED_MEMBERSHIP,
          keys: [SEGMENT_NAME, CUSTOMER_ID],
          gone: changed('left'),
          rows: changed('entered'),
        }),
    },
  ];
}

/**
 * The stage that gives a segment that is not evaluated in this refresh its last published members, without those that
 * are no customers any more, so that other segments can ask for membership; `segment:<name>:carry`.
 */
export function createCarriedSegmentStages({ segment }: { readonly segment: string }): Stage[] {
  const customers = sql`(select ${id(CUSTOMER_ID)} from ${id(TABLES.customer)})`;
  const isMember = sql`${id(SEGMENT_NAME)} = ${segment} and ${id(CUSTOMER_ID)} in ${customers}`;
  return [
    publishedStage(),
    createTableStage({
      name: `segment:${segment}:carry`,
      summary: 'Members as last published.',
      table: segmentTableOf(segment),
      query: sql`select ${id(CUSTOMER_ID)} from ${id(PUBLISHED_MEMBERSHIP)} where ${isMember}`,
    }),
  ];
}

const columns = sql`${id(SEGMENT_NAME)}, ${id(CUSTOMER_ID)}`;

/** Stands in for the published membership where there is none yet; not for sessions side by side. */
function publishedStage(): Stage {
  const run = async (session: EngineSession) => {
    if (await session.columns(PUBLISHED_MEMBERSHIP)) return;
    const typed = SYSTEM_COLUMNS[TABLES.segmentMembership].map(
      ({ name, type }) => sql`${id(name)} ${session.dialect.typeName(type)}`,
    );
    await session.run(sql`create table ${id(PUBLISHED_MEMBERSHIP)} (${join(typed)})`);
  };
  return { name: 'segments:published', summary: 'Membership as last published; none before the first refresh.', run };
}

function union(queries: readonly Sql[]): Sql {
  return join(queries, ' union all ');
}

function changed(change: 'entered' | 'left'): Sql {
  return sql`select ${columns} from ${id(TABLES.segmentChange)} where ${id('Change')} = ${change}`;
}

function changesOf(name: string): Sql {
  return sql`select ${name} as ${id(SEGMENT_NAME)}, ${id(CUSTOMER_ID)}, ${id('Change')} from ${id(segmentChangeTableOf(name))}`;
}

function leaversOfOthers(names: readonly string[]): Sql {
  const listed = join(names.map((name) => sql`${name}`));
  const others = names.length > 0 ? sql` where ${id(SEGMENT_NAME)} not in (${listed})` : sql``;
  return sql`select ${columns}, 'left' as ${id('Change')} from ${id(PUBLISHED_MEMBERSHIP)}${others}`;
}
