import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSeededRandom } from '../../../base/random.ts';
import { signMessage } from './signature.ts';
import { createSigningSecret } from './signing-secret.ts';

type Verify = (message: {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly secret: string;
  readonly nowSeconds?: number;
}) => boolean;

describe('the code that docs/delivery.md gives to receivers', () => {
  const folder = mkdtempSync(join(tmpdir(), 'fluxu-verify-'));
  let verify: Verify;
  beforeAll(async () => {
    const page = readFileSync('docs/delivery.md', 'utf8');
    const code = /```js verify\n(.*?)```/s.exec(page)?.[1] ?? '';
    writeFileSync(join(folder, 'verify.mjs'), code);
    ({ verify } = (await import(/* @vite-ignore */ pathToFileURL(join(folder, 'verify.mjs')).href)) as {
      verify: Verify;
    });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const [old, fresh] = [1, 2].map((seed) => createSigningSecret(createSeededRandom(seed))) as [string, string];
  const message = { id: 'event-1', timestampSeconds: 1_767_603_900, body: '{"eventId":"event-1"}' };
  const headers = {
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestampSeconds),
    'webhook-signature': signMessage(message, [fresh, old]),
  };
  const given = { headers, body: message.body, nowSeconds: message.timestampSeconds + 10 };

  it.each([
    ['the new secret', fresh],
    ['the old secret, while both are signed with', old],
  ])('takes a message with %s', (_name, secret) => {
    expect(verify({ ...given, secret })).toBe(true);
  });

  it.each([
    ['another secret', { secret: createSigningSecret(createSeededRandom(3)) }],
    ['another body', { body: '{}' }],
    ['an old timestamp', { nowSeconds: message.timestampSeconds + 301 }],
    ['no signature of a known version', { headers: { ...headers, 'webhook-signature': 'v2,abc' } }],
  ])('refuses a message with %s', (_name, change) => {
    expect(verify({ ...given, secret: fresh, ...change })).toBe(false);
  });
});
