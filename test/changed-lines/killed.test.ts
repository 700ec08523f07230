import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/base/clock.ts';
import { silentLogger } from '../../src/base/logger.ts';
import { systemRandom } from '../../src/base/random.ts';
import { listSnapshotFiles } from '../../src/store/snapshots.ts';
import { openStore } from '../../src/store/store.ts';
import { openCompany } from '../support/company.ts';
import { linesOf, rowsOf } from './versions.ts';

const KILLS = [3, 250, 40, 120];

/** Lets a process refresh until it has told of two versions and some milliseconds more. Gives what it told. */
async function runUntilKilled(folder: string, first: number, milliseconds: number): Promise<string[]> {
  const path = join(import.meta.dirname, 'process.ts');
  const child = spawn(process.execPath, [path, folder, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let text = '';
  let isDying = false;
  child.stdout.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    if (isDying || text.split('\n').length <= 3) return;
    isDying = true;
    setTimeout(() => child.kill('SIGKILL'), milliseconds);
  });
  const [, signal] = await ended;
  expect(signal).toBe('SIGKILL');
  return text.trim().split('\n');
}

/** Rows as they are published, after what the killed process left was put in order. */
async function publishedIn(folder: string, version?: number): Promise<string[]> {
  const company = await openCompany({ folder });
  if (version !== undefined) {
    company.put('contacts.csv', linesOf(version));
    expect(await company.refresh()).toMatchObject({ status: 'successful' });
  }
  const rows = await company.rows('Shop_Contact');
  await company.close();
  return textsOf(rows);
}

const textsOf = (rows: readonly Readonly<Record<string, unknown>>[]) =>
  rows.map(({ Id, Spend }) => `${Id} ${Spend}`).sort();

async function strayFiles(folder: string): Promise<string[]> {
  const parts = { clock: systemClock, random: systemRandom, logger: silentLogger };
  const store = await openStore({ home: join(folder, 'home'), state: '', secretKey: '', ...parts });
  const known = new Set(await listSnapshotFiles(store.db));
  const stray: string[] = [];
  for await (const { address } of store.blobs.list('snapshots/')) if (!known.has(address)) stray.push(address);
  await store.close();
  return stray;
}

describe('a refresh that follows changed lines and is killed', () => {
  it('leaves the rows of one version, and the next one goes on from them', { timeout: 120_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fluxu-lines-'));
    try {
      let next = 0;
      for (const milliseconds of KILLS) {
        const told = await runUntilKilled(folder, next, milliseconds);
        expect(told.every((line) => line.includes('successful'))).toBe(true);
        expect(told.at(-1)).toContain('changedRows');
        const last = Number(told.at(-1)?.split(' ')[0]);
        expect([last, last + 1].map((version) => textsOf(rowsOf(version)))).toContainEqual(await publishedIn(folder));
        next = last + 2;
      }
      expect(await publishedIn(folder, next)).toEqual(textsOf(rowsOf(next)));
      expect(await strayFiles(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
