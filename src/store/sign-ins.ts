import type { Clock } from '../base/clock.ts';
import type { Database } from './schema.ts';
import type { Vault } from './vault.ts';

/** A sign-in whose browser has not come back yet. */
export interface PendingSignIn {
  readonly state: string;
  readonly connection: string;
  /** What is needed to end it; kept encrypted. */
  readonly secrets: Readonly<Record<string, string>>;
}

/** Keeps a sign-in until `expiresAt` (ISO 8601). */
export async function keepSignIn(
  db: Database,
  signIn: PendingSignIn,
  { expiresAt, vault }: { readonly expiresAt: string; readonly vault: Vault },
): Promise<void> {
  const sealed = vault.encrypt(signIn.secrets, `signIn/${signIn.state}`);
  const row = { state: signIn.state, connection_name: signIn.connection, sealed, expires_at: expiresAt };
  await db.insertInto('sign_in').values(row).execute();
}

/** Takes a sign-in out: each is good for one time. Undefined when there is none, or it took too long. */
export async function takeSignIn(
  db: Database,
  state: string,
  { clock, vault }: { readonly clock: Clock; readonly vault: Vault },
): Promise<PendingSignIn | undefined> {
  const now = clock.now().toISOString();
  await db.deleteFrom('sign_in').where('expires_at', '<=', now).execute();
  const row = await db.deleteFrom('sign_in').where('state', '=', state).returningAll().executeTakeFirst();
  if (!row) return undefined;
  const secrets = vault.decrypt(row.sealed, `signIn/${state}`) as Record<string, string>;
  return { state, connection: row.connection_name, secrets };
}
