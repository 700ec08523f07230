import { type Account, changeAccount, findAccountByEmail } from '../../store/accounts.ts';
import { recordAudit } from '../../store/audit.ts';
import { accessError } from '../catalogue.ts';
import type { AccessOptions } from '../options.ts';
import type { Principal } from '../principal.ts';
import { type StartedSession, startSession } from '../sessions/sessions.ts';
import type { Attempts } from './attempts.ts';
import { endAllAccess } from './end-access.ts';
import { checkPassword, hashPassword, isPassword } from './password.ts';

/** Somebody who signs in with a password. */
export interface PasswordSignIn {
  readonly email: string;
  readonly password: string;
  readonly userAgent: string;
  /** Network address he comes from. */
  readonly from: string;
}

/** Kept instead of a hash where there is no account, so that it takes as long to say no. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LW5vYm9keS0$bm9ib2R5LW5vYm9keS1ub2JvZHktbm9ib2R5LW5vYm8';

/** Signs in with e-mail address and password. @throws FLX_ACCESS_PASSWORD, FLX_ACCESS_WAIT, FLX_ACCESS_DISABLED */
export async function signInWithPassword(
  { email, password, userAgent, from }: PasswordSignIn,
  attempts: Attempts,
  { store, clock, random }: AccessOptions,
): Promise<StartedSession & { account: Account }> {
  const key = `${email.trim().toLowerCase()} ${from}`;
  const seconds = attempts.waitSeconds(key);
  if (seconds !== undefined) throw accessError('FLX_ACCESS_WAIT', { seconds });
  // Counts as failed until it is right, so that attempts side by side do not slip through.
  attempts.fail(key);
  const found = await findAccountByEmail(store.db, email);
  const isRight = await isPassword(password, found?.passwordHash ?? NOBODY);
  if (!found || !isRight) {
    const actor = found?.email ?? 'unknown';
    await store.transaction((tx) =>
      recordAudit(tx, { actor, action: 'session.refused', objectKind: 'session', objectName: actor, clock }),
    );
    throw accessError('FLX_ACCESS_PASSWORD', {});
  }
  if (found.state !== 'active') throw accessError('FLX_ACCESS_DISABLED', {});
  attempts.succeed(key);
  const { passwordHash: _passwordHash, ...account } = found;
  return store.transaction(async (tx) => {
    await recordAudit(tx, {
      actor: account.email,
      action: 'session.start',
      objectKind: 'session',
      objectName: account.email,
      clock,
    });
    return { ...(await startSession(tx, account, { clock, random, userAgent })), account };
  });
}

/** A password that is to replace another. */
export interface PasswordChange {
  readonly current: string;
  readonly next: string;
  /** Whether API keys are to end too. */
  readonly endsKeys?: boolean | undefined;
}

/**
 * Changes one's own password; every other browser is signed out, and what programs were allowed ends.
 * @throws FLX_ACCESS_PASSWORD, FLX_ACCESS_PASSWORD_WEAK
 */
export async function changePassword(
  principal: Principal,
  { current, next, endsKeys }: PasswordChange,
  { store, clock, random }: AccessOptions,
): Promise<void> {
  const account = await findAccountByEmail(store.db, principal.name);
  if (!account?.passwordHash || !(await isPassword(current, account.passwordHash)))
    throw accessError('FLX_ACCESS_PASSWORD', {});
  checkPassword(next, [account.email, account.displayName]);
  const passwordHash = await hashPassword(next, random);
  await store.transaction(async (tx) => {
    const { accountId, email } = account;
    await changeAccount(tx, accountId, { passwordHash });
    await endAllAccess(tx, accountId, { exceptSessionId: principal.session?.sessionId, endsKeys });
    await recordAudit(tx, { actor: email, action: 'user.password', objectKind: 'user', objectName: email, clock });
  });
}
