import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { keyOfSecret } from './signing-secret.ts';

/** What is signed. */
export interface SignedMessage {
  /** Same for every attempt. */
  readonly id: string;
  /** When this attempt is made, Unix time. */
  readonly timestampSeconds: number;
  readonly body: string;
}

/**
 * The header `webhook-signature`: one signature for each secret, so that a receiver that knows any of them can check.
 * Source: Standard Webhooks 1.0.0, HMAC-SHA256 over `id.timestamp.body`.
 * @throws FLX_SUBSCRIPTION_SECRET
 */
export function signMessage(message: SignedMessage, secrets: readonly string[]): string {
  return secrets.map((secret) => signWithKey(message, keyOfSecret(secret))).join(' ');
}

/** One signature with a key that is already decoded. */
export function signWithKey({ id, timestampSeconds, body }: SignedMessage, key: Buffer | KeyObject): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${timestampSeconds}.${body}`).digest('base64')}`;
}

/** True when one of the signatures in the header is of that secret. Signatures of other versions are passed over. */
export function isSignedWith(message: SignedMessage, header: string, secret: string): boolean {
  const expected = Buffer.from(signMessage(message, [secret]));
  return header.split(' ').some((signature) => {
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}
