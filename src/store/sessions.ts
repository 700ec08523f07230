import type { Database, SessionRow } from './schema.ts';

/** A browser that is signed in. Times are ISO 8601, UTC. */
export interface Session {
  readonly sessionId: string;
  readonly accountId: string;
  /** What a page has to send with every change. */
  readonly csrfToken: string;
  readonly userAgent: string;
  readonly createdAt: string;
  readonly usedAt: string;
  readonly expiresAt: string;
}

/** Keeps a session; of its token only the hash. */
export async function createSession(db: Database, session: Session & { readonly tokenHash: string }): Promise<void> {
  await db
    .insertInto('session')
    .values({
      session_id: session.sessionId,
      token_hash: session.tokenHash,
      account_id: session.accountId,
      csrf_token: session.csrfToken,
      user_agent: session.userAgent,
      created_at: session.createdAt,
      used_at: session.usedAt,
      expires_at: session.expiresAt,
    })
    .execute();
}

/** The session of a token, when it has not ended at `now`. */
export async function findSession(db: Database, tokenHash: string, now: string): Promise<Session | undefined> {
  const row = await db
    .selectFrom('session')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row && sessionOf(row);
}

/** Notes that a session was used, and until when it now lasts. */
export async function touchSession(
  db: Database,
  sessionId: string,
  { usedAt, expiresAt }: Pick<Session, 'usedAt' | 'expiresAt'>,
): Promise<void> {
  await db
    .updateTable('session')
    .set({ used_at: usedAt, expires_at: expiresAt })
    .where('session_id', '=', sessionId)
    .execute();
}

/** Sessions of an account that have not ended, last used first. */
export async function listSessions(db: Database, accountId: string, now: string): Promise<Session[]> {
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .orderBy('used_at', 'desc')
    .execute();
  return rows.map(sessionOf);
}

export interface SessionFilter {
  readonly accountId?: string | undefined;
  readonly sessionId?: string | undefined;
  /** Not this one. */
  readonly exceptSessionId?: string | undefined;
  /** Ended at or before, ISO 8601. */
  readonly endedBy?: string | undefined;
}

/** Ends sessions. */
export async function removeSessions(db: Database, filter: SessionFilter): Promise<void> {
  let query = db.deleteFrom('session');
  if (filter.accountId !== undefined) query = query.where('account_id', '=', filter.accountId);
  if (filter.sessionId !== undefined) query = query.where('session_id', '=', filter.sessionId);
  if (filter.exceptSessionId !== undefined) query = query.where('session_id', '<>', filter.exceptSessionId);
  if (filter.endedBy !== undefined) query = query.where('expires_at', '<=', filter.endedBy);
  await query.execute();
}

function sessionOf(row: SessionRow): Session {
  return {
    sessionId: row.session_id,
    accountId: row.account_id,
    csrfToken: row.csrf_token,
    userAgent: row.user_agent,
    createdAt: row.created_at,
    usedAt: row.used_at,
    expiresAt: row.expires_at,
  };
}
