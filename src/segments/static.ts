import { memberKindOf } from '../model/member-kind.ts';
import type { Segment } from '../model/segment.ts';
import { type Entity, segmentTableOf } from '../model/tables.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, sql } from '../sql/sql.ts';
import { createTableStage, type Stage } from '../sql/stage.ts';

/**
 * The stages of a segment that lists its members: those of the list that are there now, and those into whom one of the
 * list has been merged.
 */
export function createStaticStages(segment: Segment, members: Entity | undefined): Stage[] {
  const list = `SegmentList_${segment.name}`;
  const kind = memberKindOf(segment);
  const isTraced = members?.attributes.some((attribute) => attribute.name === kind.previousKeys);
  const [entity, key, listed] = [id(kind.entity), id(kind.key), id(list)];
  const [own, previous] = [id('c', kind.key), id('c', kind.previousKeys)];
  const current = sql`select ${own} from ${entity} as c where ${own} in (select ${key} from ${listed})`;
  const gone = sql`(select ${key} from ${listed} where ${key} not in (select ${key} from ${entity}))`;
  const heirs = sql`select ${own} from ${entity} as c join ${gone} as g on concat(';', ${previous}, ';') like concat('%;', ${id('g', kind.key)}, ';%') where ${previous} is not null`;
  const query = isTraced ? sql`${current} union ${heirs}` : current;
  const summary = 'Members: those of the list, and those into whom they were merged.';
  return [
    {
      name: `segment:${segment.name}:list`,
      summary: 'The list of members as it was given.',
      table: list,
      run: (session) => insertList(session, list, { key: kind.key, members: segment.members ?? [] }),
    },
    createTableStage({ name: `segment:${segment.name}`, summary, table: segmentTableOf(segment.name), query }),
  ];
}

interface MemberList {
  readonly key: string;
  readonly members: readonly string[];
}

async function insertList(session: EngineSession, table: string, { key, members }: MemberList): Promise<void> {
  const rows = [...new Set(members)].map((member) => ({ [key]: member }));
  await session.insert(table, [{ name: key, type: 'string' }], [rows]);
}
