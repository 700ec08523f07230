import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import {
  beginSignIn,
  fillAddress,
  flowConnectorError,
  type OauthSettings,
  redeemCode,
} from '../../flows/connectors/index.ts';
import { keepSignIn, takeSignIn } from '../../store/sign-ins.ts';
import type { Store } from '../../store/store.ts';
import type { ConnectionSource } from './source.ts';

export interface SignInOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly source: ConnectionSource;
  readonly fetch: typeof globalThis.fetch;
  /** Address to which services send the browser back. */
  readonly redirectUrl: string;
}

/** How long somebody may take to sign in. */
const SIGN_IN_SECONDS = 600;

/**
 * Begins a sign-in for a connection: the browser goes to `url` and comes back to our redirect address with `state`.
 * @throws FLX_FLOW_CONNECTION, FLX_OAUTH_CLIENT when the connection lacks what a sign-in needs
 */
export async function startSignIn(
  connection: string,
  { store, clock, random, source, redirectUrl }: SignInOptions,
): Promise<{ readonly url: string; readonly state: string }> {
  const { name, oauth } = await source.openByName(connection);
  const problem = problemOf(oauth);
  if (!oauth || problem !== undefined)
    throw flowConnectorError('FLX_OAUTH_CLIENT', { name, reason: problem ?? 'its connector knows no sign-in' });
  const { url, state, codeVerifier } = beginSignIn(oauth, { redirectUrl, random });
  const expiresAt = new Date(clock.now().getTime() + SIGN_IN_SECONDS * 1000).toISOString();
  const secrets = { codeVerifier, redirectUrl };
  await keepSignIn(store.db, { state, connection: name, secrets }, { expiresAt, vault: store.vault });
  return { url, state };
}

function problemOf(oauth: OauthSettings | undefined): string | undefined {
  if (!oauth) return 'its connector knows no sign-in';
  if (oauth.grant === 'clientCredentials') return 'it signs in on its own, nobody has to';
  if (oauth.clientId === '') return 'it has no client id';
  if (!URL.canParse(fillAddress(oauth.authorizationUrl, oauth.values))) return 'it does not say where to sign in';
  return URL.canParse(fillAddress(oauth.tokenUrl, oauth.values)) ? undefined : 'it does not say where tokens come from';
}

/** What the browser brought back. */
export interface SignInAnswer {
  readonly state: string;
  readonly code?: string | undefined;
  readonly error?: string | undefined;
}

/**
 * Ends a sign-in: the code becomes a token, which is kept encrypted.
 * @returns name of the connection
 * @throws FLX_OAUTH_STATE, FLX_OAUTH_REFUSED
 */
export async function finishSignIn({ state, code, error }: SignInAnswer, options: SignInOptions): Promise<string> {
  const { store, clock, source, fetch } = options;
  const pending = await takeSignIn(store.db, state, { clock, vault: store.vault });
  if (!pending) throw flowConnectorError('FLX_OAUTH_STATE', {});
  const { name, oauth } = await source.openByName(pending.connection);
  const address = oauth && fillAddress(oauth.authorizationUrl, oauth.values);
  const host = address !== undefined && URL.canParse(address) ? new URL(address).host : 'the service';
  if (!oauth || code === undefined || error !== undefined)
    throw flowConnectorError('FLX_OAUTH_REFUSED', { host, reason: (error ?? 'no code came back').slice(0, 200) });
  const { codeVerifier = '', redirectUrl = '' } = pending.secrets;
  const token = await redeemCode(oauth, { code, codeVerifier, redirectUrl }, { fetch, clock });
  await source.tokens.keep(name, token);
  return name;
}
