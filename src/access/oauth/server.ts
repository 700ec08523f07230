import type { Configuration, default as Provider } from 'oidc-provider';
import { SCOPES, type Scope } from '../../model/role.ts';
import { getAccount } from '../../store/accounts.ts';
import { accessError } from '../catalogue.ts';
import type { AccessOptions } from '../options.ts';
import type { Principal } from '../principal.ts';
import { createAdapter } from './adapter.ts';
import { type AuthorizationKeys, readAuthorizationKeys } from './keys.ts';

/** Where the authorization server lies. */
export const OAUTH_PATH = '/oauth';

const MINUTE = 60;
const DAY = 86_400;

/** Addresses people reach one server under; more are not made. */
const MOST_ISSUERS = 8;

/**
 * Our authorization server: authorization code with PKCE, refresh tokens, consent, revocation. Its issuer is the address
 * that people reach the server under.
 */
export class AuthorizationServers {
  readonly #options: AccessOptions;
  readonly #providers = new Map<string, Promise<Provider>>();
  /** Read once, so that servers made side by side do not each make keys. */
  #keys: Promise<AuthorizationKeys> | undefined;

  constructor(options: AccessOptions) {
    this.#options = options;
  }

  /** The server for an origin such as `https://fluxu.example.com`. */
  at(origin: string): Promise<Provider> {
    const known = this.#providers.get(origin);
    if (known) return known;
    if (this.#providers.size >= MOST_ISSUERS) this.#providers.clear();
    const made = this.#create(origin);
    this.#providers.set(origin, made);
    return made;
  }

  /** A server that could not be made is tried again by the next request. */
  async #create(origin: string): Promise<Provider> {
    try {
      this.#keys ??= readAuthorizationKeys(this.#options);
      return await createProvider(origin, await this.#keys, this.#options);
    } catch (error) {
      this.#keys = undefined;
      this.#providers.delete(origin);
      throw error;
    }
  }

  /** Whom an access token stands for. @throws FLX_ACCESS_TOKEN */
  async principal(token: string, origin: string): Promise<Principal> {
    const provider = await this.at(origin);
    const found = await provider.AccessToken.find(token);
    if (!found?.isValid || found.accountId === undefined)
      throw accessError('FLX_ACCESS_TOKEN', { reason: 'it is unknown or has ended' });
    if (!(await provider.Client.find(found.clientId ?? '')))
      throw accessError('FLX_ACCESS_TOKEN', { reason: 'its client was removed' });
    const account = await getAccount(this.#options.store.db, found.accountId);
    if (account?.state !== 'active') throw accessError('FLX_ACCESS_TOKEN', { reason: 'its account is not active' });
    const scopes = (found.scope ?? '').split(' ').filter((scope): scope is Scope => SCOPES.includes(scope as Scope));
    return {
      kind: 'oauth',
      accountId: account.accountId,
      name: `${account.email} (client ${found.clientId ?? 'unknown'})`,
      role: account.role,
      scopes,
      connectionId: `oauth/${found.grantId ?? account.accountId}`,
    };
  }
}

/** Its library is loaded by the first request that needs it. */
async function createProvider(origin: string, keys: AuthorizationKeys, options: AccessOptions): Promise<Provider> {
  const { default: OidcProvider } = await import('oidc-provider');
  const provider = new OidcProvider(`${origin}${OAUTH_PATH}`, configurationOf(options, keys));
  provider.proxy = origin.startsWith('https:');
  provider.on('server_error', (_context, error) => options.logger.error({ err: error }, 'authorization server'));
  return provider;
}

function configurationOf(options: AccessOptions, { jwks, cookieKeys }: AuthorizationKeys): Configuration {
  const { store, logger } = options;
  return {
    adapter: (model: string) => createAdapter(model, options),
    jwks: jwks as Configuration['jwks'] & object,
    cookies: {
      keys: [...cookieKeys],
      names: { session: 'fluxu_oauth', interaction: 'fluxu_oauth_step', resume: 'fluxu_oauth_resume' },
    },
    scopes: ['openid', 'offline_access', ...SCOPES],
    claims: { openid: ['sub'], email: ['email'], profile: ['name'] },
    routes: { authorization: '/auth', token: '/token', revocation: '/revoke', jwks: '/jwks', userinfo: '/me' },
    features: {
      devInteractions: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: async (_context, client, token) => token.clientId === client.clientId,
      },
      rpInitiatedLogout: { enabled: false },
    },
    extraClientMetadata: { properties: ['needs_pkce'] },
    pkce: {
      required: (_context, client) => client['needs_pkce'] !== false,
    },
    ttl: {
      AuthorizationCode: MINUTE,
      AccessToken: 60 * MINUTE,
      RefreshToken: 180 * DAY,
      IdToken: 60 * MINUTE,
      Interaction: 60 * MINUTE,
      Grant: 180 * DAY,
      Session: DAY,
    },
    issueRefreshToken: async (_context, client, code) =>
      client.grantTypeAllowed('refresh_token') && code.scopes.has('offline_access'),
    interactions: { url: (_context, interaction) => `${OAUTH_PATH}/interaction/${interaction.uid}` },
    findAccount: async (_context, accountId) => {
      const account = await getAccount(store.db, accountId);
      if (account?.state !== 'active') return undefined;
      return {
        accountId,
        claims: () => ({ sub: accountId, email: account.email, name: account.displayName }),
      };
    },
    renderError: (context, out) => {
      logger.warn({ error: out.error, reason: out.error_description }, 'authorization refused');
      context.type = 'application/problem+json';
      context.body = { code: out.error, title: out.error, message: out.error_description ?? out.error };
    },
  };
}
