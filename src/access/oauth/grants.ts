import { recordAudit } from '../../store/audit.ts';
import { storeError } from '../../store/catalogue.ts';
import { listOAuthClients } from '../../store/oauth-clients.ts';
import {
  type ListedOAuthRecord,
  listOAuthRecords,
  removeOAuthGrant,
  removeOAuthRecord,
} from '../../store/oauth-records.ts';
import type { Database } from '../../store/schema.ts';
import type { AccessOptions } from '../options.ts';
import type { Principal } from '../principal.ts';

/** What somebody allowed a program on the consent page. */
export interface Grant {
  readonly grantId: string;
  readonly accountId: string;
  readonly clientId: string;
  /** The id where the program was removed. */
  readonly clientName: string;
  readonly scopes: readonly string[];
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly expiresAt: string | undefined;
}

/** What was allowed and has not ended, newest first: by one account, or by all. */
export async function listGrants(
  accountId: string | undefined,
  { store, clock }: Pick<AccessOptions, 'store' | 'clock'>,
): Promise<Grant[]> {
  const clients = await listOAuthClients(store.db, store.vault);
  const names = new Map(clients.map(({ clientId, name }) => [clientId, name]));
  const now = clock.now().toISOString();
  return (await listOAuthRecords(store.db, 'Grant'))
    .filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now)
    .map((record) => grantOf(record, names))
    .filter((grant) => accountId === undefined || grant.accountId === accountId)
    .sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

function grantOf({ id, content, expiresAt }: ListedOAuthRecord, names: ReadonlyMap<string, string>): Grant {
  const { accountId, clientId, iat, openid } = content as Partial<GrantContent>;
  return {
    grantId: id,
    accountId: accountId ?? '',
    clientId: clientId ?? '',
    clientName: names.get(clientId ?? '') ?? clientId ?? '',
    scopes: (openid?.scope ?? '').split(' ').filter((scope) => scope !== ''),
    createdAt: new Date((iat ?? 0) * 1000).toISOString(),
    expiresAt,
  };
}

/** A grant as the authorization server keeps it. */
interface GrantContent {
  readonly accountId: string;
  readonly clientId: string;
  readonly openid: { readonly scope?: string };
  /** Unix time. */
  readonly iat: number;
}

/** Takes back what a program was allowed, one's own or, for administrators, anybody's: its tokens stop at once. @throws FLX_NOT_FOUND */
export async function endGrant(
  grantId: string,
  { accountId, name: actor, role }: Pick<Principal, 'accountId' | 'name' | 'role'>,
  { store, clock }: AccessOptions,
): Promise<void> {
  await store.transaction(async (tx) => {
    const found = (await listOAuthRecords(tx, 'Grant')).find(({ id }) => id === grantId);
    if (!found || (role !== 'administrator' && found.content['accountId'] !== accountId))
      throw storeError('FLX_NOT_FOUND', { kind: 'grant', name: grantId });
    await removeGrant(tx, grantId);
    const detail = { clientId: found.content['clientId'], accountId: found.content['accountId'] };
    await recordAudit(tx, { actor, action: 'grant.end', objectKind: 'grant', objectName: grantId, detail, clock });
  });
}

/** Ends all that an account allowed, and its sessions at the authorization server. */
export async function endGrantsOf(tx: Database, accountId: string): Promise<void> {
  const isOf = ({ content }: ListedOAuthRecord) => content['accountId'] === accountId;
  for (const { id } of (await listOAuthRecords(tx, 'Grant')).filter(isOf)) await removeGrant(tx, id);
  for (const { id } of (await listOAuthRecords(tx, 'Session')).filter(isOf)) await removeOAuthRecord(tx, 'Session', id);
}

async function removeGrant(tx: Database, grantId: string): Promise<void> {
  await removeOAuthGrant(tx, grantId);
  await removeOAuthRecord(tx, 'Grant', grantId);
}
