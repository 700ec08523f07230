import { type MemberKind, memberKindOf } from '../model/member-kind.ts';
import type { Segment } from '../model/segment.ts';
import { previousTableOf, SYSTEM_COLUMNS, segmentChangeTableOf, segmentTableOf } from '../model/tables.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, join, type Sql, sql } from '../sql/sql.ts';
import { createOutputStage, createTableStage, type Stage } from '../sql/stage.ts';
import { createChangeStages } from './change.ts';

export interface MembershipOptions {
  /** Who the members of all these segments are. */
  readonly kind: MemberKind;
  /** Segments evaluated in this refresh. */
  readonly refreshed: readonly Segment[];
  /** Those that keep their last published members, such as segments that failed; members that are gone leave them. */
  readonly carried: readonly Segment[];
}

const SEGMENT_NAME = 'SegmentName';

/**
 * The stages that gather the tables `membership` and `change` of a kind of members once all its segments are evaluated.
 * Segments named neither as refreshed nor as carried are not in them any more, and their last members count as having left,
 * so that the published membership plus the changes is always the new membership.
 */
export function createMembershipStages({ kind, refreshed, carried }: MembershipOptions): Stage[] {
  const names = [...refreshed, ...carried].map(({ name }) => name);
  const { key, membership, change } = kind;
  const changed = (what: 'entered' | 'left') =>
    sql`select ${columnsOf(kind)} from ${id(change)} where ${id('Change')} = ${what}`;
  const changesOf = (name: string) =>
    sql`select ${name} as ${id(SEGMENT_NAME)}, ${id(key)}, ${id('Change')} from ${id(segmentChangeTableOf(name))}`;
  return [
    publishedStage(kind),
    ...carried.flatMap((segment) => [...createCarriedSegmentStages({ segment }), ...createChangeStages(segment)]),
    createOutputStage({
      name: `segments:${change}`,
      summary: 'Members who entered and left any segment since the last published refresh.',
      table: change,
      query: join([leaversOfOthers(kind, names), ...names.map(changesOf)], ' union all '),
    }),
    {
      name: `segments:${membership}`,
      summary: 'Members of every segment: those published, but for who entered and left.',
      table: membership,
      run: (session) =>
        session.createChangedTable(membership, {
          previous: previousTableOf(membership),
          keys: [SEGMENT_NAME, key],
          gone: changed('left'),
          rows: changed('entered'),
        }),
    },
  ];
}

/**
 * The stage that gives a segment that is not evaluated in this refresh its last published members, without those that
 * are not there any more, so that other segments can ask for membership; `segment:<name>:carry`.
 */
export function createCarriedSegmentStages({ segment }: { readonly segment: Segment }): Stage[] {
  const kind = memberKindOf(segment);
  const { name } = segment;
  const key = id(kind.key);
  const isMember = sql`${id(SEGMENT_NAME)} = ${name} and ${key} in (select ${key} from ${id(kind.entity)})`;
  return [
    publishedStage(kind),
    createTableStage({
      name: `segment:${name}:carry`,
      summary: 'Members as last published.',
      table: segmentTableOf(name),
      query: sql`select ${key} from ${id(previousTableOf(kind.membership))} where ${isMember}`,
    }),
  ];
}

function columnsOf({ key }: MemberKind): Sql {
  return sql`${id(SEGMENT_NAME)}, ${id(key)}`;
}

/** Stands in for the published membership where there is none yet; not for sessions side by side. */
function publishedStage({ membership }: MemberKind): Stage {
  const published = previousTableOf(membership);
  const run = async (session: EngineSession) => {
    if (await session.columns(published)) return;
    const typed = SYSTEM_COLUMNS[membership].map(
      ({ name, type }) => sql`${id(name)} ${session.dialect.typeName(type)}`,
    );
    await session.run(sql`create table ${id(published)} (${join(typed)})`);
  };
  return { name: 'segments:published', summary: 'Membership as last published; none before the first refresh.', run };
}

function leaversOfOthers(kind: MemberKind, names: readonly string[]): Sql {
  const listed = join(names.map((name) => sql`${name}`));
  const others = names.length > 0 ? sql` where ${id(SEGMENT_NAME)} not in (${listed})` : sql``;
  return sql`select ${columnsOf(kind)}, 'left' as ${id('Change')} from ${id(previousTableOf(kind.membership))}${others}`;
}
