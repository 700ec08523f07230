import type { RecordedError } from '../../store/journal/record.ts';
import { asJournalDatabase } from '../../store/journal/schema.ts';
import type { Database, DefinitionRow } from '../../store/schema.ts';

/** A flow whose last run that has ended went wrong. */
export interface FailingFlow {
  readonly name: string;
  readonly displayName: string;
  readonly runId: string;
  readonly status: string;
  readonly error: RecordedError | undefined;
  /** ISO 8601, UTC. */
  readonly endedAt: string;
}

/** Flows whose last run that has ended went wrong: one look at the index of runs by flow for each, in one statement. */
export async function listFailingFlows(database: Database): Promise<readonly FailingFlow[]> {
  const rows = await asJournalDatabase(database)
    .withTables<{ definition: DefinitionRow }>()
    .selectFrom('definition')
    .innerJoin('flow_run as run', (join) =>
      join.on('run.run_id', '=', (where) =>
        where
          .selectFrom('flow_run as ended')
          .select('ended.run_id')
          .whereRef('ended.flow_key', '=', 'definition.name_key')
          .where('ended.ended_at', 'is not', null)
          .orderBy('ended.started_at', 'desc')
          .orderBy('ended.run_id', 'desc')
          .limit(1),
      ),
    )
    .select(['definition.name', 'definition.content', 'run.run_id', 'run.status', 'run.error', 'run.ended_at'])
    .where('definition.kind', '=', 'flow')
    .where('definition.is_removed', '=', 0)
    .where('run.status', 'in', ['Failed', 'TimedOut', 'Aborted'])
    .execute();
  return rows.map(({ name, content, run_id, status, error, ended_at }) => ({
    name,
    displayName: (JSON.parse(content) as { displayName?: string }).displayName ?? name,
    runId: run_id,
    status,
    error: error === null ? undefined : (JSON.parse(error) as RecordedError),
    endedAt: ended_at ?? '',
  }));
}
