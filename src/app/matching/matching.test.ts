import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePeople, type PersonRecord } from '../../../test/support/people.ts';
import { readSettings } from '../../base/settings.ts';
import { type OpenedApp, openApp } from '../create.ts';

let folder: string;
let app: OpenedApp;

const csv = (rows: readonly PersonRecord[]) =>
  [
    Object.keys(rows[0] ?? {}).join(),
    ...rows.map((row) =>
      Object.values(row)
        .map((value) => value ?? '')
        .join(),
    ),
  ].join('\n');

const source = (name: string, entity: string, path: string) => ({
  name,
  kind: 'csv',
  options: { folder },
  entities: [
    {
      name: entity,
      options: { path },
      primaryKey: 'Id',
      attributes: ['Id', 'Phone', 'Zip'].map((column) => ({ name: column, type: 'string' })),
    },
  ],
});

async function refresh(): Promise<void> {
  const job = await app.refreshes.submit({ scope: { kind: 'full' }, submittedBy: 'test' });
  const done = await app.refreshes.wait(job.jobId);
  expect(done.tasks.flatMap(({ error }) => (error ? [error.message] : []))).toEqual([]);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fluxu-matching-'));
  const { left, right } = makePeople(80);
  await writeFile(join(folder, 'left.csv'), csv(left));
  await writeFile(join(folder, 'right.csv'), csv(right));
  app = await openApp({
    settings: { ...readSettings({ FLUXU_HOME: join(folder, 'home') }), logLevel: 'silent' },
    environment: {},
  });
  await app.definitions.apply(
    {
      workspace: {
        dataSources: [source('Crm', 'Contact', 'left.csv'), source('Shop', 'Client', 'right.csv')],
        unification: {
          mode: 'both',
          entities: [
            { entity: 'Crm_Contact', primaryKey: 'Id' },
            { entity: 'Shop_Client', primaryKey: 'Id' },
          ],
          rules: [
            {
              name: 'SameMail',
              left: 'Crm_Contact',
              right: 'Shop_Client',
              conditions: [{ left: 'Email', right: 'Email' }],
            },
          ],
        },
      },
    },
    'test',
  );
  await refresh();
}, 120_000);
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

const pair = (left: string, right: string) => ({
  left: { entity: 'Crm_Contact', key: left },
  right: { entity: 'Shop_Client', key: right },
});

describe('explaining and correcting matches', () => {
  it('shows the evidence for one customer: rules, and bits that add up to the match weight', async () => {
    const explained = await app.matching.explain(pair('L0001', 'R0001'));
    expect(explained.isOneCustomer).toBe(true);
    const { start, steps = [], lookalikes = 0, weight = 0, probability = 0 } = explained.weights ?? {};
    const sum = steps.reduce((total, step) => total + step.weight, (start ?? 0) + lookalikes);
    expect(sum).toBeCloseTo(weight, 6);
    expect(probability).toBeGreaterThan(0.5);
  });

  it('shows why two records are not one customer', async () => {
    const explained = await app.matching.explain(pair('L0001', 'R0006'));
    expect(explained.isOneCustomer).toBe(false);
    expect(explained.rules).toEqual([]);
    expect(explained.weights?.weight).toBeLessThan(0);
  });

  it('refuses a record that there is not', async () => {
    await expect(app.matching.explain(pair('nobody', 'R0001'))).rejects.toMatchObject({
      code: 'FLX_UNIFY_RECORD_UNKNOWN',
      status: 404,
    });
  });

  it('lists the pairs closest to the threshold', async () => {
    const [first] = await app.matching.review(5);
    expect(first).toMatchObject({ left: { entity: expect.any(String) }, probability: expect.any(Number) });
  });

  it('undoes a merge by a decision, and forgets it again', async () => {
    const decided = pair('L0001', 'R0001');
    await app.matching.decide({ ...decided, decision: 'never' }, 'test');
    await refresh();
    expect(await app.matching.explain(decided)).toMatchObject({ isOneCustomer: false, lists: ['never'] });
    await app.matching.decide({ ...decided, decision: 'forget' }, 'test');
    await refresh();
    expect(await app.matching.explain(decided)).toMatchObject({ isOneCustomer: true, lists: [] });
  }, 120_000);

  it('tells precision and recall by threshold on labels, and suggests one', async () => {
    const numbers = Array.from({ length: 30 }, (_, index) => String(index).padStart(4, '0'));
    const labels = numbers.flatMap((number, index) => [
      { ...pair(`L${number}`, `R${number}`), isMatch: true },
      { ...pair(`L${number}`, `R${numbers[(index + 7) % 30]}`), isMatch: false },
    ]);
    const { points, suggested = 0, ...rest } = await app.matching.thresholds({ labels });
    expect(rest.labels).toBe(60);
    expect(points.at(-1)?.recall).toBe(1);
    expect(suggested).toBeGreaterThan(0);
    expect(suggested).toBeLessThan(1);
  });
});
