import { createId, createToken, hashOf } from '../../base/ids.ts';
import type { Role } from '../../model/role.ts';
import {
  type Account,
  type AccountState,
  changeAccount,
  countAdministrators,
  createAccount,
  findAccountByEmail,
  getAccount,
} from '../../store/accounts.ts';
import { recordAudit } from '../../store/audit.ts';
import { storeError } from '../../store/catalogue.ts';
import { forgetReadMark } from '../../store/read-marks.ts';
import type { Database } from '../../store/schema.ts';
import { createSignInLink, findSignInLink, type SignInLink, useSignInLink } from '../../store/sign-in-links.ts';
import { accessError } from '../catalogue.ts';
import type { AccessOptions } from '../options.ts';
import type { Principal } from '../principal.ts';
import { type StartedSession, startSession } from '../sessions/sessions.ts';
import { endAllAccess } from './end-access.ts';
import { checkPassword, hashPassword } from './password.ts';

const DAY_MILLISECONDS = 86_400_000;
const LINK_DAYS = 7;

/** Token of a link for the first administrator; undefined once there is one. A link made before ends. */
export async function firstAdministratorLink({ store, clock, random }: AccessOptions): Promise<string | undefined> {
  if ((await countAdministrators(store.db)) > 0) return undefined;
  const token = createToken(random);
  await store.transaction((tx) =>
    createSignInLink(tx, hashOf(token), linkOf('firstAdministrator', undefined, clock.now())),
  );
  return token;
}

function linkOf(purpose: SignInLink['purpose'], accountId: string | undefined, now: Date): SignInLink {
  return { purpose, accountId, expiresAt: new Date(now.getTime() + LINK_DAYS * DAY_MILLISECONDS).toISOString() };
}

/** Somebody new. */
export interface Invitation {
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
}

/** An account and the token of the link that its owner uses once. */
export interface Invited {
  readonly account: Account;
  readonly token: string;
}

/** Makes an account for somebody who then chooses his password. @throws FLX_ACCESS_EMAIL_TAKEN */
export async function invite(invitation: Invitation, principal: Principal, options: AccessOptions): Promise<Invited> {
  const { store, clock, random } = options;
  const { email, displayName, role } = invitation;
  const token = createToken(random);
  const account = await store.transaction(async (tx) => {
    if (await findAccountByEmail(tx, email)) throw accessError('FLX_ACCESS_EMAIL_TAKEN', { email });
    const accountId = createId(clock, random);
    const createdAt = clock.now().toISOString();
    await createAccount(tx, { accountId, email, displayName, role, state: 'invited', createdAt });
    await createSignInLink(tx, hashOf(token), linkOf('invitation', accountId, clock.now()));
    await audit(tx, { principal, action: 'user.invite', email, detail: { role } }, options);
    return requireAccount(tx, accountId);
  });
  return { account, token };
}

/** A new link for somebody who lost his password or his invitation. @throws FLX_NOT_FOUND */
export async function renewLink(accountId: string, principal: Principal, options: AccessOptions): Promise<Invited> {
  const { store, clock, random } = options;
  const token = createToken(random);
  const account = await store.transaction(async (tx) => {
    const found = await requireAccount(tx, accountId);
    const purpose = found.state === 'invited' ? 'invitation' : 'newPassword';
    await createSignInLink(tx, hashOf(token), linkOf(purpose, accountId, clock.now()));
    await audit(tx, { principal, action: 'user.link', email: found.email }, options);
    return found;
  });
  return { account, token };
}

/** What a link is for, and whom. @throws FLX_ACCESS_LINK */
export async function readLink(token: string, { store, clock }: AccessOptions) {
  const link = await findSignInLink(store.db, hashOf(token), clock.now().toISOString());
  const isSpent = link?.purpose === 'firstAdministrator' && (await countAdministrators(store.db)) > 0;
  if (!link || isSpent) throw accessError('FLX_ACCESS_LINK', {});
  const account = link.accountId === undefined ? undefined : await getAccount(store.db, link.accountId);
  return { purpose: link.purpose, email: account?.email, displayName: account?.displayName, accountId: link.accountId };
}

/** What somebody fills in who uses a link. */
export interface LinkAnswer {
  readonly token: string;
  readonly password: string;
  /** For the first administrator. */
  readonly email?: string | undefined;
  readonly displayName?: string | undefined;
  /** Whether API keys end with the password that was. */
  readonly endsKeys?: boolean | undefined;
  readonly userAgent: string;
}

/**
 * Uses a link: the account gets its password and is signed in.
 * @throws FLX_ACCESS_LINK, FLX_ACCESS_NO_EMAIL, FLX_ACCESS_PASSWORD_WEAK
 */
