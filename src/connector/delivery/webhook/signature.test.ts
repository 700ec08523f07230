import { describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../../base/random.ts';
import { isSignedWith, signMessage } from './signature.ts';
import { createSigningSecret, keyOfSecret } from './signing-secret.ts';

/** Vector of the Standard Webhooks reference libraries. */
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const message = { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', timestampSeconds: 1614265330, body: '{"test": 2432232314}' };
const SIGNATURE = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';

describe('a signature', () => {
  it.each([
    ['with the prefix', SECRET],
    ['without the prefix', SECRET.slice('whsec_'.length)],
  ])('is that of the test vector, for a secret %s', (_name, secret) => {
    expect(signMessage(message, [secret])).toBe(SIGNATURE);
  });

  it('is of any secret in the header, among versions it does not know', () => {
    const other = createSigningSecret(createSeededRandom(1));
    const header = `v1a,abc ${signMessage(message, [other, SECRET])}`;
    expect([SECRET, other].map((secret) => isSignedWith(message, header, secret))).toEqual([true, true]);
    expect(isSignedWith(message, header, createSigningSecret(createSeededRandom(2)))).toBe(false);
  });

  it.each([
    ['another body', { ...message, body: '{"test": 2432232315}' }],
    ['another time', { ...message, timestampSeconds: message.timestampSeconds + 1 }],
    ['another id', { ...message, id: 'msg_other' }],
  ])('does not fit %s', (_name, changed) => {
    expect(isSignedWith(changed, SIGNATURE, SECRET)).toBe(false);
  });
});

describe('a secret', () => {
  it('is made with 32 bytes', () => {
    expect(keyOfSecret(createSigningSecret(createSeededRandom(3)))).toHaveLength(32);
  });

  it.each([
    ['24 bytes', 24, true],
    ['64 bytes', 64, true],
    ['23 bytes', 23, false],
    ['65 bytes', 65, false],
  ])('may have %s: %s → %s', (_name, size, isTaken) => {
    const read = () => keyOfSecret(`whsec_${Buffer.alloc(size, 7).toString('base64')}`);
    if (isTaken) expect(read()).toHaveLength(size);
    else expect(read).toThrow(expect.objectContaining({ code: 'FLX_SUBSCRIPTION_SECRET' }));
  });

  it('is refused when it is no base64', () => {
    expect(() => keyOfSecret('whsec_not base64 at all, not at all!')).toThrow(
      expect.objectContaining({ code: 'FLX_SUBSCRIPTION_SECRET' }),
    );
  });
});
