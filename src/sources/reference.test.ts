import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { everyFile } from '../base/file-gate.ts';
import { resolveReferences } from './reference.ts';

const baseFolder = mkdtempSync(join(tmpdir(), 'fluxu-reference-'));
afterAll(() => rmSync(baseFolder, { recursive: true, force: true }));
writeFileSync(join(baseFolder, 'password'), 'lau hitz\n');
const context = { baseFolder, files: everyFile, environment: { SHOP_KEY: 'k-42', FLUXU_SECRET_KEY: 'own' } };

describe('a reference in a definition', () => {
  it('is replaced by the variable or file it names, wherever it stands', async () => {
    const options = { url: 'https://shop.example/?key=${env:SHOP_KEY}', login: [{ password: '${file:password}' }] };
    expect(await resolveReferences(options, context)).toEqual({
      url: 'https://shop.example/?key=k-42',
      login: [{ password: 'lau hitz' }],
    });
  });

  it.each(['${env:NOWHERE}', '${file:nowhere}', '${env:FLUXU_SECRET_KEY}', '${env:fluxu_secret_key}'])(
    'is refused when it is %s',
    async (reference) => {
      await expect(resolveReferences({ reference }, context)).rejects.toMatchObject({ code: 'FLX_SOURCE_SECRET' });
    },
  );
});
