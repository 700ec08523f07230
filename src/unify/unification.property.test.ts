import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestSession, type SourceTable, unify } from '../../test/support/unify.ts';
import type { EngineSession, Row } from '../sql/engine.ts';
import { id, sql } from '../sql/sql.ts';

const CRM = 'Crm_Contact';
const SHOP = 'Shop_Customer';
const RUNS = { numRuns: 6 };
let session: EngineSession;

beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

interface Person {
  readonly Id: string;
  readonly Email: string | null;
  readonly First: string | null;
  readonly Last: string | null;
}

const text = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: null });
const people = fc.uniqueArray(
  fc.record({
    Id: fc.integer({ min: 1, max: 12 }).map(String),
    Email: text('a@x', 'b@x', 'c@x', 'd@x'),
    First: text('Bob', 'Robert', 'Ane', 'Anne', 'Miren'),
    Last: text('Agirre', 'Agirra', 'Zabala'),
  }),
  { selector: (person) => person.Id, minLength: 1, maxLength: 8 },
);
const sources = fc.record({ [CRM]: people, [SHOP]: people });
type Sources = Readonly<Record<string, readonly Person[]>>;

const types = { Id: 'string', Email: 'string', First: 'string', Last: 'string' } as const;
const tables = (given: Sources): Record<string, SourceTable> =>
  Object.fromEntries(
    Object.entries(given).map(([name, rows]) => [name, { rows: rows.map((row) => ({ ...row })), types }]),
  );

const on = (attribute: string, further: object = {}) => ({ left: attribute, right: attribute, ...further });
const definition = {
  entities: [
    {
      entity: CRM,
      primaryKey: 'Id',
      deduplicate: { rules: [{ name: 'ByEmail', conditions: [{ attribute: 'Email' }] }] },
    },
    { entity: SHOP, primaryKey: 'Id' },
  ],
  rules: [
    { name: 'ByEmail', left: CRM, right: SHOP, conditions: [on('Email')] },
    {
      name: 'ByName',
      left: SHOP,
      right: CRM,
      conditions: [on('First', { normalize: ['name'] }), on('Last', { precision: 'high' })],
    },
  ],
};

async function published(): Promise<Record<string, readonly Row[]>> {
  const read = (name: string) => session.rows(sql`select * from ${id(name)} order by all`);
  return {
    customers: await read('Customer'),
    keys: await read('AlternateKey'),
    pairs: await read('ConflationMatchPairs'),
    groups: await read('Deduplication_Crm_Contact'),
    history: await read('CustomerIdHistory'),
  };
}

describe('unification', () => {
  it('gives the same tables whatever the order of the rows', async () => {
    await fc.assert(
      fc.asyncProperty(sources, async (given) => {
        await unify(session, tables(given), definition);
        const first = await published();
        const reversed = Object.fromEntries(Object.entries(given).map(([name, rows]) => [name, rows.toReversed()]));
        await unify(session, tables(reversed), definition);
        expect(await published()).toEqual(first);
      }),
      RUNS,
    );
  });

  it('keeps every id when nothing changed', async () => {
    await fc.assert(
      fc.asyncProperty(sources, async (given) => {
        await unify(session, tables(given), definition);
        const first = await published();
        await unify(session, tables(given), definition, { isAgain: true });
        expect(await published()).toEqual(first);
      }),
      RUNS,
    );
  });

  it('keeps an id with most of its records, gives each to one profile, and never one that is gone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(sources, { minLength: 2, maxLength: 4 }), async (refreshes) => {
        const everGiven = new Set<string>();
        let before = new Map<string, string>();
        for (const [index, given] of refreshes.entries()) {
          const unified = await unify(session, tables(given), definition, { isAgain: index > 0 });
          const living = new Set(unified.ids.values());
          expect(unified.customers.length).toBe(living.size);
          const previous = new Set(before.values());
          for (const customerId of living) if (!previous.has(customerId)) expect(everGiven.has(customerId)).toBe(false);
          for (const cluster of unified.clusters) expectHeir(cluster, { now: unified.ids, before });
          for (const customerId of living) everGiven.add(customerId);
          before = new Map(unified.ids);
        }
      }),
      RUNS,
    );
  });

  it('never brings a never match pair together, and keeps the other links', async () => {
    const pair = fc.record({
      entity1: fc.constantFrom(CRM, SHOP),
      key1: fc.integer({ min: 1, max: 12 }).map(String),
      entity2: fc.constantFrom(CRM, SHOP),
      key2: fc.integer({ min: 1, max: 12 }).map(String),
    });
    await fc.assert(
      fc.asyncProperty(sources, fc.array(pair, { minLength: 1, maxLength: 4 }), async (given, pairs) => {
        const apart = pairs.filter((one) => one.entity1 !== one.entity2 || one.key1 !== one.key2);
        const free = await unify(session, tables(given), definition);
        const { ids } = await unify(session, tables(given), { ...definition, neverMatch: { pairs: apart } });
        for (const { entity1, key1, entity2, key2 } of apart) {
          const [left, right] = [ids.get(`${entity1}:${key1}`), ids.get(`${entity2}:${key2}`)];
          if (left !== undefined) expect(left).not.toBe(right);
        }
        for (const [record, customerId] of ids)
          for (const [other, otherId] of ids)
            if (customerId === otherId) expect(free.ids.get(record)).toBe(free.ids.get(other));
      }),
      RUNS,
    );
  });
});

/** A cluster that is all that is left of exactly one profile bears its id. */
function expectHeir(
  cluster: readonly string[],
  { now, before }: Record<'now' | 'before', ReadonlyMap<string, string>>,
): void {
  const former = new Set(cluster.flatMap((record) => before.get(record) ?? []));
  if (former.size !== 1) return;
  const [customerId = ''] = former;
  const elsewhere = [...before].some(
    ([record, owner]) => owner === customerId && now.has(record) && !cluster.includes(record),
  );
  if (!elsewhere) expect(now.get(cluster[0] ?? '')).toBe(customerId);
}
