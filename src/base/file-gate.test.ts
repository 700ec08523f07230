import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createFileGate } from './file-gate.ts';

describe('the gate for files', () => {
  const root = mkdtempSync(join(tmpdir(), 'fluxu-gate-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  for (const folder of ['home/keys', 'home/files', 'data', 'elsewhere'])
    mkdirSync(join(root, folder), { recursive: true });
  for (const file of ['home/keys/secret.key', 'home/state.db', 'home/files/a.csv', 'data/a.csv', 'elsewhere/a.csv'])
    writeFileSync(join(root, file), 'x');
  symlinkSync(join(root, 'home/keys/secret.key'), join(root, 'data/link.csv'));
  symlinkSync(join(root, 'home'), join(root, 'data/home'));
  symlinkSync(join(root, 'elsewhere'), join(root, 'data/out'));
  const home = join(root, 'home');

  it.each([
    'home/keys/secret.key',
    'home/state.db',
    'home/state.db-wal',
    'home/blobs/snapshots/1/Customer.parquet',
    'data/link.csv',
    'data/home/keys/secret.key',
    'data/../home/settings.json',
  ])('keeps %s closed, however it is named', async (path) => {
    await expect(createFileGate({ home, folders: [] }).check(`${root}/${path}`)).rejects.toMatchObject({
      code: 'FLX_FILE_REFUSED',
      mend: expect.stringContaining('FLUXU_SOURCE_FOLDERS'),
    });
  });

  it.each(['home/files/a.csv', 'data/a.csv', 'elsewhere/a.csv', 'data/not-there.csv'])(
    'lets %s be read where no folders are named',
    async (path) => {
      await createFileGate({ home, folders: [] }).check(join(root, path));
    },
  );

  it('opens nothing but the folders that are named, wherever links lead', async () => {
    const gate = createFileGate({ home, folders: [join(root, 'data')] });
    await gate.check(join(root, 'data/a.csv'));
    for (const path of ['elsewhere/a.csv', 'data/out/a.csv', 'database/a.csv', 'data/../elsewhere/a.csv'])
      await expect(gate.check(`${root}/${path}`)).rejects.toMatchObject({ code: 'FLX_FILE_REFUSED' });
  });
});
