import { createId, createToken, hashOf } from '../../base/ids.ts';
import { lesserRole, type Role, type Scope } from '../../model/role.ts';
import { getAccount } from '../../store/accounts.ts';
import { type ApiKey, createApiKey, findApiKey, removeApiKey, touchApiKey } from '../../store/api-keys.ts';
import { recordAudit } from '../../store/audit.ts';
import { storeError } from '../../store/catalogue.ts';
import { accessError } from '../catalogue.ts';
import type { AccessOptions } from '../options.ts';
import type { Principal } from '../principal.ts';

/** What every key begins with, so that it is found where it should not be. */
export const KEY_PREFIX = 'fxk_';
const HINT_CHARACTERS = 10;
const TOUCH_MILLISECONDS = 60_000;

/** A key that is asked for. */
export interface KeyRequest {
  readonly name: string;
  readonly role: Role;
  readonly scopes: readonly Scope[];
  /** ISO 8601; a key without an end lasts until it is removed. */
  readonly expiresAt?: string | undefined;
}

/** Makes a key for whoever asks, at most with his own role. The key itself is given only now. */
export async function makeKey(
  request: KeyRequest,
  principal: Principal,
  { store, clock, random }: AccessOptions,
): Promise<{ readonly key: ApiKey; readonly token: string }> {
  const token = `${KEY_PREFIX}${createToken(random)}`;
  const key: ApiKey = {
    keyId: createId(clock, random),
    name: request.name,
    hint: `${token.slice(0, HINT_CHARACTERS)}…`,
    accountId: principal.accountId,
    role: lesserRole(request.role, principal.role),
    scopes: request.scopes,
    createdAt: clock.now().toISOString(),
    expiresAt: request.expiresAt,
    usedAt: undefined,
  };
  await store.transaction(async (tx) => {
    await createApiKey(tx, { ...key, tokenHash: hashOf(token) });
    const { name: objectName, role, scopes, expiresAt } = key;
    const detail = { keyId: key.keyId, role, scopes, ...(expiresAt !== undefined && { expiresAt }) };
    await recordAudit(tx, {
      actor: principal.name,
      action: 'key.create',
      objectKind: 'key',
      objectName,
      detail,
      clock,
    });
  });
  return { key, token };
}

/** Removes a key, one's own or, for administrators, anybody's; it stops to work at once. @throws FLX_NOT_FOUND */
export async function endKey(keyId: string, principal: Principal, { store, clock }: AccessOptions): Promise<void> {
  const ownerId = principal.role === 'administrator' ? undefined : principal.accountId;
  await store.transaction(async (tx) => {
    if (!(await removeApiKey(tx, keyId, ownerId))) throw storeError('FLX_NOT_FOUND', { kind: 'API key', name: keyId });
    await recordAudit(tx, { actor: principal.name, action: 'key.remove', objectKind: 'key', objectName: keyId, clock });
  });
}

/** Who a key belongs to. @throws FLX_ACCESS_TOKEN when it is unknown, has ended, or its account is not active */
export async function principalOfKey(token: string, { store, clock }: AccessOptions): Promise<Principal> {
  const key = await findApiKey(store.db, hashOf(token));
  if (!key) throw accessError('FLX_ACCESS_TOKEN', { reason: 'there is no such key' });
  const now = clock.now();
  if (key.expiresAt !== undefined && key.expiresAt <= now.toISOString())
    throw accessError('FLX_ACCESS_TOKEN', { reason: 'the key has ended' });
  const account = await getAccount(store.db, key.accountId);
  if (account?.state !== 'active') throw accessError('FLX_ACCESS_TOKEN', { reason: 'its account is not active' });
  if (now.getTime() - Date.parse(key.usedAt ?? key.createdAt) > TOUCH_MILLISECONDS || key.usedAt === undefined)
    await touchApiKey(store.db, key.keyId, now.toISOString());
  return {
    kind: 'apiKey',
    accountId: account.accountId,
    name: `${account.email} (key ${key.name})`,
    role: lesserRole(key.role, account.role),
    scopes: key.scopes,
    connectionId: `key/${key.keyId}`,
  };
}
