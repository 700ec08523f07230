import type { Clock } from '../base/clock.ts';
import { storeError } from './catalogue.ts';
import type { Database } from './schema.ts';
import { readSetting, writeSetting } from './settings.ts';
import type { Vault } from './vault.ts';

const KEY_SETTING = 'secretKeyId';

/**
 * Notes which key this store's secrets are encrypted with, or checks that it is still the same.
 * @throws FLX_SECRET_KEY_MISMATCH
 */
export async function bindSecretKey(db: Database, keyId: string, clock: Clock): Promise<void> {
  const expected = await readSetting<string>(db, KEY_SETTING);
  if (expected === undefined) return writeSetting(db, { name: KEY_SETTING, value: keyId, clock });
  if (expected !== keyId) throw storeError('FLX_SECRET_KEY_MISMATCH', { expected, found: keyId });
}

export interface SecretToKeep {
  /** e.g. `connection/Teams`. */
  readonly name: string;
  readonly value: unknown;
  readonly vault: Vault;
  readonly clock: Clock;
}

/** Keeps a secret (any JSON value) encrypted under a name, replacing the one before. */
export async function keepSecret(db: Database, { name, value, vault, clock }: SecretToKeep): Promise<void> {
  const row = { value: vault.encrypt(value, name), changed_at: clock.now().toISOString() };
  await db
    .insertInto('secret')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
}

/** The secret in the clear, or undefined. @throws FLX_SECRET_UNREADABLE */
export async function readSecret(db: Database, name: string, vault: Vault): Promise<unknown> {
  const row = await db.selectFrom('secret').select('value').where('name', '=', name).executeTakeFirst();
  return row && vault.decrypt(row.value, name);
}

/** Removing what is not there is no error. */
export async function removeSecret(db: Database, name: string): Promise<void> {
  await db.deleteFrom('secret').where('name', '=', name).execute();
}

/** Names of the secrets that begin with the prefix; never their values. */
export async function listSecretNames(db: Database, prefix = ''): Promise<string[]> {
  const rows = await db.selectFrom('secret').select('name').orderBy('name').execute();
  return rows.map(({ name }) => name).filter((name) => name.startsWith(prefix));
}
