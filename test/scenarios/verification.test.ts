import { globSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { duckdbEngine } from '../../src/engines/duckdb/engine.ts';
import { sql } from '../../src/sql/sql.ts';
import { type Company, openCompany } from '../support/company.ts';
import { createManualClock } from '../support/manual-clock.ts';

const WEEK_SECONDS = 7 * 86_400;

describe('the self-check on a schedule', () => {
  const clock = createManualClock();
  let company: Company;
  beforeAll(async () => {
    company = await openCompany({ clock });
    company.put('people.csv', 'id,mail\n1,a@example.org\n2,b@example.org\n3,c@example.org\n');
    const source = { name: 'people', options: { path: 'people.csv' }, primaryKey: 'id' };
    await company.apply({
      dataSources: [{ name: 'shop', kind: 'csv', options: { folder: '.' }, entities: [source] }],
      unification: { entities: [{ entity: 'shop_people', primaryKey: 'id' }] },
    } as never);
    await company.refresh();
    await company.app.start();
  });
  afterAll(() => company.close());

  const verified = async (at: string) => {
    await vi.waitFor(async () => expect((await company.app.lastVerification())?.at).toBe(at), { timeout: 20_000 });
    return company.app.lastVerification();
  };
  const pass = async (seconds: number) => {
    clock.advance(seconds);
    return clock.now().toISOString();
  };

  const told = async () => (await company.app.system()).checks.find(({ name }) => name === 'published data');

  it('is told of before it was made, with when it will be and how to make it now', async () => {
    expect(await told()).toMatchObject({
      status: 'ok',
      result: expect.stringContaining('every 7 days; it was not yet'),
      mend: expect.stringContaining('fluxu refresh verify'),
    });
  });

  it('proves within an hour that the published data is what a full computation gives', async () => {
    expect(await verified(await pass(3600))).toMatchObject({ different: [] });
    expect((await told())?.result).toContain('equal to a full computation');
  });

  it('tells what differs, and computes all anew', async () => {
    await company.refresh();
    await loseCustomer(company.folder);
    expect((await verified(await pass(WEEK_SECONDS)))?.different).toMatchObject([
      { entity: 'Customer', rows: 2, missing: 1, surplus: 0 },
    ]);
    await vi.waitFor(async () => expect(await company.rows('Customer')).toHaveLength(3), { timeout: 20_000 });
    const [latest] = (await company.app.refreshes.list({ limit: 1 })).items;
    expect(latest).toMatchObject({ submittedBy: 'verification', status: 'successful' });
  });
});

/** Takes a row out of every file of the customers. */
async function loseCustomer(folder: string): Promise<void> {
  const session = await duckdbEngine.open({ workFolder: join(folder, 'tamper'), memoryLimit: '200MB', threads: 1 });
  for (const file of globSync('home/**/Customer.parquet', { cwd: folder })) {
    const path = join(folder, file);
    await session.saveFile(
      sql`select * from ${session.readFile([path], { format: 'parquet' })} limit 2`,
      `${path}.new`,
      'parquet',
    );
    renameSync(`${path}.new`, path);
  }
  await session.close();
}
