import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePeople, type PersonRecord } from '../../../test/support/people.ts';
import { readSettings } from '../../base/settings.ts';
import { openApp } from '../create.ts';
import type { OpenedApp } from '../opened-app.ts';

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
    expect(explained.isOne).toBe(true);
    const { start, steps = [], lookalikes = 0, weight = 0, probability = 0 } = explained.weights ?? {};
    const sum = steps.reduce((total, step) => total + step.weight, (start ?? 0) + lookalikes);
    expect(sum).toBeCloseTo(weight, 6);
    expect(probability).toBeGreaterThan(0.5);
  });

  it('shows why two records are not one customer', async () => {
    const explained = await app.matching.explain(pair('L0001', 'R0006'));
    expect(explained.isOne).toBe(false);
    expect(explained.rules).toEqual([]);
    expect(explained.weights?.weight).toBeLessThan(0);
  });

  it('names each rule that compares or parts the two, and no other', async () => {
    const sides = { left: 'Crm_Contact', right: 'Shop_Client' } as const;
    const { definition, version } = await app.definitions.get('unification', 'unification');
    const rule = (name: string, attribute: string, rest: object) => ({
      name,
      ...sides,
      conditions: [{ left: attribute, right: attribute }],
      ...rest,
    });
    const rules = [
      rule('PartedByMail', 'Email', { effect: 'separate' }),
      rule('PartedByKey', 'Id', { effect: 'separate' }),
      rule('SimilarMail', 'Email', {
        conditions: [{ left: 'Email', right: 'Email', precision: 'low' }],
        blocking: [{ left: 'Email', right: 'Email', firstCharacters: 1 }],
      }),
    ];
    const put = (changed: object, expectedVersion: number) =>
      app.definitions.put({
        kind: 'unification',
        name: 'unification',
        expectedVersion,
        changedBy: 'test',
        definition: { ...(definition as object), ...changed },
      });
    const same = pair('L0002', 'R0002');
    const parted = await put({ rules }, version);
    expect((await app.matching.explain(same)).rules).toEqual([{ rule: 'PartedByMail', effect: 'separate', score: 1 }]);
    const similar = await put({ rules: rules.slice(1) }, parted.version);
    expect((await app.matching.explain(same)).rules).toEqual([
      { rule: 'SimilarMail', effect: 'match', score: expect.any(Number) },
    ]);
    const second = await put({ rules: [rule('SameKey', 'Id', {}), rules[2]] }, similar.version);
    expect((await app.matching.explain(same)).rules).toMatchObject([{ rule: 'SimilarMail' }]);
    await put({}, second.version);
  });

  it('refuses a record that there is not', async () => {
    await expect(app.matching.explain(pair('nobody', 'R0001'))).rejects.toMatchObject({
      code: 'FLX_UNIFY_RECORD_UNKNOWN',
      status: 404,
    });
  });

  it('lists the pairs closest to the threshold', async () => {
    const distances = (await app.matching.review(500)).items.map(({ probability = 0 }) => Math.abs(probability - 0.5));
    expect(distances.length).toBeGreaterThan(5);
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    expect((await app.matching.review(3)).items.map(({ probability = 0 }) => Math.abs(probability - 0.5))).toEqual(
      distances.slice(0, 3),
    );
  });

  it('refuses a decision on a record that there is not, or on one record', async () => {
    const decide = (left: string, right: string) =>
      app.matching.decide({ ...pair(left, right), decision: 'always' }, 'test');
    await expect(decide('L0001', 'nobody')).rejects.toMatchObject({ code: 'FLX_UNIFY_RECORD_UNKNOWN' });
    const one = { entity: 'Crm_Contact', key: 'L0001' };
    const twice = { left: one, right: { ...one, entity: 'crm_contact' } };
    await expect(app.matching.decide({ ...twice, decision: 'never' }, 'test')).rejects.toMatchObject({
      code: 'FLX_UNIFY_SAME_RECORD',
    });
    await expect(app.matching.explain(twice)).rejects.toMatchObject({ code: 'FLX_UNIFY_SAME_RECORD' });
  });

  it('has no probabilities to tell of where rules alone match', async () => {
    const { definition, version } = await app.definitions.get('unification', 'unification');
    const change = { kind: 'unification', name: 'unification', changedBy: 'test' } as const;
    const rules = { ...(definition as object), mode: 'rules' };
    const put = await app.definitions.put({ ...change, expectedVersion: version, definition: rules });
    const refused = { code: 'FLX_UNIFY_RULES_ONLY', status: 409 };
    await expect(app.matching.thresholds({})).rejects.toMatchObject(refused);
    await app.definitions.put({ ...change, expectedVersion: put.version, definition });
  });

  it('reviews, where rules alone match, pairs that fulfil all conditions of a rule but one', async () => {
    const { definition, version } = await app.definitions.get('unification', 'unification');
    const change = { kind: 'unification', name: 'unification', changedBy: 'test' } as const;
    const on = (attribute: string, more = {}) => ({ left: attribute, right: attribute, ...more });
    const rules = ['Email', 'Phone'].map((attribute) => ({
      name: `Zip${attribute}`,
      left: 'Crm_Contact',
      right: 'Shop_Client',
      conditions: [on('Zip'), on(attribute)],
    }));
    const neverMatch = { pairs: [] as object[] };
    const wanted = { ...(definition as object), mode: 'rules', rules, neverMatch };
    let put = await app.definitions.put({ ...change, expectedVersion: version, definition: wanted });
    await refresh();
    const { items: pairs, bounds } = await app.matching.review(200);
    expect(bounds).toBeUndefined();
    expect(pairs.length).toBeGreaterThan(2);
    const alike = pairs.map(({ nearMiss }) => nearMiss?.similarity ?? -1);
    expect(alike).toEqual(alike.toSorted((a, b) => b - a));
    for (const { left, right, nearMiss, isMatched } of pairs) {
      const { isOne, rules: found } = await app.matching.explain({ left, right });
      expect([isMatched, isOne]).toEqual([false, false]);
      expect(found.map(({ rule }) => rule)).not.toContain(nearMiss?.rule);
      expect(['Zip', 'Email', 'Phone']).toContain(nearMiss?.condition);
    }
    expect(await app.matching.review(2)).toEqual({ items: pairs.slice(0, 2) });
    const [first] = pairs;
    const listed = {
      entity1: first?.left.entity,
      key1: first?.left.key,
      entity2: first?.right.entity,
      key2: first?.right.key,
    };
    put = await app.definitions.put({
      ...change,
      expectedVersion: put.version,
      definition: { ...wanted, neverMatch: { pairs: [listed] } },
    });
    expect(await app.matching.review(200)).toEqual({ items: pairs.slice(1) });
    await app.definitions.put({ ...change, expectedVersion: put.version, definition });
    await refresh();
  }, 120_000);

  it('leaves listed pairs out of the thresholds whose records are gone', async () => {
    const { definition, version } = await app.definitions.get('unification', 'unification');
    const listed = (key1: string) => ({ entity1: 'Crm_Contact', key1, entity2: 'Shop_Client', key2: 'R0002' });
    const change = { kind: 'unification', name: 'unification', changedBy: 'test' } as const;
    const alwaysMatch = { pairs: [listed('L0002'), listed('L9999')] };
    const put = await app.definitions.put({
      ...change,
      expectedVersion: version,
      definition: { ...(definition as object), alwaysMatch },
    });
    expect(await app.matching.thresholds({})).toMatchObject({ labels: 1, suggested: expect.any(Number) });
    await app.definitions.put({ ...change, expectedVersion: put.version, definition });
  });

  it('undoes a merge by a decision, and forgets it again', async () => {
    const decided = pair('L0001', 'R0001');
    await app.matching.decide({ ...decided, decision: 'never' }, 'test');
    await refresh();
    expect(await app.matching.explain(decided)).toMatchObject({ isOne: false, lists: ['never'] });
    await app.matching.decide({ ...decided, decision: 'forget' }, 'test');
    await refresh();
    expect(await app.matching.explain(decided)).toMatchObject({ isOne: true, lists: [] });
  }, 120_000);

  it('tells precision and recall by threshold on labels, and suggests one', async () => {
    const numbers = Array.from({ length: 30 }, (_, index) => String(index).padStart(4, '0'));
    const labels = numbers.flatMap((number, index) => [
      { ...pair(`L${number}`, `R${number}`), isMatch: true },
      { ...pair(`L${number}`, `R${numbers[(index + 7) % 30]}`), isMatch: false },
    ]);
    const { points, suggested = 0, ...rest } = await app.matching.thresholds({ labels });
    const [first] = labels;
    const turned = first && { left: first.right, right: first.left, isMatch: !first.isMatch };
    await expect(app.matching.thresholds({ labels: [...labels, ...(turned ? [turned] : [])] })).rejects.toMatchObject({
      code: 'FLX_MATCH_LABEL_CONTRARY',
      place: { pointer: `/labels/${labels.length}` },
    });
    expect(rest.labels).toBe(60);
    expect(points.at(-1)?.recall).toBe(1);
    expect(suggested).toBeGreaterThan(0);
    expect(suggested).toBeLessThan(1);
  });
});
