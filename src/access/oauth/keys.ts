import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { createToken } from '../../base/ids.ts';
import { keepSecret, readSecret } from '../../store/secrets.ts';
import type { AccessOptions } from '../options.ts';

/** What the authorization server signs with. */
export interface AuthorizationKeys {
  readonly jwks: { readonly keys: readonly Readonly<Record<string, unknown>>[] };
  readonly cookieKeys: readonly string[];
}

const SECRET = 'oauth/keys';
const RSA_BITS = 2048;

/** The keys, made at first use and kept encrypted. */
export async function readAuthorizationKeys({ store, clock, random }: AccessOptions): Promise<AuthorizationKeys> {
  const known = await readSecret(store.db, SECRET, store.vault);
  if (known) return known as AuthorizationKeys;
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: RSA_BITS });
  const jwk = { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: createToken(random, 8) };
  const keys: AuthorizationKeys = { jwks: { keys: [jwk] }, cookieKeys: [createToken(random)] };
  await keepSecret(store.db, { name: SECRET, value: keys, vault: store.vault, clock });
  return keys;
}
