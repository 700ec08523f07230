import type { Role } from '../model/role.ts';
import type { AccountRow, Database } from './schema.ts';

/** `invited`: has a one-time link but never signed in; `disabled`: may not sign in. */
export type AccountState = 'invited' | 'active' | 'disabled';

/** Somebody who can sign in. */
export interface Account {
  readonly accountId: string;
  readonly email: string;
  readonly displayName: string;
  readonly role: Role;
  readonly state: AccountState;
  /** False for those who sign in elsewhere only. */
  readonly hasPassword: boolean;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly lastSignInAt: string | undefined;
}

export type NewAccount = Omit<Account, 'hasPassword' | 'lastSignInAt'> & { readonly passwordHash?: string | undefined };

export async function createAccount(db: Database, account: NewAccount): Promise<void> {
  await db
    .insertInto('account')
    .values({
      account_id: account.accountId,
      email_key: keyOf(account.email),
      email: account.email,
      display_name: account.displayName,
      role: account.role,
      state: account.state,
      password_hash: account.passwordHash ?? null,
      created_at: account.createdAt,
      last_sign_in_at: null,
    })
    .execute();
}

export interface AccountChange {
  readonly displayName?: string | undefined;
  readonly role?: Role | undefined;
  readonly state?: AccountState | undefined;
  readonly passwordHash?: string | undefined;
  readonly lastSignInAt?: string | undefined;
}

/** Changes what is given, leaves the rest. */
export async function changeAccount(db: Database, accountId: string, change: AccountChange): Promise<void> {
  const set = {
    ...(change.displayName !== undefined && { display_name: change.displayName }),
    ...(change.role !== undefined && { role: change.role }),
    ...(change.state !== undefined && { state: change.state }),
    ...(change.passwordHash !== undefined && { password_hash: change.passwordHash }),
    ...(change.lastSignInAt !== undefined && { last_sign_in_at: change.lastSignInAt }),
  };
  if (Object.keys(set).length === 0) return;
  await db.updateTable('account').set(set).where('account_id', '=', accountId).execute();
}

export async function getAccount(db: Database, accountId: string): Promise<Account | undefined> {
  const row = await db.selectFrom('account').selectAll().where('account_id', '=', accountId).executeTakeFirst();
  return row && accountOf(row);
}

/** By e-mail address, whatever its case; with the hash of the password. */
export async function findAccountByEmail(
  db: Database,
  email: string,
): Promise<(Account & { readonly passwordHash: string | undefined }) | undefined> {
  const row = await db.selectFrom('account').selectAll().where('email_key', '=', keyOf(email)).executeTakeFirst();
  return row && { ...accountOf(row), passwordHash: row.password_hash ?? undefined };
}

/** All accounts by name. */
export async function listAccounts(db: Database): Promise<Account[]> {
  const rows = await db.selectFrom('account').selectAll().orderBy('display_name').orderBy('account_id').execute();
  return rows.map(accountOf);
}

/** How many can sign in as administrators. */
export async function countAdministrators(db: Database): Promise<number> {
  const { count } = await db
    .selectFrom('account')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('role', '=', 'administrator')
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** The account that an identity elsewhere belongs to. */
export async function findAccountByIdentity(
  db: Database,
  { issuer, subject }: { readonly issuer: string; readonly subject: string },
): Promise<Account | undefined> {
  const row = await db
    .selectFrom('account_identity')
    .innerJoin('account', 'account.account_id', 'account_identity.account_id')
    .selectAll('account')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row && accountOf(row);
}

/** Says that an identity elsewhere is this account. */
export async function linkIdentity(
  db: Database,
  identity: { readonly issuer: string; readonly subject: string; readonly accountId: string },
): Promise<void> {
  await db
    .insertInto('account_identity')
    .values({ issuer: identity.issuer, subject: identity.subject, account_id: identity.accountId })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

function keyOf(email: string): string {
  return email.trim().toLowerCase();
}

function accountOf(row: AccountRow): Account {
  return {
    accountId: row.account_id,
    email: row.email,
    displayName: row.display_name,
    role: row.role as Role,
    state: row.state as AccountState,
    hasPassword: row.password_hash !== null,
    createdAt: row.created_at,
    lastSignInAt: row.last_sign_in_at ?? undefined,
  };
}
