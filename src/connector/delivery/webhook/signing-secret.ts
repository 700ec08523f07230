import type { Random } from '../../../base/random.ts';
import { connectorError } from '../../catalogue.ts';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;
/** Sizes that Standard Webhooks 1.0.0 allows. */
const LEAST_BYTES = 24;
const MOST_BYTES = 64;

/** A new secret to sign with: `whsec_` and 32 random bytes in base64. */
export function createSigningSecret(random: Random): string {
  return PREFIX + Buffer.from(random.bytes(SECRET_BYTES)).toString('base64');
}

/** The key behind a secret; the prefix may be missing. @throws FLX_SUBSCRIPTION_SECRET */
export function keyOfSecret(secret: string): Buffer {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  const key = Buffer.from(text, 'base64');
  const isWhole = /^[A-Za-z0-9+/_-]+=*$/.test(text);
  if (!isWhole || key.length < LEAST_BYTES || key.length > MOST_BYTES)
    throw connectorError('FLX_SUBSCRIPTION_SECRET', { least: LEAST_BYTES, most: MOST_BYTES });
  return key;
}
