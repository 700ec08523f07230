import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

describe('the first page', () => {
  it('loads no more JavaScript than its budget allows', () => {
    const script = fileURLToPath(new URL('../../scripts/build-web.mjs', import.meta.url));
    const { status, stderr } = spawnSync(process.execPath, [script, '--check-budget'], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringContaining('the budget is 220 kB') });
  });
});