export async function useLink(
  answer: LinkAnswer,
  options: AccessOptions,
): Promise<StartedSession & { account: Account }> {
  const { store, clock, random } = options;
  const link = await readLink(answer.token, options);
  const email = link.email ?? answer.email;
  if (email === undefined) throw accessError('FLX_ACCESS_NO_EMAIL', {});
  const displayName = answer.displayName ?? link.displayName ?? email;
  checkPassword(answer.password, [email, displayName]);
  const passwordHash = await hashPassword(answer.password, random);
  return store.transaction(async (tx) => {
    if (!(await useSignInLink(tx, hashOf(answer.token)))) throw accessError('FLX_ACCESS_LINK', {});
    const accountId = link.accountId ?? createId(clock, random);
    if (link.accountId === undefined) {
      if (await findAccountByEmail(tx, email)) throw accessError('FLX_ACCESS_EMAIL_TAKEN', { email });
      const createdAt = clock.now().toISOString();
      await createAccount(tx, { accountId, email, displayName, role: 'administrator', state: 'active', createdAt });
    }
    const before = await requireAccount(tx, accountId);
    if (before.state === 'disabled') throw accessError('FLX_ACCESS_DISABLED', {});
    await changeAccount(tx, accountId, { passwordHash, displayName, state: 'active' });
    if (link.purpose === 'newPassword') await endAllAccess(tx, accountId, { endsKeys: answer.endsKeys });
    const action = link.purpose === 'firstAdministrator' ? 'user.firstAdministrator' : 'user.password';
    await recordAudit(tx, { actor: email, action, objectKind: 'user', objectName: email, clock });
    const account = await requireAccount(tx, accountId);
    return { ...(await startSession(tx, account, { clock, random, userAgent: answer.userAgent })), account };
  });
}

/** What an administrator changes of an account. */
export interface UserChange {
  readonly displayName?: string | undefined;
  readonly role?: Role | undefined;
  readonly isEnabled?: boolean | undefined;
  /** Whether API keys of who is disabled are removed; otherwise they rest until he is enabled again. */
  readonly endsKeys?: boolean | undefined;
}

/** Changes an account; one that is disabled is signed out everywhere, and what programs were allowed ends. @throws FLX_NOT_FOUND, FLX_ACCESS_LAST_ADMINISTRATOR */
export async function changeUser(
  accountId: string,
  change: UserChange,
  { principal, options }: { readonly principal: Principal; readonly options: AccessOptions },
): Promise<Account> {
  return options.store.transaction(async (tx) => {
    const before = await requireAccount(tx, accountId);
    const state = stateOf(before, change.isEnabled);
    const losesAdministrator =
      before.role === 'administrator' &&
      before.state === 'active' &&
      (state === 'disabled' || (change.role !== undefined && change.role !== 'administrator'));
    if (losesAdministrator && (await countAdministrators(tx)) < 2)
      throw accessError('FLX_ACCESS_LAST_ADMINISTRATOR', {});
    await changeAccount(tx, accountId, { displayName: change.displayName, role: change.role, state });
    if (state === 'disabled') {
      await endAllAccess(tx, accountId, { endsKeys: change.endsKeys });
      await forgetReadMark(tx, accountId);
    }
    await audit(tx, { principal, action: 'user.change', email: before.email, detail: { ...change } }, options);
    return requireAccount(tx, accountId);
  });
}

function stateOf({ state, hasPassword }: Account, isEnabled: boolean | undefined): AccountState | undefined {
  if (isEnabled === undefined) return undefined;
  if (!isEnabled) return 'disabled';
  return state === 'disabled' ? (hasPassword ? 'active' : 'invited') : state;
}

/** @throws FLX_NOT_FOUND */
export async function requireAccount(db: Database, accountId: string): Promise<Account> {
  const account = await getAccount(db, accountId);
  if (!account) throw storeError('FLX_NOT_FOUND', { kind: 'user', name: accountId });
  return account;
}

interface AuditedChange {
  readonly principal: Principal;
  readonly action: string;
  readonly email: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

async function audit(tx: Database, change: AuditedChange, { clock }: AccessOptions): Promise<void> {
  const { principal, action, email, detail = {} } = change;
  await recordAudit(tx, { actor: principal.name, action, objectKind: 'user', objectName: email, detail, clock });
}

/** An administrator that somebody names before the first start. */
export interface NamedAdministrator {
  readonly email: string;
  readonly displayName: string;
  /** Without one he signs in by other means. */
  readonly password?: string | undefined;
}

/** Makes an administrator when there is none; gives the id of the new account. @throws FLX_ACCESS_PASSWORD_WEAK */
export async function ensureAdministrator(
  { email, displayName, password }: NamedAdministrator,
  { store, clock, random }: AccessOptions,
): Promise<string | undefined> {
  if ((await countAdministrators(store.db)) > 0) return undefined;
  if (password !== undefined) checkPassword(password, [email, displayName]);
  const passwordHash = password === undefined ? undefined : await hashPassword(password, random);
  const accountId = createId(clock, random);
  const createdAt = clock.now().toISOString();
  await store.transaction(async (tx) => {
    await createAccount(tx, {
      accountId,
      email,
      displayName,
      role: 'administrator',
      state: 'active',
      createdAt,
      passwordHash,
    });
    const action = 'user.firstAdministrator';
    await recordAudit(tx, { actor: 'settings', action, objectKind: 'user', objectName: email, clock });
  });
  return accountId;
}
