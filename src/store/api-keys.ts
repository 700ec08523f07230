import type { Role, Scope } from '../model/role.ts';
import type { ApiKeyRow, Database } from './schema.ts';

/** A key for programs; the key itself is never kept. Times are ISO 8601, UTC. */
export interface ApiKey {
  readonly keyId: string;
  readonly name: string;
  /** First characters, to tell keys apart. */
  readonly hint: string;
  /** Whose it is; it works as long as the account does. */
  readonly accountId: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  readonly createdAt: string;
  readonly expiresAt: string | undefined;
  readonly usedAt: string | undefined;
}

export async function createApiKey(db: Database, key: ApiKey & { readonly tokenHash: string }): Promise<void> {
  await db
    .insertInto('api_key')
    .values({
      key_id: key.keyId,
      token_hash: key.tokenHash,
      name: key.name,
      hint: key.hint,
      account_id: key.accountId,
      role: key.role,
      scopes: JSON.stringify(key.scopes),
      created_at: key.createdAt,
      expires_at: key.expiresAt ?? null,
      used_at: key.usedAt ?? null,
    })
    .execute();
}

export async function findApiKey(db: Database, tokenHash: string): Promise<ApiKey | undefined> {
  const row = await db.selectFrom('api_key').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
  return row && keyOf(row);
}

/** All keys, newest first. */
export async function listApiKeys(db: Database): Promise<ApiKey[]> {
  const rows = await db.selectFrom('api_key').selectAll().orderBy('created_at', 'desc').orderBy('key_id').execute();
  return rows.map(keyOf);
}

/** Notes when a key was used. */
export async function touchApiKey(db: Database, keyId: string, usedAt: string): Promise<void> {
  await db.updateTable('api_key').set({ used_at: usedAt }).where('key_id', '=', keyId).execute();
}

/** Removes all keys of an account. */
export async function removeApiKeysOf(db: Database, accountId: string): Promise<void> {
  await db.deleteFrom('api_key').where('account_id', '=', accountId).execute();
}

/** False when there is no such key, or it is not the owner's where one is given. */
export async function removeApiKey(db: Database, keyId: string, ownerId: string | undefined): Promise<boolean> {
  let query = db.deleteFrom('api_key').where('key_id', '=', keyId);
  if (ownerId !== undefined) query = query.where('account_id', '=', ownerId);
  const { numDeletedRows } = await query.executeTakeFirst();
  return numDeletedRows > 0n;
}

function keyOf(row: ApiKeyRow): ApiKey {
  return {
    keyId: row.key_id,
    name: row.name,
    hint: row.hint,
    accountId: row.account_id,
    role: row.role as Role,
    scopes: JSON.parse(row.scopes) as Scope[],
    createdAt: row.created_at,
    expiresAt: row.expires_at ?? undefined,
    usedAt: row.used_at ?? undefined,
  };
}
