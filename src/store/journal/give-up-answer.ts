import type { Database } from '../schema.ts';
import { asJournalDatabase } from './schema.ts';

/** Notes what the caller of a run was told instead of an answer; a run that has answered or is over keeps what it has. */
export async function giveUpAnswer(db: Database, runId: string, answer: string): Promise<void> {
  await asJournalDatabase(db)
    .updateTable('flow_run')
    .set({ response: answer })
    .where('run_id', '=', runId)
    .where('response', 'is', null)
    .where('ended_at', 'is', null)
    .execute();
}
