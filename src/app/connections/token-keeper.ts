import type { Clock } from '../../base/clock.ts';
import { isFluxuError } from '../../base/errors.ts';
import { type OauthSettings, type OauthToken, refreshToken, requestOwnToken } from '../../flows/connectors/index.ts';
import { acquireLease, releaseLease } from '../../store/leases.ts';
import { keepSecret, readSecret, removeSecret } from '../../store/secrets.ts';
import type { Store } from '../../store/store.ts';

export interface TokenKeeperOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly fetch: typeof globalThis.fetch;
  readonly owner: string;
}

/** A token is renewed so long before it runs out. */
const MARGIN_SECONDS = 120;
/** How long a renewal may take before another process may try. */
const LEASE_SECONDS = 60;
const LOOK_SECONDS = 0.2;

/** Tokens of connections: encrypted in the store, renewed by one process at a time. */
export class TokenKeeper {
  readonly #options: TokenKeeperOptions;
  /** Renewals under way, by connection: who else needs one waits for the same. */
  readonly #renewing = new Map<string, Promise<OauthToken | undefined>>();

  constructor(options: TokenKeeperOptions) {
    this.#options = options;
  }

  async read(connection: string): Promise<OauthToken | undefined> {
    const { store } = this.#options;
    return (await readSecret(store.db, secretName(connection), store.vault)) as OauthToken | undefined;
  }

  async keep(connection: string, token: OauthToken): Promise<void> {
    const { store, clock } = this.#options;
    await keepSecret(store.db, { name: secretName(connection), value: token, vault: store.vault, clock });
  }

  /** Forgets a token; nothing happens when there is none. */
  async forget(connection: string): Promise<void> {
    await removeSecret(this.#options.store.db, secretName(connection));
  }

  /**
   * The token of a connection, renewed when it is about to run out, or asked for where the program signs in by itself;
   * undefined when nobody signed in.
   * @throws FLX_OAUTH_ENDED, FLX_OAUTH_REFUSED
   */
  async current(connection: string, oauth: OauthSettings): Promise<OauthToken | undefined> {
    const token = await this.read(connection);
    const isGood = token !== undefined && !this.#isEnding(token);
    return isGood || !canRenew(oauth, token) ? token : this.renew(connection, oauth, token);
  }

  /**
   * A newer token than `old`; undefined when there is no way to one. However many ask, one asks the service.
   * @throws FLX_OAUTH_ENDED when somebody has to sign in again: the token is forgotten; FLX_OAUTH_REFUSED, FLX_CALL_UNREACHABLE
   */
  renew(connection: string, oauth: OauthSettings, old: OauthToken | undefined): Promise<OauthToken | undefined> {
    const known = this.#renewing.get(connection);
    if (known) return known;
    const renewal = this.#renewAlone(connection, oauth, old).finally(() => this.#renewing.delete(connection));
    this.#renewing.set(connection, renewal);
    return renewal;
  }

  async #renewAlone(connection: string, oauth: OauthSettings, old: OauthToken | undefined) {
    const { store, clock, owner } = this.#options;
    const name = `token/${connection.toLowerCase()}`;
    while (!(await acquireLease(store.db, { name, owner, seconds: LEASE_SECONDS, clock }))) {
      const kept = await this.read(connection);
      if (kept?.access_token !== old?.access_token) return kept;
      await clock.sleep(LOOK_SECONDS);
    }
    try {
      return await this.#renewWithLease(connection, oauth, old);
    } finally {
      await releaseLease(store.db, { name, owner });
    }
  }

  /** Reads the token anew, because another process may have renewed it while this one waited. */
  async #renewWithLease(connection: string, oauth: OauthSettings, old: OauthToken | undefined) {
    const kept = await this.read(connection);
    if (kept?.access_token !== old?.access_token) return kept;
    try {
      const fresh = await newToken(oauth, kept, this.#options);
      if (fresh) await this.keep(connection, fresh);
      return fresh;
    } catch (error) {
      if (isFluxuError(error) && error.code === 'FLX_OAUTH_ENDED') await this.forget(connection);
      throw error;
    }
  }

  #isEnding({ expiresAt }: OauthToken): boolean {
    const limit = this.#options.clock.now().getTime() + MARGIN_SECONDS * 1000;
    return expiresAt !== undefined && Date.parse(expiresAt) <= limit;
  }
}

function canRenew({ grant }: OauthSettings, token: OauthToken | undefined): boolean {
  return grant === 'clientCredentials' || token?.refresh_token !== undefined;
}

async function newToken(oauth: OauthSettings, old: OauthToken | undefined, effects: TokenKeeperOptions) {
  if (oauth.grant === 'clientCredentials') return requestOwnToken(oauth, effects);
  return old?.refresh_token === undefined ? undefined : refreshToken(oauth, old, effects);
}

function secretName(connection: string): string {
  return `connection/${connection.toLowerCase()}/token`;
}
