import { CUSTOMER_ID } from '../model/insight-model.ts';
import type { Segment } from '../model/segment.ts';
import { type Entity, segmentTableOf, TABLES } from '../model/tables.ts';
import type { EngineSession } from '../sql/engine.ts';
import { id, sql } from '../sql/sql.ts';
import { createTableStage, type Stage } from '../sql/stage.ts';

/** Attribute of a profile that lists the ids of profiles merged into it, separated by semicolons. */
const PREVIOUS_IDS = 'PreviousCustomerId';

/**
 * The stages of a segment that lists its members: those of the list that are customers now, and customers into whom one
 * of the list has been merged.
 */
export function createStaticStages(segment: Segment, customer: Entity | undefined): Stage[] {
  const list = `SegmentList_${segment.name}`;
  const isTraced = customer?.attributes.some((attribute) => attribute.name === PREVIOUS_IDS);
  const current = sql`select ${id('c', CUSTOMER_ID)} from ${id(TABLES.customer)} as c where ${id('c', CUSTOMER_ID)} in (select ${id(CUSTOMER_ID)} from ${id(list)})`;
  const gone = sql`(select ${id(CUSTOMER_ID)} from ${id(list)} where ${id(CUSTOMER_ID)} not in (select ${id(CUSTOMER_ID)} from ${id(TABLES.customer)}))`;
  const heirs = sql`select ${id('c', CUSTOMER_ID)} from ${id(TABLES.customer)} as c join ${gone} as g on concat(';', ${id('c', PREVIOUS_IDS)}, ';') like concat('%;', ${id('g', CUSTOMER_ID)}, ';%') where ${id('c', PREVIOUS_IDS)} is not null`;
  const query = isTraced ? sql`${current} union ${heirs}` : current;
  const summary = 'Members: customers of the list, and those into whom customers of the list were merged.';
  return [
    {
      name: `segment:${segment.name}:list`,
      summary: 'The list of members as it was given.',
      table: list,
      run: (session) => insertList(session, list, segment.members ?? []),
    },
    createTableStage({ name: `segment:${segment.name}`, summary, table: segmentTableOf(segment.name), query }),
  ];
}

async function insertList(session: EngineSession, table: string, members: readonly string[]): Promise<void> {
  const rows = [...new Set(members)].map((member) => ({ [CUSTOMER_ID]: member }));
  await session.insert(table, [{ name: CUSTOMER_ID, type: 'string' }], [rows]);
}
