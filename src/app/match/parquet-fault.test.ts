import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../base/clock.ts';
import { duckdbEngine } from '../../engines/duckdb/engine.ts';
import { id, sql } from '../../sql/sql.ts';
import { matchFiles } from './match-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'fluxu-parquet-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const whole = join(folder, 'whole.parquet');

beforeAll(async () => {
  const workFolder = join(folder, 'work');
  const session = await duckdbEngine.open({ workFolder, memoryLimit: '1GB', threads: 1 });
  const rows = sql`select n as ${id('Id')}, 'mail' || n || '@example.org' as mail from ${session.dialect.numbers(1000)}`;
  await session.saveFile(rows, whole, 'parquet');
  await session.close();
});

describe('a Parquet file that cannot be read', () => {
  it.each<[string, (bytes: Buffer) => Buffer, string]>([
    ['text', () => Buffer.from('Id,Email\n1,a@example.org\n'), 'No magic bytes'],
    ['empty', () => Buffer.alloc(0), 'too small'],
    ['cut off', (bytes) => bytes.subarray(0, bytes.length / 2), 'No magic bytes'],
    ['damaged', (bytes) => Buffer.concat([bytes.subarray(0, 4), Buffer.alloc(200), bytes.subarray(204)]), '\\w'],
  ])('is named with what is wrong with it: %s', async (_what, broken, reason) => {
    const file = join(folder, 'broken.parquet');
    writeFileSync(file, broken(readFileSync(whole)));
    const request = { files: [file], key: 'Id', plan: {}, threads: 1, memoryLimit: '1GB', hasReport: false };
    await expect(matchFiles(request, { clock: systemClock })).rejects.toMatchObject({
      code: 'FLX_MATCH_PARQUET',
      message: expect.stringMatching(`'${file}' cannot be read as Parquet: .*${reason}`),
      place: { file },
    });
  });
});
