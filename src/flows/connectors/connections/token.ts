import type { Clock } from '../../../base/clock.ts';
import { isPlainObject } from '../../../base/json.ts';
import { permanent, transient } from '../call-error.ts';
import { flowConnectorError } from '../catalogue.ts';
import { readAnswer } from '../http-answer.ts';
import { reach } from '../reach.ts';
import { clientAssertion } from './client-assertion.ts';
import type { OauthSettings } from './oauth-settings.ts';
import { fill, fillAddress } from './token-values.ts';

/** What a token endpoint gave, with the moment at which the access token runs out. */
export interface OauthToken {
  readonly access_token: string;
  readonly refresh_token?: string | undefined;
  readonly token_type?: string | undefined;
  readonly scope?: string | undefined;
  /** ISO 8601; undefined when the service did not say. */
  readonly expiresAt: string | undefined;
}

export interface TokenEffects {
  readonly fetch: typeof globalThis.fetch;
  readonly clock: Clock;
}

/** Ends a sign-in: the code becomes a token. @throws FLX_OAUTH_REFUSED, FLX_CALL_UNREACHABLE */
export function redeemCode(
  settings: OauthSettings,
  { code, codeVerifier, redirectUrl }: { code: string; codeVerifier: string; redirectUrl: string },
  effects: TokenEffects,
): Promise<OauthToken> {
  const fields = { grant_type: 'authorization_code', code, redirect_uri: redirectUrl, code_verifier: codeVerifier };
  const values = { code, redirecturl: redirectUrl };
  return requestToken(settings, { url: settings.tokenUrl, template: settings.tokenBody, fields, values }, effects);
}

/** A token for the program itself (client credentials, RFC 6749 §4.4). @throws FLX_OAUTH_REFUSED, FLX_CALL_UNREACHABLE */
export function requestOwnToken(settings: OauthSettings, effects: TokenEffects): Promise<OauthToken> {
  const { scope, tokenUrl: url } = settings;
  const fields = { grant_type: 'client_credentials', ...(scope !== '' && { scope }) };
  return requestToken(settings, { url, template: undefined, fields, values: {} }, effects);
}

/**
 * A new access token for a refresh token; what the service does not give anew stays.
 * @throws FLX_OAUTH_ENDED when somebody has to sign in again, FLX_OAUTH_REFUSED, FLX_CALL_UNREACHABLE
 */
export async function refreshToken(
  settings: OauthSettings,
  old: OauthToken,
  effects: TokenEffects,
): Promise<OauthToken> {
  const token = old.refresh_token ?? '';
  const fields = { grant_type: 'refresh_token', refresh_token: token };
  const request = { url: settings.refreshUrl, template: settings.refreshBody, fields, values: { refreshtoken: token } };
  const fresh = await requestToken(settings, request, effects);
  return { ...fresh, refresh_token: fresh.refresh_token ?? old.refresh_token, scope: fresh.scope ?? old.scope };
}

interface TokenRequest {
  readonly url: string;
  /** Body that the definition prescribes. */
  readonly template: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, string>>;
}

async function requestToken(
  settings: OauthSettings,
  request: TokenRequest,
  effects: TokenEffects,
): Promise<OauthToken> {
  const first = await post(settings, request, { isBasic: false, effects });
  const isOtherWay = first.statusCode === 401 && settings.clientSecret !== undefined;
  const answer = isOtherWay ? await post(settings, request, { isBasic: true, effects }) : first;
  const body = isPlainObject(answer.body) ? answer.body : {};
  const { access_token: accessToken, expires_in: seconds } = body;
  if (answer.statusCode >= 400 || typeof accessToken !== 'string') throw refusal(settings, answer.statusCode, body);
  const lifetime = Number(seconds);
  const expiresAt =
    Number.isFinite(lifetime) && seconds !== undefined && seconds !== null
      ? new Date(effects.clock.now().getTime() + lifetime * 1000).toISOString()
      : undefined;
  return {
    access_token: accessToken,
    refresh_token: textOf(body['refresh_token']),
    token_type: textOf(body['token_type']),
    scope: textOf(body['scope']),
    expiresAt,
  };
}

/** The client signs in in the body, or in the header where the service wants that (RFC 6749 §2.3.1). */
async function post(
  settings: OauthSettings,
  { url, template, fields, values }: TokenRequest,
  { isBasic, effects }: { readonly isBasic: boolean; readonly effects: TokenEffects },
) {
  const { clientId, clientSecret = '', certificate } = settings;
  const all = { ...settings.values, clientsecret: clientSecret, scopes: settings.scope, ...values };
  const address = fillAddress(url, all);
  const client = isBasic ? {} : { client_id: clientId, ...proofOf(settings, address, effects) };
  const body = new URLSearchParams(template === undefined ? {} : fill(template, all).replace(/^\?/, ''));
  for (const [name, value] of Object.entries<string | undefined>({
    ...fields,
    ...(template === undefined || certificate ? client : {}),
  }))
    if (value !== undefined && !body.has(name)) body.set(name, value);
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`).toString('base64');
  const response = await reach(address, effects, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/x-www-form-urlencoded',
      ...(isBasic && { authorization: `Basic ${basic}` }),
    },
    body: body.toString(),
    redirect: 'manual',
  });
  return readAnswer(response, { host: new URL(address).host });
}

/** What shows that the client is who it says: a certificate, a secret, or nothing for public clients. */
function proofOf({ clientId, clientSecret, certificate }: OauthSettings, audience: string, { clock }: TokenEffects) {
  if (certificate) return clientAssertion({ clientId, ...certificate, audience, now: clock.now() });
  return clientSecret === undefined || clientSecret === '' ? {} : { client_secret: clientSecret };
}

function refusal(settings: OauthSettings, statusCode: number, body: Readonly<Record<string, unknown>>) {
  const reason = [body['error'], body['error_description']].filter((part) => typeof part === 'string').join(': ');
  const address = fillAddress(settings.tokenUrl, settings.values);
  const host = URL.canParse(address) ? new URL(address).host : address;
  const code = body['error'] === 'invalid_grant' ? 'FLX_OAUTH_ENDED' : 'FLX_OAUTH_REFUSED';
  const error = flowConnectorError(code, { host, reason: reason || `status ${statusCode}` });
  return statusCode >= 500 || statusCode === 429 ? transient(error) : permanent(error);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
