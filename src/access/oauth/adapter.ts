import type { Adapter, AdapterPayload } from 'oidc-provider';
import { getOAuthClient } from '../../store/oauth-clients.ts';
import {
  consumeOAuthRecord,
  type FoundOAuthRecord,
  findOAuthRecord,
  removeEndedOAuthRecords,
  removeOAuthGrant,
  removeOAuthRecord,
  saveOAuthRecord,
} from '../../store/oauth-records.ts';
import type { AccessOptions } from '../options.ts';

type Parts = Pick<AccessOptions, 'store' | 'clock'>;

/** Keeps what the authorization server has to remember in the state store; clients are those that administrators made. */
export function createAdapter(model: string, parts: Parts): Adapter {
  const { store, clock } = parts;
  if (model === 'Client') return clientAdapter(parts);
  const find = async (by: Parameters<typeof findOAuthRecord>[2]) =>
    payloadOf(await findOAuthRecord(store.db, model, by), clock.now().toISOString());
  return {
    upsert: async (id, payload, expiresInSeconds) => {
      const now = clock.now().getTime();
      await saveOAuthRecord(store.db, {
        model,
        id,
        content: payload,
        grantId: payload.grantId,
        uid: payload.uid,
        userCode: payload.userCode,
        expiresAt: expiresInSeconds ? new Date(now + expiresInSeconds * 1000).toISOString() : undefined,
      });
      if (model === 'Grant') await removeEndedOAuthRecords(store.db, new Date(now).toISOString());
    },
    find: (id) => find({ id }),
    findByUid: (uid) => find({ uid }),
    findByUserCode: (userCode) => find({ userCode }),
    consume: (id) => consumeOAuthRecord(store.db, { model, id, at: clock.now().toISOString() }),
    destroy: (id) => removeOAuthRecord(store.db, model, id),
    revokeByGrantId: (grantId) => removeOAuthGrant(store.db, grantId),
  };
}

function payloadOf(found: FoundOAuthRecord | undefined, now: string): AdapterPayload | undefined {
  if (!found || (found.expiresAt !== undefined && found.expiresAt <= now)) return undefined;
  const consumed = found.consumedAt === undefined ? {} : { consumed: Math.floor(Date.parse(found.consumedAt) / 1000) };
  return { ...found.content, ...consumed };
}

function clientAdapter({ store }: Parts): Adapter {
  const refuse = async () => {
    throw new Error('Clients are made by administrators.');
  };
  return {
    find: async (id) => {
      const client = await getOAuthClient(store.db, id, store.vault);
      if (!client) return undefined;
      return {
        client_id: client.clientId,
        client_name: client.name,
        redirect_uris: [...client.redirectUris],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        needs_pkce: client.needsPkce || client.secret === undefined,
        application_type: client.redirectUris.some((uri) => uri.startsWith('http:')) ? 'native' : 'web',
        ...(client.secret === undefined
          ? { token_endpoint_auth_method: 'none' }
          : { client_secret: client.secret, token_endpoint_auth_method: 'client_secret_post' }),
      };
    },
    upsert: refuse,
    consume: refuse,
    destroy: refuse,
    revokeByGrantId: refuse,
    findByUid: async () => undefined,
    findByUserCode: async () => undefined,
  };
}
