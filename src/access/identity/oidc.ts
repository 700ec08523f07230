import * as client from 'openid-client';
import { messageOf } from '../../base/errors.ts';
import type { Account } from '../../store/accounts.ts';
import { recordAudit } from '../../store/audit.ts';
import { accessError } from '../catalogue.ts';
import type { AccessOptions } from '../options.ts';
import { type StartedSession, startSession } from '../sessions/sessions.ts';
import { accountOfIdentity } from './account.ts';
import { type OidcSettings, readOidcSecret, readSignInSettings } from './settings.ts';

/** What has to be remembered between leaving for the provider and coming back; the browser keeps it sealed. */
interface Journey {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
  /** ISO 8601, UTC. */
  readonly endsAt: string;
}

const JOURNEY_CONTEXT = 'oidcJourney';
const JOURNEY_MILLISECONDS = 600_000;

/** Where to send the browser, and what it keeps until it comes back. */
export interface Departure {
  readonly address: string;
  readonly sealedJourney: string;
}

/** Starts a sign-in at the provider: authorization code with PKCE, state and nonce. @throws FLX_ACCESS_NOT_SET_UP, FLX_ACCESS_PROVIDER */
export async function departToProvider(
  { redirectUri, returnTo }: { readonly redirectUri: string; readonly returnTo: string },
  options: AccessOptions,
): Promise<Departure> {
  const { oidc } = await readSignInSettings(options);
  const configuration = await discover(oidc, options);
  const verifier = client.randomPKCECodeVerifier();
  const journey: Journey = {
    state: client.randomState(),
    nonce: client.randomNonce(),
    verifier,
    returnTo: safeReturn(returnTo),
    endsAt: new Date(options.clock.now().getTime() + JOURNEY_MILLISECONDS).toISOString(),
  };
  const address = client.buildAuthorizationUrl(configuration, {
    redirect_uri: redirectUri,
    scope: oidc.scopes,
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  return { address: address.href, sealedJourney: options.store.vault.encrypt(journey, JOURNEY_CONTEXT) };
}

/** A browser that comes back from the provider. */
export interface Arrival {
  /** The whole address with code and state. */
  readonly address: string;
  readonly sealedJourney: string;
  readonly userAgent: string;
}

/** Ends a sign-in at the provider and starts a session. @throws FLX_ACCESS_PROVIDER, FLX_ACCESS_NO_ACCOUNT, FLX_ACCESS_DISABLED */
export async function arriveFromProvider(
  { address, sealedJourney, userAgent }: Arrival,
  options: AccessOptions,
): Promise<StartedSession & { readonly account: Account; readonly returnTo: string }> {
  const { store, clock, random } = options;
  const { oidc } = await readSignInSettings(options);
  const journey = openJourney(sealedJourney, options);
  const configuration = await discover(oidc, options);
  const tokens = await client
    .authorizationCodeGrant(configuration, new URL(address), {
      pkceCodeVerifier: journey.verifier,
      expectedState: journey.state,
      expectedNonce: journey.nonce,
      idTokenExpected: true,
    })
    .catch((cause: unknown) => {
      throw accessError('FLX_ACCESS_PROVIDER', { reason: messageOf(cause) }, { cause });
    });
  const claims: Readonly<Record<string, unknown>> = { ...tokens.claims() };
  const text = (name: string) => (typeof claims[name] === 'string' ? (claims[name] as string) : undefined);
  const identity = {
    issuer: text('iss') ?? oidc.issuer,
    subject: text('sub') ?? '',
    email: text('email') ?? text('preferred_username'),
    // Not every provider says it; one that says no is believed (OpenID Connect Core 1.0, section 5.1).
    isEmailVouched: text('email') !== undefined && claims['email_verified'] !== false,
    displayName: text('name'),
    groups: groupsOf(claims[oidc.groupClaim ?? 'groups']),
  };
  return store.transaction(async (tx) => {
    const account = await accountOfIdentity(tx, identity, { rules: oidc, options });
    const { email: actor } = account;
    const detail = { issuer: identity.issuer };
    await recordAudit(tx, { actor, action: 'session.start', objectKind: 'session', objectName: actor, detail, clock });
    const started = await startSession(tx, account, { clock, random, userAgent });
    return { ...started, account, returnTo: journey.returnTo };
  });
}

/** Asks the provider for its metadata; says what is wrong when that fails. */
export async function testProvider(settings: OidcSettings, options: AccessOptions) {
  try {
    const { authorization_endpoint, issuer } = (
      await discover({ ...settings, isEnabled: true }, options)
    ).serverMetadata();
    const isReachable = authorization_endpoint !== undefined;
    return { isReachable, result: isReachable ? `${issuer} answers.` : `${issuer} names no address to sign in at.` };
  } catch (error) {
    return { isReachable: false, result: messageOf(error) };
  }
}

async function discover(settings: OidcSettings, options: AccessOptions): Promise<client.Configuration> {
  if (!settings.isEnabled || settings.issuer === '') throw accessError('FLX_ACCESS_NOT_SET_UP', {});
  const secret = await readOidcSecret(options);
  try {
    const issuer = new URL(settings.issuer);
    const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(issuer.hostname);
    return await client.discovery(issuer, settings.clientId, secret, secret ? undefined : client.None(), {
      [client.customFetch]: options.fetch as client.CustomFetch,
      execute: isLocal ? [client.allowInsecureRequests] : [],
    });
  } catch (cause) {
    throw accessError('FLX_ACCESS_PROVIDER', { reason: messageOf(cause) }, { cause });
  }
}

function openJourney(sealed: string, { store, clock }: AccessOptions): Journey {
  try {
    const journey = store.vault.decrypt(sealed, JOURNEY_CONTEXT) as Journey;
    if (journey.endsAt > clock.now().toISOString()) return journey;
  } catch {}
  throw accessError('FLX_ACCESS_PROVIDER', { reason: 'the sign-in took too long or was started in another browser' });
}

function groupsOf(claim: unknown): readonly string[] {
  if (Array.isArray(claim)) return claim.map(String);
  return typeof claim === 'string' ? [claim] : [];
}

/** Stands for this server where only the path counts. */
const HERE = 'http://here.invalid';

/** Only pages of this server, as a browser reads the address: it drops tabs and line ends and takes `\\` for `/`. */
export function safeReturn(returnTo: string): string {
  if (!returnTo.startsWith('/') || !URL.canParse(returnTo, HERE)) return '/';
  const { origin, pathname, search, hash } = new URL(returnTo, HERE);
  return origin === HERE && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}
