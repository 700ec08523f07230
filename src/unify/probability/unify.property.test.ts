import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makePeople, type PersonRecord } from '../../../test/support/people.ts';
import { openTestSession, type SourceTable, unify } from '../../../test/support/unify.ts';
import type { EngineSession } from '../../sql/engine.ts';
import { id, sql } from '../../sql/sql.ts';

const CRM = 'Crm_Contact';
const SHOP = 'Shop_Customer';
const RUNS = { numRuns: 4 };
const PEOPLE = makePeople(60);
const types = Object.fromEntries(
  'Id First Last Email Phone Born Street Zip'.split(' ').map((name) => [name, 'string' as const]),
);
const definition = {
  entities: [
    { entity: CRM, primaryKey: 'Id' },
    { entity: SHOP, primaryKey: 'Id' },
  ],
  mode: 'probabilities',
};

let session: EngineSession;
beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

const table = (rows: readonly PersonRecord[]): SourceTable => ({ rows: rows.map((row) => ({ ...row })), types });
const shuffled = (rows: readonly PersonRecord[]) =>
  fc.shuffledSubarray([...rows], { minLength: rows.length, maxLength: rows.length });

/** What is published of profiles, as text, so that equal means equal to the byte. */
async function published(): Promise<string> {
  const tables = ['Customer', 'AlternateKey', 'CustomerIdHistory'];
  const rows = [];
  for (const name of tables) rows.push(await session.rows(sql`select * from ${id(name)} order by all`));
  return JSON.stringify(rows);
}

describe('unification by probabilities, whatever it is given', () => {
  it('gives the same tables to the byte in any order of the rows and of the tables', async () => {
    await unify(session, { [CRM]: table(PEOPLE.left), [SHOP]: table(PEOPLE.right) }, definition);
    const first = await published();
    await fc.assert(
      fc.asyncProperty(shuffled(PEOPLE.left), shuffled(PEOPLE.right), async (left, right) => {
        await unify(session, { [SHOP]: table(right), [CRM]: table(left) }, definition);
        expect(await published()).toBe(first);
      }),
      RUNS,
    );
  });

  it('changes nothing when it runs again on the same rows', async () => {
    const part = fc.integer({ min: 2, max: PEOPLE.left.length });
    await fc.assert(
      fc.asyncProperty(part, part, async (lefts, rights) => {
        const given = {
          [CRM]: table(PEOPLE.left.slice(0, lefts)),
          [SHOP]: table(PEOPLE.right.slice(0, rights)),
        };
        await unify(session, given, definition);
        const first = await published();
        await unify(session, given, definition, { isAgain: true });
        expect(await published()).toBe(first);
      }),
      RUNS,
    );
  });

  it('keeps the id of every record whose profile stays whole when others leave', async () => {
    const kept = fc.subarray([...PEOPLE.left], { minLength: 10 });
    await fc.assert(
      fc.asyncProperty(kept, async (left) => {
        const before = await unify(session, { [CRM]: table(PEOPLE.left), [SHOP]: table(PEOPLE.right) }, definition);
        const after = await unify(session, { [CRM]: table(left), [SHOP]: table(PEOPLE.right) }, definition, {
          isAgain: true,
        });
        const whole = before.clusters.filter((cluster) => {
          const first = after.clusters.find((later) => later.includes(cluster[0] ?? ''));
          return JSON.stringify(first) === JSON.stringify(cluster);
        });
        expect(whole.length).toBeGreaterThan(0);
        for (const cluster of whole)
          for (const record of cluster) expect(after.ids.get(record)).toBe(before.ids.get(record));
      }),
      RUNS,
    );
  });
});
