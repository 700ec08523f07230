import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeOnEachStore } from '../../test/support/store.ts';
import { systemRandom } from '../base/random.ts';
import { keepSecret, listSecretNames, readSecret, removeSecret } from './secrets.ts';
import { createVault } from './vault.ts';

describeOnEachStore('secrets', (test) => {
  it('are kept encrypted and come back as they were', async () => {
    const { store, clock } = test();
    const { db, vault } = store;
    await keepSecret(db, { name: 'connection/Mail', value: { password: 'hunter2' }, vault, clock });
    await keepSecret(db, { name: 'connection/Mail', value: { password: 'hunter3' }, vault, clock });
    expect(await readSecret(db, 'connection/Mail', vault)).toEqual({ password: 'hunter3' });
    expect(JSON.stringify(await db.selectFrom('secret').selectAll().execute())).not.toContain('hunter');
    expect(await listSecretNames(db, 'connection/')).toEqual(['connection/Mail']);
    await removeSecret(db, 'connection/Mail');
    expect(await readSecret(db, 'connection/Mail', vault)).toBeUndefined();
  });

  it('cannot be moved to another name', async () => {
    const { store, clock } = test();
    const { db, vault } = store;
    await keepSecret(db, { name: 'a', value: 'x', vault, clock });
    await db.updateTable('secret').set({ name: 'b' }).where('name', '=', 'a').execute();
    await expect(readSecret(db, 'b', vault)).rejects.toMatchObject({ code: 'FLX_SECRET_UNREADABLE' });
  });
});

describe('the vault', () => {
  const home = mkdtempSync(join(tmpdir(), 'fluxu-vault-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  const vault = createVault({ secretKey: '', home, random: systemRandom });

  it('makes a key file that only its owner can read, and uses it again', () => {
    const path = join(home, 'keys', 'secret.key');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(Buffer.from(readFileSync(path, 'utf8'), 'base64')).toHaveLength(32);
    chmodSync(path, 0o644);
    expect(createVault({ secretKey: '', home, random: systemRandom }).keyId).toBe(vault.keyId);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('gives another text each time for the same value', () => {
    expect(vault.encrypt('same', 'x')).not.toBe(vault.encrypt('same', 'x'));
  });

  it.each([
    ['a changed text', (text: string) => `${text.slice(0, -2)}${text.endsWith('AA') ? 'BB' : 'AA'}`],
    ['a cut text', (text: string) => text.slice(0, 30)],
    ['another key', (text: string) => text.replace(vault.keyId, '000000000000')],
    ['no text of ours', () => 'hello'],
  ])('refuses %s', (_title, damage) => {
    const damaged = damage(vault.encrypt({ token: 't' }, 'x'));
    expect(() => vault.decrypt(damaged, 'x')).toThrowError(expect.objectContaining({ code: 'FLX_SECRET_UNREADABLE' }));
  });

  it('refuses a key that is not 32 bytes', () => {
    expect(() => createVault({ secretKey: 'c2hvcnQ=', home, random: systemRandom })).toThrowError(
      expect.objectContaining({ code: 'FLX_SECRET_KEY_INVALID' }),
    );
  });
});
