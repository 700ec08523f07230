import { createId, createToken, hashOf } from '../../base/ids.ts';
import { type Account, changeAccount, getAccount } from '../../store/accounts.ts';
import type { Database } from '../../store/schema.ts';
import { createSession, findSession, removeSessions, type Session, touchSession } from '../../store/sessions.ts';
import type { AccessOptions } from '../options.ts';
import type { Principal } from '../principal.ts';

const DAY_MILLISECONDS = 86_400_000;
/** A session ends when it was not used for so long. */
const IDLE_DAYS = 14;
/** A session ends after so long, however much it is used. */
const MOST_DAYS = 90;
/** Use is noted at most this often. */
const TOUCH_MILLISECONDS = 60_000;

/** A new session and the token that its browser keeps. */
export interface StartedSession {
  readonly session: Session;
  readonly token: string;
}

/** Signs an account in on a browser. */
export async function startSession(
  tx: Database,
  account: Pick<Account, 'accountId'>,
  { clock, random, userAgent }: Pick<AccessOptions, 'clock' | 'random'> & { readonly userAgent: string },
): Promise<StartedSession> {
  const now = clock.now();
  const token = createToken(random);
  const session: Session = {
    sessionId: createId(clock, random),
    accountId: account.accountId,
    csrfToken: createToken(random),
    userAgent: userAgent.slice(0, 300),
    createdAt: now.toISOString(),
    usedAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + IDLE_DAYS * DAY_MILLISECONDS).toISOString(),
  };
  await removeSessions(tx, { endedBy: now.toISOString() });
  await createSession(tx, { ...session, tokenHash: hashOf(token) });
  await changeAccount(tx, account.accountId, { lastSignInAt: now.toISOString() });
  return { session, token };
}

/** Who a browser's token belongs to; undefined when the session ended or its account is not active. */
export async function principalOfSession(
  token: string,
  { store, clock }: Pick<AccessOptions, 'store' | 'clock'>,
): Promise<Principal | undefined> {
  const now = clock.now();
  const session = await findSession(store.db, hashOf(token), now.toISOString());
  const account = session && (await getAccount(store.db, session.accountId));
  if (!session || account?.state !== 'active') return undefined;
  await touch(store.db, session, now);
  const { sessionId, csrfToken } = session;
  return {
    kind: 'session',
    accountId: account.accountId,
    name: account.email,
    role: account.role,
    scopes: ['api', 'connector'],
    connectionId: `session/${account.accountId}`,
    session: { sessionId, csrfToken },
  };
}

async function touch(db: Database, { sessionId, usedAt, createdAt }: Session, now: Date): Promise<void> {
  if (now.getTime() - Date.parse(usedAt) < TOUCH_MILLISECONDS) return;
  const end = Math.min(
    now.getTime() + IDLE_DAYS * DAY_MILLISECONDS,
    Date.parse(createdAt) + MOST_DAYS * DAY_MILLISECONDS,
  );
  await touchSession(db, sessionId, { usedAt: now.toISOString(), expiresAt: new Date(end).toISOString() });
}
