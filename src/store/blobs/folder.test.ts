import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { systemRandom } from '../../base/random.ts';
import { createFolderBlobStore } from './folder.ts';

describe('blobs in a folder', () => {
  const home = mkdtempSync(join(tmpdir(), 'fluxu-blobs-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  const blobs = createFolderBlobStore({ home, random: systemRandom });
  const addresses = async (prefix?: string) =>
    (await Array.fromAsync(blobs.list(prefix))).map(({ address }) => address);

  it('keep the same bytes once, under an address made from them', async () => {
    const address = await blobs.putBytes('payload');
    expect(await blobs.putBytes(Buffer.from('payload'))).toBe(address);
    expect((await blobs.read(address)).toString()).toBe('payload');
    expect(await addresses('payloads/')).toEqual([address]);
  });

  it('take over a file under a name, whole or not at all', async () => {
    const draft = await blobs.reservePath('.parquet');
    writeFileSync(draft, 'PAR1');
    expect(await addresses('snapshots/')).toEqual([]);
    const change = await blobs.reservePath('.parquet');
    writeFileSync(change, 'PAR');
    await blobs.putFiles([
      { path: draft, name: 'snapshots/42/Customer.parquet' },
      { path: change, name: 'snapshots/43/Customer.parquet' },
    ]);
    expect([draft, change].filter(existsSync)).toEqual([]);
    expect(await Array.fromAsync(blobs.list('snapshots/'))).toMatchObject([
      { address: 'snapshots/42/Customer.parquet', sizeBytes: 4 },
      { address: 'snapshots/43/Customer.parquet', sizeBytes: 3 },
    ]);
    expect(existsSync(await blobs.pathOf('snapshots/42/Customer.parquet'))).toBe(true);
  });

  it('say so when a file is not there any more', async () => {
    await blobs.remove('snapshots/42/Customer.parquet');
    await blobs.remove('snapshots/42/Customer.parquet');
    for (const look of [blobs.read, blobs.pathOf])
      await expect(look('snapshots/42/Customer.parquet')).rejects.toMatchObject({
        code: 'FLX_BLOB_MISSING',
        status: 410,
      });
  });

  it.each(['../keys/secret.key', '/etc/passwd', 'a/../../b', '', '.staging/x', 'a//b', 'a\\b', 'a/..'])(
    'refuse the address %j',
    async (address) => {
      await expect(blobs.read(address)).rejects.toMatchObject({ code: 'FLX_BLOB_ADDRESS' });
    },
  );
});
