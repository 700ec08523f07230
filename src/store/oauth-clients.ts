import type { Database, OAuthClientRow } from './schema.ts';
import type { Vault } from './vault.ts';

/** A program that may ask people to sign in to it here. */
export interface OAuthClient {
  readonly clientId: string;
  readonly name: string;
  /** Absent for programs that cannot keep one; they need PKCE. */
  readonly secret: string | undefined;
  /** Exact addresses that take the answer. */
  readonly redirectUris: readonly string[];
  readonly needsPkce: boolean;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
}

/** Keeps a client with its secret encrypted, replacing the one before. */
export async function saveOAuthClient(db: Database, client: OAuthClient, vault: Vault): Promise<void> {
  const row = {
    name: client.name,
    sealed_secret: client.secret === undefined ? null : vault.encrypt(client.secret, contextOf(client.clientId)),
    redirect_uris: JSON.stringify(client.redirectUris),
    needs_pkce: client.needsPkce ? 1 : 0,
    created_at: client.createdAt,
  };
  await db
    .insertInto('oauth_client')
    .values({ client_id: client.clientId, ...row })
    .onConflict((conflict) => conflict.column('client_id').doUpdateSet(row))
    .execute();
}

export async function getOAuthClient(db: Database, clientId: string, vault: Vault): Promise<OAuthClient | undefined> {
  const row = await db.selectFrom('oauth_client').selectAll().where('client_id', '=', clientId).executeTakeFirst();
  return row && clientOf(row, vault);
}

/** All clients by name. */
export async function listOAuthClients(db: Database, vault: Vault): Promise<OAuthClient[]> {
  const rows = await db.selectFrom('oauth_client').selectAll().orderBy('name').orderBy('client_id').execute();
  return rows.map((row) => clientOf(row, vault));
}

/** False when there is no such client. */
export async function removeOAuthClient(db: Database, clientId: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('oauth_client').where('client_id', '=', clientId).executeTakeFirst();
  return numDeletedRows > 0n;
}

function contextOf(clientId: string): string {
  return `oauthClient/${clientId}`;
}

function clientOf(row: OAuthClientRow, vault: Vault): OAuthClient {
  return {
    clientId: row.client_id,
    name: row.name,
    secret: row.sealed_secret === null ? undefined : String(vault.decrypt(row.sealed_secret, contextOf(row.client_id))),
    redirectUris: JSON.parse(row.redirect_uris) as string[],
    needsPkce: row.needs_pkce === 1,
    createdAt: row.created_at,
  };
}
