import { createCustomerMeasureStages } from '../../measures/customer-measure.ts';
import { memberKindOf, memberKindsOf } from '../../model/member-kind.ts';
import { segmentTableOf } from '../../model/tables.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, join, type Sql, sql } from '../../sql/sql.ts';
import { runStages } from '../../sql/stage.ts';
import { type ExplainOptions, type PublishedWork, withPublished } from './explain.ts';

/** How one published entity compares with what the published sources give when all is computed anew. */
export interface VerifiedEntity {
  readonly entity: string;
  readonly rows: number;
  /** Published rows that the recomputation does not give. */
  readonly surplus: number;
  /** Rows of the recomputation that are not published. */
  readonly missing: number;
}

/** What a self-check found. */
export interface Verification {
  readonly isEqual: boolean;
  readonly entities: readonly VerifiedEntity[];
}

/** Columns that say when something was done, and so differ each time. */
const MOMENTS: ReadonlySet<string> = new Set(['ConflationMatchPairs_ModifiedOn']);

/**
 * Computes everything anew from the published sources, aside, and compares each published entity row by row: what was
 * taken over from one refresh to the next must equal what a full refresh gives. @throws FLX_NO_SNAPSHOT
 */
export function verifyPublished(options: ExplainOptions): Promise<Verification> {
  return withPublished({ ...options, isAsPublished: true }, async (work) => {
    const { session, stages, workspace, snapshot } = work;
    const { clock } = options;
    await runStages(
      session,
      stages.map(({ stage }) => stage),
      { clock },
    );
    const measures = workspace.measures.filter(({ kind }) => kind === 'customerAttribute');
    if (measures.length > 0) await runStages(session, createCustomerMeasureStages({ measures }), { clock });
    await gatherMembers(work);
    const sources = new Set(workspace.dataSources.map(({ name }) => `${name}_`));
    const derived = snapshot.entities.filter(({ name }) => ![...sources].some((prefix) => name.startsWith(prefix)));
    const entities: VerifiedEntity[] = [];
    for (const { name } of derived) {
      const compared = await compare(session, name);
      if (compared) entities.push(compared);
    }
    return { isEqual: entities.every(({ surplus, missing }) => surplus + missing === 0), entities };
  });
}

async function gatherMembers({ session, workspace }: PublishedWork): Promise<void> {
  for (const { key, membership } of memberKindsOf(workspace.segments)) {
    const members: Sql[] = [];
    for (const { name } of workspace.segments.filter((segment) => memberKindOf(segment).key === key))
      if (await session.columns(segmentTableOf(name)))
        members.push(sql`select ${name} as ${id('SegmentName')}, ${id(key)} from ${id(segmentTableOf(name))}`);
    if (members.length > 0)
      await session.run(sql`create or replace table ${id(membership)} as ${join(members, ' union all ')}`);
  }
}

async function compare(session: EngineSession, name: string): Promise<VerifiedEntity | undefined> {
  const published = `previous_${name}`;
  const columns = await session.columns(published);
  if (!columns || !(await session.columns(name))) return undefined;
  const names = join(columns.filter((column) => !MOMENTS.has(column.name)).map((column) => id(column.name)));
  const count = async (from: string, without: string) =>
    Number(
      await session.value(
        sql`select count(*) from (select ${names} from ${id(from)} except all select ${names} from ${id(without)})`,
      ),
    );
  return {
    entity: name,
    rows: await session.rowCount(published),
    surplus: await count(published, name),
    missing: await count(name, published),
  };
}
