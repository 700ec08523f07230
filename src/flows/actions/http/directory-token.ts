import { hashOf } from '../../../base/ids.ts';
import { CallError, flowConnectorError, isRetryableStatus } from '../../connectors/index.ts';
import { isObject, type Value } from '../../language/index.ts';
import type { ActionCall } from '../action.ts';
import { exchange, readExchange } from './exchange.ts';

/** A client of a directory (Microsoft Entra ID, or anything with the same token endpoint). */
export interface DirectoryClient {
  /** Base address; empty for `https://login.windows.net`. */
  readonly authority: string;
  readonly tenant: string;
  /** The resource that the token is for. */
  readonly audience: string;
  readonly clientId: string;
  readonly secret: string;
}

interface CachedToken {
  readonly token: string;
  readonly validUntil: number;
}

/** A token is thrown away so long before it ends. */
const MARGIN_SECONDS = 120;
const CACHE_LIMIT = 200;
const cache = new Map<string, CachedToken>();

/**
 * An access token by client credentials, kept until shortly before it ends. Source: OAuth 2.0 (RFC 6749 §4.4) with the
 * `resource` of Azure AD v1.
 * @throws FLX_CALL_TOKEN_REFUSED, FLX_CALL_UNREACHABLE
 */
export async function fetchToken(client: DirectoryClient, call: ActionCall): Promise<string> {
  const key = hashOf(JSON.stringify(client));
  const known = cache.get(key);
  const now = call.clock.now().getTime();
  if (known && known.validUntil > now) return known.token;
  const { token, expiresIn } = await requestToken(client, call);
  if (cache.size >= CACHE_LIMIT) cache.delete(cache.keys().next().value ?? '');
  cache.set(key, { token, validUntil: now + (expiresIn - MARGIN_SECONDS) * 1000 });
  return token;
}

async function requestToken({ authority, tenant, audience, clientId, secret }: DirectoryClient, call: ActionCall) {
  const base = (authority || 'https://login.windows.net').replace(/\/+$/, '');
  const url = new URL(`${base}/${encodeURIComponent(tenant)}/oauth2/token`);
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: clientId,
    client_secret: secret,
    resource: audience,
  });
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  const content = Uint8Array.from(Buffer.from(form.toString()));
  const answer = readExchange(await exchange({ method: 'POST', url, headers, content }, call));
  const body: Value = answer.body ?? null;
  const token = isObject(body) ? body['access_token'] : undefined;
  if (answer.statusCode < 300 && typeof token === 'string') return { token, expiresIn: expiryOf(body) };
  const reason = isObject(body)
    ? String(body['error_description'] ?? body['error'] ?? answer.statusCode)
    : String(answer.statusCode);
  const error = flowConnectorError('FLX_CALL_TOKEN_REFUSED', { host: url.host, reason: reason.slice(0, 300) });
  throw new CallError(error, { isRetryable: isRetryableStatus(answer.statusCode) });
}

function expiryOf(body: Value): number {
  const seconds = isObject(body) ? Number(body['expires_in'] ?? 0) : 0;
  return Number.isFinite(seconds) ? seconds : 0;
}
