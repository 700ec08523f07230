import type { Database } from './schema.ts';

/** Notes that somebody asked for what a watcher saw. */
export async function notePoll(db: Database, watcherId: string, at: string): Promise<void> {
  await db
    .insertInto('poll')
    .values({ watcher_id: watcherId, polled_at: at })
    .onConflict((conflict) => conflict.column('watcher_id').doUpdateSet({ polled_at: at }))
    .execute();
}

/** Watchers that nobody has asked about since a moment. */
export async function listIdlePolls(db: Database, since: string): Promise<readonly string[]> {
  const rows = await db.selectFrom('poll').select('watcher_id').where('polled_at', '<', since).execute();
  return rows.map((row) => row.watcher_id);
}

/** Forgets a poll. */
export async function removePoll(db: Database, watcherId: string): Promise<void> {
  await db.deleteFrom('poll').where('watcher_id', '=', watcherId).execute();
}
