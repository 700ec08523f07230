import type { Workspace } from '../../model/definition.ts';
import { TABLES } from '../../model/tables.ts';
import type { Row } from '../../sql/engine.ts';
import { id, join, sql } from '../../sql/sql.ts';
import type { Snapshot } from '../../store/snapshots.ts';
import type { SnapshotReader } from '../entities/reader.ts';
import type { CustomerView } from '../view/customer.ts';

const MOST_ACTIVITIES = 100;

export interface TimelineRequest {
  readonly workspace: Workspace;
  readonly snapshot: Snapshot;
  readonly customerId: string;
}

/** What a customer did, newest first, as far as its activities show in the timeline. */
export async function readTimeline(
  reader: SnapshotReader,
  { workspace, snapshot, customerId }: TimelineRequest,
): Promise<CustomerView['timeline']> {
  const shown = workspace.activities.filter((activity) => activity.showInTimeline !== false);
  const isGathered = snapshot.entities.some((entity) => entity.name === TABLES.unifiedActivity);
  if (shown.length === 0 || !isGathered) return [];
  const tests = shown.map(({ name }) => sql`starts_with(${id('ActivityId')}, ${`${name}|`})`);
  const rows = await reader.read(TABLES.unifiedActivity, (session, table) =>
    session.rows(
      sql`select * from ${table} where ${id('CustomerId')} = ${customerId} and (${join(tests, ' or ')}) order by ${id('ActivityTimeStamp')} desc, ${id('ActivityId')} limit ${MOST_ACTIVITIES}`,
    ),
  );
  return rows.map(entryOf);
}

function entryOf(row: Row): CustomerView['timeline'][number] {
  const text = (column: string) => (row[column] === null ? undefined : String(row[column]));
  const activityId = String(row['ActivityId']);
  return {
    activityId,
    activity: activityId.split('|')[0] ?? '',
    type: String(row['ActivityType']),
    at: String(row['ActivityTimeStamp']),
    title: text('Title') ?? '',
    detail: text('Description'),
    url: text('URL'),
    data: text('SemanticData'),
  };
}
