import { createHash } from 'node:crypto';
import { createToken } from '../../../base/ids.ts';
import type { Random } from '../../../base/random.ts';
import type { OauthSettings } from './oauth-settings.ts';
import { fill, fillAddress } from './token-values.ts';

/** A sign-in that began; what it needs to end is kept until the browser comes back. */
export interface BegunSignIn {
  /** Where the browser is sent. */
  readonly url: string;
  /** Comes back with the browser; unguessable, good for one time. */
  readonly state: string;
  /** Proof that who ends it began it (RFC 7636). */
  readonly codeVerifier: string;
}

/**
 * Begins a sign-in: authorization code with PKCE (RFC 6749 §4.1, RFC 7636 S256).
 * A template of the definition for the query is followed; what it leaves out of PKCE and state is added.
 */
export function beginSignIn(
  settings: OauthSettings,
  { redirectUrl, random }: { readonly redirectUrl: string; readonly random: Random },
): BegunSignIn {
  const state = createToken(random);
  const codeVerifier = createToken(random, 48);
  const url = new URL(fillAddress(settings.authorizationUrl, settings.values));
  const values = { ...settings.values, redirecturl: redirectUrl, state, scopes: settings.scope };
  const filled = settings.authorizationQuery && fill(settings.authorizationQuery, values).replace(/^\?/, '');
  for (const [name, value] of new URLSearchParams(filled ?? '')) url.searchParams.set(name, value);
  const own = {
    response_type: 'code',
    client_id: settings.clientId,
    redirect_uri: redirectUrl,
    state,
    ...(settings.scope !== '' && { scope: settings.scope }),
  };
  for (const [name, value] of Object.entries(own)) if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  url.searchParams.set('code_challenge', createHash('sha256').update(codeVerifier).digest('base64url'));
  url.searchParams.set('code_challenge_method', 'S256');
  return { url: url.href, state, codeVerifier };
}
