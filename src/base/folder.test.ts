import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makePrivateFolder } from './folder.ts';

describe('a private folder', () => {
  const home = mkdtempSync(join(tmpdir(), 'fluxu-folder-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it('is made with those above it, for nobody else to read, and stays when it is there', () => {
    const folder = join(home, 'a', 'b');
    makePrivateFolder(folder);
    makePrivateFolder(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it.runIf(existsSync('/proc/self'))('is refused at once where a file system takes no folders', () => {
    expect(() => makePrivateFolder('/proc/x/y')).toThrow(/ENOENT|EACCES|EPERM/);
  });
});
