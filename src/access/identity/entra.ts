import { createRemoteJWKSet, customFetch, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { messageOf } from '../../base/errors.ts';
import { accessError } from '../catalogue.ts';
import type { AccessOptions } from '../options.ts';
import type { Principal } from '../principal.ts';
import { accountOfIdentity, type ForeignIdentity } from './account.ts';
import { readSignInSettings } from './settings.ts';

/** Clocks may differ by so much. */
const TOLERANCE_SECONDS = 60;

/** Takes tokens of Microsoft Entra ID: signed by a key of the tenant, from one of its issuers, made for us. */
export class EntraTokens {
  readonly #options: AccessOptions;
  /** Key sets by address; each keeps its keys and asks again when one is unknown. */
  readonly #keys = new Map<string, JWTVerifyGetKey>();

  constructor(options: AccessOptions) {
    this.#options = options;
  }

  /** @throws FLX_ACCESS_TOKEN, FLX_ACCESS_NO_ACCOUNT, FLX_ACCESS_DISABLED */
  async principal(token: string): Promise<Principal> {
    const { entra } = await readSignInSettings(this.#options);
    if (!entra.isEnabled || entra.issuers.length === 0 || entra.audience === '' || !URL.canParse(entra.jwksUrl))
      throw accessError('FLX_ACCESS_TOKEN', { reason: 'tokens of Entra ID are not taken here' });
    const { payload } = await jwtVerify(token, this.#keySet(entra.jwksUrl), {
      issuer: [...entra.issuers],
      audience: entra.audience,
      algorithms: ['RS256', 'PS256', 'ES256'],
      clockTolerance: TOLERANCE_SECONDS,
      currentDate: this.#options.clock.now(),
      requiredClaims: ['exp'],
    }).catch((cause: unknown) => {
      throw accessError('FLX_ACCESS_TOKEN', { reason: messageOf(cause) }, { cause });
    });
    const identity = identityOf(payload);
    const account = await this.#options.store.transaction((tx) =>
      accountOfIdentity(tx, identity, { rules: entra, options: this.#options }),
    );
    return {
      kind: 'entra',
      accountId: account.accountId,
      name: `${account.email} (Entra ID)`,
      role: account.role,
      scopes: ['connector', 'api'],
      connectionId: `entra/${account.accountId}`,
    };
  }

  #keySet(url: string): JWTVerifyGetKey {
    const known = this.#keys.get(url);
    if (known) return known;
    const keys = createRemoteJWKSet(new URL(url), { [customFetch]: this.#options.fetch });
    this.#keys.set(url, keys);
    return keys;
  }
}

/** Entra names a person by tenant and object id; `sub` differs from application to application. */
function identityOf(payload: JWTPayload): ForeignIdentity {
  const text = (name: string) => (typeof payload[name] === 'string' ? payload[name] : undefined);
  const subject = text('oid') ?? text('sub');
  if (payload.iss === undefined || subject === undefined)
    throw accessError('FLX_ACCESS_TOKEN', { reason: 'it names nobody' });
  const roles = payload['roles'];
  const signInName = text('preferred_username') ?? text('upn');
  return {
    issuer: payload.iss,
    subject,
    email: signInName ?? text('email'),
    // `email` can be set to anybody's address in a tenant; the sign-in name lies in a domain that the tenant owns.
    isEmailVouched: signInName !== undefined,
    displayName: text('name'),
    groups: Array.isArray(roles) ? roles.map(String) : [],
  };
}
